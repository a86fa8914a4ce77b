import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAllocations, type ToCheck } from './check.ts'
import { splitNumber } from './split.ts'

const counted: ToCheck = {
  method: 'sum',
  comparator: 'complete_count>=',
  value: 3100,
  decimals: 0,
  shares: [],
  without: [],
}
const shares = (...values: number[]): ToCheck['shares'] => values.map((value) => ({ value, weight: null }))

describe('counts must add up', () => {
  test.each([
    [[443, 443, 443, 443, 443, 443, 442], true, 3100],
    [[443, 443, 443, 443, 443, 443], false, 2658],
    [[3000, 101], true, 3101],
  ])('%j: %s', (values, ok, actual) => {
    expect(checkAllocations({ ...counted, shares: shares(...values) })).toMatchObject({ ok, actual })
  })
  test('a limit may be shared out below it, not above', () => {
    const limit = { ...counted, comparator: '<=', value: 46.45, decimals: 2 } as const
    expect(checkAllocations({ ...limit, shares: shares(40.05, 6.4) })).toMatchObject({
      ok: true,
      actual: 46.45,
    })
    expect(checkAllocations({ ...limit, shares: shares(40.05, 6.41) }).ok).toBe(false)
  })
  test('names who has no share', () => {
    const without = [{ id: '990103', name: { zh: '丙县', en: 'County C' } }]
    const check = checkAllocations({ ...counted, shares: shares(3000), without })
    expect(check.message).toEqual({
      zh: '合计3000，目标3100，少100；未分配：丙县',
      en: 'adds up to 3000, target 3100: 100 short; without a share: County C',
    })
  })
})

describe('rates must reproduce the rate', () => {
  const rate: ToCheck = { ...counted, method: 'weighted', comparator: '>=', value: 87.3, decimals: 1 }
  test.each([
    [
      [
        { value: 100, weight: 48 },
        { value: 0, weight: 7 },
      ],
      true,
    ],
    [
      [
        { value: 100, weight: 47 },
        { value: 0, weight: 8 },
      ],
      false,
    ],
    [
      [
        { value: 100, weight: null },
        { value: 0, weight: 7 },
      ],
      false,
    ],
  ])('%j: %s', (shares, ok) => {
    expect(checkAllocations({ ...rate, shares }).ok).toBe(ok)
  })
})

test('without a number there is nothing to check against', () => {
  expect(checkAllocations({ ...counted, value: null, shares: shares(1) }).ok).toBe(false)
  expect(checkAllocations({ ...counted, shares: [] }).message.en).toContain('not broken down yet')
})

describe('splitting', () => {
  test('3100 over seven', () =>
    expect(splitNumber(3100, Array(7).fill(1), 0)).toEqual([443, 443, 443, 443, 443, 443, 442]))
  test('by share', () => expect(splitNumber(10, [2, 1, 1], 1)).toEqual([5, 2.5, 2.5]))
  test('parts always add up to the whole', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 })
      .filter((w) => w.some((x) => x > 0))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        weights,
        fc.integer({ min: 0, max: 2 }),
        (units, weights, decimals) => {
          const parts = splitNumber(units / 10 ** decimals, weights, decimals)
          expect(parts.reduce((a, b) => a + Math.round(b * 10 ** decimals), 0)).toBe(units)
        },
      ),
    )
  })
  test.each([[[]], [[0, 0]], [[1, -1]]])('%j is refused', (weights) => {
    expect(() => splitNumber(10, weights, 0)).toThrow(/bad-input|权重|对象/)
  })
})
