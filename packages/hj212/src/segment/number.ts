import type { Absence } from './measurement.ts'

/** Numbers that devices send where they have no value; a setting, because no standard names them. */
export const defaultSentinels: readonly number[] = [-99, -999, -9999]

/** Sentinels with their range, so that most values need one comparison. */
export interface Sentinels {
  readonly values: readonly number[]
  readonly least: number
  readonly most: number
}

/** Prepares a list of sentinels for {@link isSentinel}. */
export function prepareSentinels(values: readonly number[]): Sentinels {
  return { values, least: Math.min(...values), most: Math.max(...values) }
}

/** Whether a device means "no value" by `value`. */
export function isSentinel(sentinels: Sentinels, value: number): boolean {
  return value <= sentinels.most && value >= sentinels.least && sentinels.values.includes(value)
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const DASHES = /^-*$/

/** Exact powers of ten: a mantissa below 2^53 divided by one of them is rounded once, so correctly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, n) => 10 ** n)

/**
 * Reads a value of a CP: sign, digits, one point; leading zeros are usual (type N of HJ 212-2017
 * 6.3.3.2.2). An exponent is no part of the standard but is read.
 * @returns the number, or the reason why there is none.
 */
export function readNumber(text: string, sentinels: readonly number[] = defaultSentinels): number | Absence {
  const trimmed = text.trim()
  if (NUMBER.test(trimmed)) {
    const value = Number(trimmed)
    if (!Number.isFinite(value)) return 'not-numeric'
    return sentinels.includes(value) ? 'sentinel' : value + 0
  }
  if (DASHES.test(trimmed)) return 'empty'
  const word = trimmed.toLowerCase()
  if (word === 'null' || word === 'nan') return word
  return 'not-numeric'
}
