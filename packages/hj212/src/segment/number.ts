import type { Absence } from './measurement.ts'

/** Numbers that devices send where they have no value; a setting, because no standard names them. */
export const defaultSentinels: readonly number[] = [-99, -999, -9999]

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const DASHES = /^-*$/

/** Exact powers of ten: a mantissa below 2^53 divided by one of them is rounded once, so correctly. */
export const POWERS_OF_TEN: readonly number[] = Array.from({ length: 16 }, (_, n) => 10 ** n)

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
