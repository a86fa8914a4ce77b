import { describe, expect, it } from 'vitest'
import { compareAtWrittenPrecision } from './compare.ts'

describe('GB/T 8170 §4.3.3 comparison at the precision written', () => {
  it('lets 48 of 55 meet 87.3 % and miss 87.30 %', () => {
    const rate = { part: 48, whole: 55, per: 100 }
    const oneDecimal = compareAtWrittenPrecision(rate, { comparator: '>=', value: 87.3, decimals: 1 })
    expect(oneDecimal).toMatchObject({ met: true, metUnrounded: false, rounded: 87.3 })
    expect(oneDecimal.unrounded).toBeCloseTo(87.2727, 4)
    expect(compareAtWrittenPrecision(rate, { comparator: '>=', value: 87.3, decimals: 2 }).met).toBe(false)
  })

  it.each([
    ['>=', 33, 33.4, true],
    ['<=', 33, 33.5, false],
    ['<=', 33, 33.4, true],
    ['<=', 32, 32.5, true],
    ['>', 33, 33.4, false],
    ['>', 33, 33.6, true],
    ['<', 33, 32.6, false],
    ['<', 33, 32.4, true],
    ['=', 33, 33.4, true],
    ['=', 33, 33.6, false],
  ] as const)('%s %d holds for %d: %s', (comparator, value, given, met) => {
    expect(compareAtWrittenPrecision(given, { comparator, value, decimals: 0 }).met).toBe(met)
  })

  it('compares the unrounded value exactly', () => {
    const target = { comparator: '<=', value: 0.3, decimals: 1 } as const
    expect(compareAtWrittenPrecision('0.3', target).metUnrounded).toBe(true)
    expect(compareAtWrittenPrecision('0.30000000000000001', target).metUnrounded).toBe(false)
    expect(compareAtWrittenPrecision({ part: 3, whole: 10, per: 1 }, target).metUnrounded).toBe(true)
  })

  it('refuses a rate of nothing and a value that is no number', () => {
    const target = { comparator: '>=', value: 1, decimals: 0 } as const
    expect(() => compareAtWrittenPrecision({ part: 0, whole: 0, per: 100 }, target)).toThrow(/分母为零/)
    expect(() => compareAtWrittenPrecision(Number.NaN, target)).toThrow(/finite number/)
  })
})
