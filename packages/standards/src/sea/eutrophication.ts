import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { compareExactly } from '../exact/fraction.ts'
import { toFraction } from '../rounding/decimal.ts'
import type { Fraction } from '../rounding/decimal.ts'
import { fractionToNumber } from '../rounding/mean.ts'

/** Eutrophication index of sea water and its word. */
export interface SeaEutrophication {
  readonly method: 'HJ 442.10-2020'
  /** E, unrounded. */
  readonly index: number
  readonly grade: '非富营养' | '轻度富营养' | '中度富营养' | '重度富营养'
}

/** What the index is computed from, all mg/L. */
export interface SeaEutrophicationInput {
  readonly codMgPerL: number
  readonly dinMgPerL: number
  readonly dipMgPerL: number
}

const eutrophicationInput = want.fields({
  codMgPerL: want.finite,
  dinMgPerL: want.finite,
  dipMgPerL: want.finite,
})

/**
 * Eutrophication index E = COD · DIN · DIP · 10⁶ / 4500 (HJ 442.10-2020, from memory): below 1 none, to 3 light, to 9
 * medium, above heavy; decided on the exact product.
 *
 * @throws StandardsError `invalid-number`, or `invalid-input` for negative concentrations
 */
export function seaEutrophication(input: SeaEutrophicationInput): SeaEutrophication {
  checkInput('seaEutrophication', { input }, { input: eutrophicationInput })
  const factors = [input.codMgPerL, input.dinMgPerL, input.dipMgPerL]
  if (factors.some((factor) => factor < 0)) {
    throw new StandardsError('invalid-input', '浓度不能为负', 'a concentration cannot be negative')
  }
  const exact = factors.map(toFraction).reduce(
    (product, next) => ({
      numerator: product.numerator * next.numerator,
      denominator: product.denominator * next.denominator,
    }),
    { numerator: 1_000_000n, denominator: 4500n },
  )
  return { method: 'HJ 442.10-2020', index: fractionToNumber(exact), grade: gradeOf(exact) }
}

function gradeOf(exact: Fraction): SeaEutrophication['grade'] {
  const order = (limit: number): number => compareExactly(exact, toFraction(limit))
  if (order(1) < 0) return '非富营养'
  if (order(3) <= 0) return '轻度富营养'
  return order(9) <= 0 ? '中度富营养' : '重度富营养'
}
