import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isDecimalText, toFraction, type Fraction } from '../rounding/decimal.ts'
import { fractionToNumber } from '../rounding/mean.ts'
import { roundFractionHalfEven, roundHalfEven } from '../rounding/round.ts'

/** How a value is held against a number: 以上/以下/以内 are `>=`/`<=`, 超过 is `>`, 低于 is `<`. */
export type Comparator = '>=' | '>' | '<=' | '<' | '='

/** A number as a document wrote it; `decimals` is how many decimals were written (87.3 has one). */
export interface WrittenTarget {
  readonly comparator: Comparator
  readonly value: number
  readonly decimals: number
}

/** A rate kept as its two counts, so that 48 of 55 is never a rounded double; `per` is 100 for percent. */
export interface CountedRate {
  readonly part: number
  readonly whole: number
  readonly per: number
}

/** The result of a comparison at the precision written, with the unrounded reading beside it. */
export interface WrittenComparison {
  /** Whether the rounded value meets the target. */
  readonly met: boolean
  /** Whether the unrounded value meets it; differs from `met` only within half a unit of the last place. */
  readonly metUnrounded: boolean
  readonly rounded: number
  readonly unrounded: number
  readonly target: WrittenTarget
  readonly rule: 'GB/T 8170-2008 §4.3.3'
}

const countedRate = want.fields({ part: want.finite, whole: want.finite, per: want.finite })
const decimalText: want.Want = (given) =>
  typeof given === 'string' && isDecimalText(given) ? undefined : want.finite(given)
const comparedValue = want.either(countedRate, decimalText)
const writtenTarget = want.fields({
  comparator: want.oneOf(['>=', '>', '<=', '<', '=']),
  value: want.finite,
  decimals: want.whole,
})

/**
 * Compares a value with a target at the precision the target was written in: round half to even, then compare
 * (GB/T 8170-2008 §4.3.3, the method of rounded values).
 *
 * 48 of 55 is 87.27…, which meets "87.3 %" written with one decimal and misses 87.30. The unit of value and target is
 * the caller's, and must be the same.
 *
 * @throws StandardsError `invalid-number` for a value that is no finite number, or a rate of nothing
 */
export function compareAtWrittenPrecision(
  value: number | string | CountedRate,
  target: WrittenTarget,
): WrittenComparison {
  checkInput('compareAtWrittenPrecision', { value, target }, { value: comparedValue, target: writtenTarget })
  const exact = typeof value === 'object' ? rateFraction(value) : toFraction(value)
  const rounded = roundFractionHalfEven(exact, target.decimals)
  const order = compareFractions(exact, toFraction(target.value))
  return {
    met: holds[target.comparator](rounded - roundHalfEven(target.value, target.decimals)),
    metUnrounded: holds[target.comparator](order),
    rounded,
    unrounded: fractionToNumber(exact),
    target,
    rule: 'GB/T 8170-2008 §4.3.3',
  }
}

function rateFraction(rate: CountedRate): Fraction {
  const part = toFraction(rate.part)
  const whole = toFraction(rate.whole)
  const per = toFraction(rate.per)
  return {
    numerator: part.numerator * per.numerator * whole.denominator,
    denominator: part.denominator * per.denominator * whole.numerator,
  }
}

function compareFractions(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator
  const sign = difference === 0n ? 0 : difference > 0n ? 1 : -1
  return left.denominator < 0n ? -sign : sign
}

const holds: Readonly<Record<Comparator, (sign: number) => boolean>> = {
  '>=': (sign) => sign >= 0,
  '>': (sign) => sign > 0,
  '<=': (sign) => sign <= 0,
  '<': (sign) => sign < 0,
  '=': (sign) => sign === 0,
}
