import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { roundHalfEven, roundSignificantHalfEven } from '../rounding/round.ts'
import { surfaceWaterItem, surfaceWaterItems } from './items.ts'
import type { SurfaceWaterItem } from './items.ts'

/** A result below the detection limit, in the item's own unit; it counts as half of the limit. */
export interface BelowDetection {
  readonly belowDetectionLimit: number
}

/** A measured value, a result below the detection limit, or the reason why there is none. */
export type WaterReading = Reading | BelowDetection

/**
 * What one section, point or mean holds, by item of GB 3838-2002 table 1: mg/L, coliforms per litre, water temperature
 * in °C, pH without unit. An item left out was not measured.
 */
export type SampleMgPerL = Readonly<Partial<Record<SurfaceWaterItem, WaterReading>>>

/**
 * How values meet the limits: as given, or each rounded to its judging decimals first (half to even; 环办[2011]22号
 * practice, single source). A published evaluation says which.
 */
export type JudgingMode = 'asGiven' | 'rounded'

const anyItem = want.oneOf(
  surfaceWaterItems.map((row) => row.key),
  'no-limit',
)
const optionalWaterReading = want.optional(
  want.either(want.onlyFields({ belowDetectionLimit: want.finite }), want.reading),
)

/**
 * A concentration as a number or the reason why it cannot be used: half of the detection limit for a result below it,
 * `over-range` for a negative one.
 */
export function usableConcentration(reading: WaterReading | undefined): Reading {
  const value = numberOrReason(reading)
  return typeof value === 'number' && value < 0 ? 'over-range' : value
}

/**
 * A reading of table 1 as a number or a reason, as {@link usableConcentration}; a pH outside 0–14 is `over-range`, a
 * water temperature may be below zero.
 *
 * Clause: GB 3838-2002 table 1.
 */
export function usableReading(item: SurfaceWaterItem, reading: WaterReading | undefined): Reading {
  checkInput('usableReading', { item, reading }, { item: anyItem, reading: optionalWaterReading })
  return usableOf(item, reading)
}

/** `usableReading` of arguments already looked at. */
export function usableOf(item: SurfaceWaterItem, reading: WaterReading | undefined): Reading {
  if (item === 'PH') return usablePh(reading)
  return item === 'WT' ? numberOrReason(reading) : usableConcentration(reading)
}

/** A pH as a number or a reason; outside 0–14 it is `over-range`. */
export function usablePh(reading: WaterReading | undefined): Reading {
  const value = usableConcentration(reading)
  return typeof value === 'number' && value > 14 ? 'over-range' : value
}

/**
 * Rounds a value to the decimals its item is judged at; a value that would become 0 keeps one significant digit.
 *
 * Clause: 环办监测函〔2020〕82号; GB/T 8170-2008.
 * @param valueMgPerL in the item's unit
 */
export function roundForJudging(item: SurfaceWaterItem, valueMgPerL: number): number {
  checkInput('roundForJudging', { item, valueMgPerL }, { item: anyItem, valueMgPerL: want.finite })
  const rounded = roundHalfEven(valueMgPerL, surfaceWaterItem(item).judgingDecimals)
  return rounded === 0 && valueMgPerL !== 0 ? roundSignificantHalfEven(valueMgPerL, 1) : rounded
}

/** An item without a usable value, and why. */
export interface MissingItem<Item extends string = SurfaceWaterItem> {
  readonly item: Item
  readonly reason: Missing
}

function numberOrReason(reading: WaterReading | undefined): Reading {
  if (reading === undefined) return 'not-measured'
  return typeof reading === 'object' ? reading.belowDetectionLimit / 2 : reading
}
