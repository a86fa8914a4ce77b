import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { waterReading } from '../surface-water/water-wants.ts'
import type { Reading } from '../missing/reading.ts'
import { usableConcentration, usablePh } from '../surface-water/sample.ts'
import type { MissingItem, WaterReading } from '../surface-water/sample.ts'
import { seaItem, seaItems, seaPhRanges } from './items.ts'
import type { SeaItem } from './items.ts'

/**
 * The classes of GB 3097-1997, best first, and 劣四类 (worse than 四类).
 *
 * Clause: GB 3097-1997 §3.
 */
export const seaClasses = ['一类', '二类', '三类', '四类', '劣四类'] as const
export type SeaClass = (typeof seaClasses)[number]

/**
 * The six items that public evaluations rest on.
 *
 * Clause: HJ 442.10-2020.
 */
export const commonSeaItems: readonly SeaItem[] = ['DIN', 'DIP', 'OIL', 'COD', 'PH', 'DO']

/** What a point at sea holds: mg/L, bacteria per litre, pH without unit. */
export type SeaSampleMgPerL = Readonly<Partial<Record<SeaItem, WaterReading>>>

/** By what a sea class was found. */
export interface SeaBasis {
  readonly standard: 'GB 3097-1997'
  readonly method: 'HJ 442.10-2020'
  readonly itemsJudged: number
  readonly missing: readonly MissingItem<SeaItem>[]
}

/** Class of a point at sea. */
export interface SeaPointEvaluation {
  readonly evaluated: true
  readonly basis: SeaBasis
  readonly class: SeaClass
  readonly items: readonly {
    readonly item: SeaItem
    readonly valueMgPerL: number
    readonly class: SeaClass
  }[]
  /** The items whose class is the point's class. */
  readonly decidedBy: readonly SeaItem[]
}

/** A point without any value. */
export interface SeaPointNotEvaluated {
  readonly evaluated: false
  readonly basis: SeaBasis
}

const seaKeys = seaItems.map((row) => row.key)
const seaKey = want.oneOf(seaKeys, 'no-limit')
const seaKeysList = want.listOf(seaKey)
const seaSample = want.sampleOf(seaKeys, waterReading)
const riseSeason = want.oneOf(['summer', 'other'])

/**
 * Class of one item of sea water (GB 3097-1997 table 1): the best class whose limit holds, limits inclusive; a class
 * without a limit for the item holds.
 *
 * @param valueMgPerL mg/L; bacteria per litre, pH without unit
 * @throws StandardsError `invalid-number`
 */
export function seaClassOfItem(item: SeaItem, valueMgPerL: number): SeaClass {
  checkInput('seaClassOfItem', { item, valueMgPerL }, { item: seaKey, valueMgPerL: want.finite })
  const { direction, limits } = seaItem(item)
  const rank =
    direction === 'range'
      ? seaPhRanges.findIndex(({ low, high }) => valueMgPerL >= Number(low) && valueMgPerL <= Number(high))
      : limits.findIndex((limit) => limit === null || holds(valueMgPerL, Number(limit), direction))
  return seaClasses[rank] ?? '劣四类'
}

/** Class of a point by the worst of its items (single factor, HJ 442.10-2020); half of a detection limit counts. */
export function evaluateSeaPoint(
  sampleMgPerL: SeaSampleMgPerL,
  expected: readonly SeaItem[] = commonSeaItems,
): SeaPointEvaluation | SeaPointNotEvaluated {
  checkInput(
    'evaluateSeaPoint',
    { sampleMgPerL, expected },
    { sampleMgPerL: seaSample, expected: seaKeysList },
  )
  const items = seaItems.flatMap(({ key }) => {
    const value = usable(key, sampleMgPerL[key])
    return typeof value === 'number'
      ? [{ item: key, valueMgPerL: value, class: seaClassOfItem(key, value) }]
      : []
  })
  const missing = expected.flatMap((item) => {
    const value = usable(item, sampleMgPerL[item])
    return typeof value === 'number' ? [] : [{ item, reason: value }]
  })
  const basis = {
    standard: 'GB 3097-1997',
    method: 'HJ 442.10-2020',
    itemsJudged: items.length,
    missing,
  } as const
  const worst = seaClasses[Math.max(...items.map((row) => seaClasses.indexOf(row.class)))]
  if (worst === undefined) return { evaluated: false, basis }
  const decidedBy = items.filter((row) => row.class === worst).map((row) => row.item)
  return { evaluated: true, basis, class: worst, items, decidedBy }
}

/**
 * Class that a man-made rise of temperature leaves possible (unverified): 1 °C in summer and 2 °C else for 一类 and 二类, 4 °C for the rest.
 *
 * Clause: GB 3097-1997 table 1 item 5.
 */
export function seaClassOfTemperatureRise(riseCelsius: number, season: 'summer' | 'other'): SeaClass {
  checkInput(
    'seaClassOfTemperatureRise',
    { riseCelsius, season },
    { riseCelsius: want.finite, season: riseSeason },
  )
  if (riseCelsius <= (season === 'summer' ? 1 : 2)) return '一类'
  return riseCelsius <= 4 ? '三类' : '劣四类'
}

function holds(value: number, limit: number, direction: 'atLeast' | 'atMost'): boolean {
  return direction === 'atLeast' ? value >= limit : value <= limit
}

function usable(item: SeaItem, reading: WaterReading | undefined): Reading {
  return item === 'PH' ? usablePh(reading) : usableConcentration(reading)
}
