import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { InvalidInputError } from '../errors/invalid-input-error.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { decimalToNumber, divideHalfEven, readDecimal, type Fraction } from './decimal.ts'

// Below this a scaled double keeps at least six decimals, so its distance from a half is certain.
const fastLimit = 1e9
const certainty = 1e-6

/** A fraction of whole numbers. */
export const exactFraction = want.fields({ numerator: want.bigWhole, denominator: want.bigWhole })

/**
 * Rounds to a number of decimals, half to even, exactly in decimal (GB/T 8170-2008 §3.2).
 *
 * A double is taken as its shortest decimal text (35.5, not the binary neighbour), so that 1.15 at one decimal is 1.2
 * and 12.345 at two is 12.34. Round once, from the unrounded value: rounding a rounded value is another number (§3.3).
 *
 * @param value a finite number, or its decimal text
 * @param decimals kept decimals; negative counts to the left of the point (−1: tens)
 * @throws StandardsError `invalid-number` when the value is no finite decimal number or decimals is no whole number
 */
export function roundHalfEven(value: number | string, decimals: number): number {
  if (!Number.isInteger(decimals) || decimals < -300 || decimals > 300)
    throw badDecimals('roundHalfEven', decimals)
  if (typeof value === 'number' && decimals >= 0 && decimals <= 9) {
    const power = 10 ** decimals
    const scaled = value * power
    if (Math.abs(scaled) < fastLimit && Math.abs(scaled - Math.floor(scaled) - 0.5) > certainty) {
      return Math.round(scaled) / power + 0 // + 0 turns -0 into 0
    }
  }
  const exact = readDecimal(value, 'roundHalfEven')
  if (exact.decimals <= decimals) return decimalToNumber(exact.units, exact.decimals)
  const units = divideHalfEven(exact.units, 10n ** BigInt(exact.decimals - decimals))
  return decimalToNumber(units, decimals)
}

/**
 * Rounds to a number of significant digits, half to even, exactly in decimal (GB/T 8170-2008 §3.2).
 *
 * @param digits kept significant digits, 1 or more
 * @throws StandardsError `invalid-number`
 */
export function roundSignificantHalfEven(value: number | string, digits: number): number {
  if (!Number.isInteger(digits) || digits < 1) throw badDecimals('roundSignificantHalfEven', digits)
  const exact = readDecimal(value, 'roundSignificantHalfEven')
  if (exact.units === 0n) return 0
  const magnitude = String(exact.units < 0n ? -exact.units : exact.units).length - exact.decimals
  return roundHalfEven(value, digits - magnitude)
}

/**
 * Rounds a number that came out of floating-point arithmetic, half to even (GB/T 8170-2008 §3.2).
 *
 * A mean or rate whose true value is an exact half may print as 34.49999999999999. Noise beyond the tenth decimal is
 * cleared first; no true statistic of environmental counts lies that near a half without being one.
 *
 * @throws StandardsError `invalid-number`
 */
export function roundComputedHalfEven(value: number, decimals: number): number {
  if (!Number.isFinite(value) || !Number.isInteger(decimals)) {
    checkInput('roundComputedHalfEven', { value, decimals }, { value: want.finite, decimals: want.whole })
  }
  const scaled = value * 10 ** decimals
  const clear = Math.abs(scaled - Math.floor(scaled) - 0.5) > certainty // noise of 10⁻¹⁰ cannot reach the half
  return roundHalfEven(clear && decimals <= 3 ? value : roundHalfEven(value, 10), decimals)
}

/**
 * Rounds an exact fraction half to even: for means and rates whose division must not pass through a double
 * (GB/T 8170-2008 §3.2).
 *
 * @throws StandardsError `invalid-number` when the denominator is zero
 */
export function roundFractionHalfEven(fraction: Fraction, decimals: number): number {
  if (!Number.isInteger(decimals) || decimals < -300 || decimals > 300)
    throw badDecimals('roundFractionHalfEven', decimals)
  checkInput('roundFractionHalfEven', { fraction }, { fraction: exactFraction })
  if (fraction.denominator === 0n) {
    throw new StandardsError('invalid-number', '分母为零', 'the denominator is zero')
  }
  const numerator = decimals >= 0 ? fraction.numerator * 10n ** BigInt(decimals) : fraction.numerator
  const denominator = decimals >= 0 ? fraction.denominator : fraction.denominator * 10n ** BigInt(-decimals)
  return decimalToNumber(divideHalfEven(numerator, denominator), decimals)
}

function badDecimals(name: string, given: number): InvalidInputError {
  return new InvalidInputError(name, {
    field: name === 'roundSignificantHalfEven' ? 'digits' : 'decimals',
    given,
    expectedZh: '可保留的位数（整数）',
    expectedEn: 'a whole number of digits to keep',
    code: 'invalid-number',
  })
}
