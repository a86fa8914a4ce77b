import fc from 'fast-check'
import { expect, it } from 'vitest'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { compareExactly, dividedBy, multipleOverLimit, sumExactly, sumOfProducts } from './fraction.ts'

it('adds 0.1 and 0.2 to 0.3', () => {
  expect(compareExactly(sumExactly([0.1, 0.2]), sumExactly(['0.3']))).toBe(0)
  expect(compareExactly(sumExactly([0.1, 0.2, 0.000_000_1]), sumExactly([0.3]))).toBe(1)
  expect(compareExactly(sumExactly([]), sumExactly([0.3]))).toBe(-1)
})

it('keeps a true half: 0.15 over a limit rounds to the even 0.2, 0.25 to 0.2', () => {
  expect(roundFractionHalfEven(multipleOverLimit(4.6, '4'), 1)).toBe(0.2)
  expect(roundFractionHalfEven(multipleOverLimit(0.25, '0.2'), 1)).toBe(0.2)
})

it('weights values', () => {
  const mean = dividedBy(
    sumOfProducts([
      [20, 100],
      [40, 300],
      [30, 0],
    ]),
    sumExactly([100, 300, 0]),
  )
  expect(roundFractionHalfEven(mean, 4)).toBe(35)
})

it('does not depend on the order of terms', () => {
  const terms = fc.array(
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 1000),
    { minLength: 1 },
  )
  fc.assert(
    fc.property(terms, (values) => {
      expect(compareExactly(sumExactly(values), sumExactly(values.toReversed()))).toBe(0)
    }),
  )
})
