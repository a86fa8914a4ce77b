import { StandardsError } from '../errors/standards-error.ts'
import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { toFraction } from '../rounding/decimal.ts'

/**
 * How many objects a double-random inspection (双随机) draws from a pool by rate: pool × rate, rounded up from the exact
 * product, so that 5 % of 40 is 2 and of 41 is 3. Rates are local (national: 5 % of key units a quarter for a city, 25 % for a
 * county; unverified).
 *
 * Clause: 环办〔2015〕88号; formula unverified.
 *
 * @param pool objects in the pool
 * @param rate part of the pool from 0 to 1, 0.25 for 25 %
 * @throws InvalidInputError; StandardsError `invalid-input` for a pool below zero or a rate outside 0–1
 */
export function inspectionDraws(pool: number, rate: number): number {
  checkInput('inspectionDraws', { pool, rate }, { pool: want.whole, rate: want.finite })
  if (pool < 0 || rate < 0 || rate > 1) throw noDraw()
  const { numerator, denominator } = toFraction(rate)
  return Number((BigInt(pool) * numerator + denominator - 1n) / denominator)
}

/**
 * How many general units are drawn by staff: inspectors × units for each (as 1:5), never more than the pool holds.
 *
 * Clause: 环办〔2015〕88号; formula unverified.
 *
 * @throws InvalidInputError; StandardsError `invalid-input` for a number below zero
 */
export function inspectionDrawsByStaff(pool: number, inspectors: number, unitsPerInspector: number): number {
  checkInput(
    'inspectionDrawsByStaff',
    { pool, inspectors, unitsPerInspector },
    { pool: want.whole, inspectors: want.whole, unitsPerInspector: want.whole },
  )
  if (pool < 0 || inspectors < 0 || unitsPerInspector < 0) throw noDraw()
  return Math.min(pool, inspectors * unitsPerInspector)
}

function noDraw(): StandardsError {
  return new StandardsError(
    'invalid-input',
    '对象数、人数不能为负，比例须在0至1之间',
    'a pool or staff cannot be below zero, and a rate lies within 0 and 1',
  )
}
