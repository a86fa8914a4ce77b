import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { waterReading } from '../surface-water/water-wants.ts'
import { multipleOverLimit } from '../exact/fraction.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { usableConcentration, usablePh } from '../surface-water/sample.ts'
import type { MissingItem, WaterReading } from '../surface-water/sample.ts'

/**
 * Items of the discharge standards for sewage works; AVO is animal and vegetable oil, COLOR dilution times.
 *
 * Clause: GB 18918-2002 tables 1 and 2.
 */
export const sewageItems = [
  'COD',
  'BOD5',
  'SS',
  'AVO',
  'OIL',
  'LAS',
  'TN',
  'NH3N',
  'TP',
  'COLOR',
  'PH',
  'FC',
  'HG',
  'ALKYL_HG',
  'CD',
  'CR',
  'CR6',
  'AS',
  'PB',
] as const
export type SewageItem = (typeof sewageItems)[number]

/** Effluent readings: mg/L, colour in dilution times, coliforms per litre, pH without unit. */
export type SewageSampleMgPerL = Readonly<Partial<Record<SewageItem, WaterReading>>>

/** What an item must not pass: an upper limit as printed, a range, or detection itself. */
export type SewageLimit = `${number}` | readonly [low: string, high: string] | 'notDetected'

/** An item over its limit. */
export interface SewageExceedance {
  readonly item: SewageItem
  readonly valueMgPerL: number
  readonly limit: SewageLimit
  /** (C − limit) / limit at four decimals; null for pH and for what must not be detected. */
  readonly multiple: number | null
}

/** Whether an effluent keeps its limits. */
export interface SewageVerdict {
  /** A reason when no item with a limit had a value. */
  readonly passes: boolean | Missing
  readonly judged: readonly SewageItem[]
  readonly over: readonly SewageExceedance[]
  readonly missing: readonly MissingItem<SewageItem>[]
  /** Measured items for which the standard sets no limit in this case. */
  readonly unlimited: readonly SewageItem[]
}

/** Readings of an effluent. */
export const effluentSample = want.sampleOf(sewageItems, waterReading)

/**
 * Holds readings against limits; upper limits are inclusive, a result below the detection limit counts as half of it.
 *
 * Clause: GB 18918-2002 §4.1.3.
 * @throws StandardsError `no-limit` for items that no sewage standard knows
 */
export function judgeEffluent(
  sample: SewageSampleMgPerL,
  limitOf: (item: SewageItem) => SewageLimit | null,
): SewageVerdict {
  checkInput('judgeEffluent', { sample, limitOf }, { sample: effluentSample, limitOf: want.callable })
  const given = sewageItems.filter((item) => sample[item] !== undefined)
  const rows = given.map((item) => ({ item, limit: limitOf(item), reading: usable(item, sample[item]) }))
  const judged = rows.flatMap(({ item, limit, reading }) =>
    typeof reading === 'number' && limit !== null ? [{ item, limit, value: reading }] : [],
  )
  const over = judged
    .filter(({ item, limit, value }) => isOver(limit, value, sample[item]))
    .map(({ item, limit, value }) => ({
      item,
      valueMgPerL: value,
      limit,
      multiple: multipleOf(limit, value),
    }))
  return {
    passes: judged.length === 0 ? 'not-measured' : over.length === 0,
    judged: judged.map((row) => row.item),
    over,
    missing: rows.flatMap(({ item, reading }) =>
      typeof reading === 'string' ? [{ item, reason: reading }] : [],
    ),
    unlimited: rows.flatMap(({ item, limit, reading }) =>
      typeof reading === 'number' && limit === null ? [item] : [],
    ),
  }
}

function usable(item: SewageItem, reading: WaterReading | undefined): Reading {
  return item === 'PH' ? usablePh(reading) : usableConcentration(reading)
}

function isOver(limit: SewageLimit, value: number, reading: WaterReading | undefined): boolean {
  if (limit === 'notDetected') return typeof reading === 'number' && reading > 0
  if (typeof limit === 'string') return value > Number(limit)
  return value < Number(limit[0]) || value > Number(limit[1])
}

function multipleOf(limit: SewageLimit, value: number): number | null {
  if (typeof limit !== 'string' || limit === 'notDetected') return null
  return roundFractionHalfEven(multipleOverLimit(value, limit), 4)
}
