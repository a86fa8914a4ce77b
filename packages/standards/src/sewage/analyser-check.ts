import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { compareExactly } from '../exact/fraction.ts'
import { toFraction } from '../rounding/decimal.ts'
import type { Fraction } from '../rounding/decimal.ts'

/** Analysers that are checked against a real sample or a standard solution (HJ 355-2019 table 1). */
export type CheckedAnalyser = 'COD' | 'NH3N' | 'TP' | 'TN' | 'PH' | 'temperature' | 'flow'

/** The error allowed from a reference value on, absolute (in the unit of the value) or in percent of the reference. */
export interface AllowedError {
  readonly from: number
  readonly absolute?: string
  readonly percent?: string
}

/**
 * Allowed errors of HJ 355-2019 table 1, from memory: mg/L, °C for temperature, m³/h for flow.
 *
 * Clause: HJ 355-2019 table 1.
 */
export const allowedErrors: Readonly<Record<CheckedAnalyser, readonly AllowedError[]>> = {
  COD: [
    { from: 0, absolute: '5' },
    { from: 30, percent: '30' },
    { from: 60, percent: '20' },
    { from: 100, percent: '15' },
  ],
  NH3N: [
    { from: 0, absolute: '0.3' },
    { from: 2, percent: '15' },
  ],
  TP: [
    { from: 0, absolute: '0.06' },
    { from: 0.4, percent: '15' },
  ],
  TN: [
    { from: 0, absolute: '0.3' },
    { from: 2, percent: '15' },
  ],
  PH: [{ from: 0, absolute: '0.5' }],
  temperature: [{ from: 0, absolute: '0.5' }],
  flow: [{ from: 0, percent: '10' }],
}

const checkedAnalyser = want.oneOf(Object.keys(allowedErrors))

/** Whether an analyser's reading is near enough to the reference (HJ 355-2019 table 1), decided in exact decimals. */
export function analyserCheckHolds(analyser: CheckedAnalyser, reference: number, reading: number): boolean {
  checkInput(
    'analyserCheckHolds',
    { analyser, reference, reading },
    { analyser: checkedAnalyser, reference: want.finite, reading: want.finite },
  )
  const allowed = allowedErrors[analyser].findLast((row) => reference >= row.from)
  if (allowed === undefined) return false
  const r = toFraction(reference)
  const error = absolute(minus(toFraction(reading), r))
  if (allowed.absolute !== undefined) return compareExactly(error, toFraction(allowed.absolute)) <= 0
  const percent = toFraction(allowed.percent ?? '0')
  const limit = {
    numerator: r.numerator * percent.numerator,
    denominator: r.denominator * percent.denominator * 100n,
  }
  return compareExactly(error, limit) <= 0
}

function minus(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator - b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

function absolute(value: Fraction): Fraction {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value
}
