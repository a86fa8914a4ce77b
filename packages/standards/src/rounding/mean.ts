import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { toDecimal, type Fraction } from './decimal.ts'
import { exactFraction, roundFractionHalfEven } from './round.ts'

/**
 * The arithmetic mean of decimals as an exact fraction, so that a later rounding sees a true half.
 *
 * Clause: GB/T 8170-2008 §3.3 (one rounding, from the exact value).
 *
 * @throws StandardsError `invalid-input` when there are no values
 */
export function exactMean(values: readonly number[]): Fraction {
  checkInput('exactMean', { values }, { values: want.numbers })
  if (values.length === 0)
    throw new StandardsError('invalid-input', '没有数值，无法求均值', 'no values to average')
  return exactSum(values, BigInt(values.length))
}

/**
 * The mean of decimals rounded once, half to even, from the exact quotient.
 *
 * Clause: GB/T 8170-2008 §3.2, §3.3.
 */
export function roundMean(values: readonly number[], decimals: number): number {
  checkInput('roundMean', { values, decimals }, { values: want.numbers, decimals: want.whole })
  return roundFractionHalfEven(exactMean(values), decimals)
}

/** An exact fraction as the nearest double (30 significant digits are carried through the division). */
export function fractionToNumber(fraction: Fraction): number {
  checkInput('fractionToNumber', { fraction }, { fraction: exactFraction })
  const top = Number(fraction.numerator)
  const bottom = Number(fraction.denominator)
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return top / bottom
  const size = String(fraction.denominator).length - String(fraction.numerator).length
  return roundFractionHalfEven(fraction, Math.max(size + 30, 0))
}

function exactSum(values: readonly number[], count: bigint): Fraction {
  const thousandths = sumOfThousandths(values)
  if (thousandths !== undefined) return { numerator: BigInt(thousandths), denominator: 1000n * count }
  let decimals = 0
  const parts = values.map(toDecimal)
  for (const part of parts) decimals = Math.max(decimals, part.decimals)
  let sum = 0n
  for (const part of parts) sum += part.units * 10n ** BigInt(decimals - part.decimals)
  return { numerator: sum, denominator: 10n ** BigInt(decimals) * count }
}

/** The sum in thousandths when every value is a short decimal of at most three places, as measured values are. */
function sumOfThousandths(values: readonly number[]): number | undefined {
  let sum = 0
  for (const value of values) {
    const units = Math.round(value * 1000)
    if (units / 1000 !== value || Math.abs(units) > 1e12) return undefined
    sum += units
  }
  return Number.isSafeInteger(sum) ? sum : undefined
}
