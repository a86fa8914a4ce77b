import { toFraction } from '../rounding/decimal.ts'
import type { Fraction } from '../rounding/decimal.ts'

/** Exact sum of decimals; 0 for none. @throws StandardsError `invalid-number` */
export function sumExactly(values: readonly (number | string)[]): Fraction {
  return values.map(toFraction).reduce(plus, { numerator: 0n, denominator: 1n })
}

/** Exact sum of products, Σ aᵢ·bᵢ: for weighted means. @throws StandardsError `invalid-number` */
export function sumOfProducts(pairs: readonly (readonly [number, number])[]): Fraction {
  return pairs
    .map(([a, b]) => times(toFraction(a), toFraction(b)))
    .reduce(plus, { numerator: 0n, denominator: 1n })
}

/** How far a value is over a limit, (C − limit) / limit, exactly. @throws StandardsError `invalid-number` */
export function multipleOverLimit(value: number, limit: number | string): Fraction {
  const c = toFraction(value)
  const l = toFraction(limit)
  return {
    numerator: c.numerator * l.denominator - l.numerator * c.denominator,
    denominator: l.numerator * c.denominator,
  }
}

/** a / b exactly; b is above zero. */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator }
}

/** Sign of a − b: −1, 0 or 1. */
export function compareExactly(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  if (difference === 0n) return 0
  return difference > 0n ? 1 : -1
}

function plus(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

function times(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}
