import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cases from './cases/points.json' with { type: 'json' }
import { groundwaterItem, groundwaterItems } from './items.ts'
import { evaluateGroundwater, groundwaterClasses, groundwaterShares } from './point.ts'
import type { GroundwaterClass, GroundwaterSample } from './point.ts'

function classOf(sample: GroundwaterSample): GroundwaterClass {
  const got = evaluateGroundwater(sample)
  if (!got.evaluated) throw new Error('a class was expected')
  return got.class
}

/** Every item with a unit of mass per volume, and the field it is given in. */
const masses = groundwaterItems
  .filter((item) => item.unit === 'mg/L' || item.unit === 'µg/L')
  .map((item) => ({ item, field: item.unit === 'mg/L' ? 'mgPerL' : 'ugPerL' }))

describe('GB/T 14848-2017', () => {
  it('has 39 routine items and 54 more', () => {
    expect(groundwaterItems).toHaveLength(93)
    expect(groundwaterItems.filter((item) => item.routine)).toHaveLength(39)
    expect(groundwaterItems.map((item) => item.no)).toEqual(groundwaterItems.map((_, index) => index + 1))
    expect(new Set(groundwaterItems.map((item) => item.zh)).size).toBe(93)
  })

  it.each(cases)('$id is $expect.class', ({ input, expect: want }) => {
    const got = evaluateGroundwater(input)
    if (!got.evaluated) throw new Error('a class was expected')
    expect(got.class).toBe(want.class)
    expect(Object.fromEntries(got.items.map((row) => [row.item, row.class]))).toEqual(want.items)
    expect([...got.decidedBy].sort()).toEqual([...want.decidedBy].sort())
    expect(got.itemsJudged).toBe(Object.keys(want.items).length)
    expect(got.missing).toHaveLength(39 - got.itemsJudged)
  })

  it.each(masses)(
    '$item.zh: a limit belongs to the better class and a little more does not',
    ({ item, field }) => {
      const numeric = item.limits.filter((limit) => limit !== 'notDetected')
      for (const limit of numeric) {
        const value = Number(limit)
        expect(classOf({ [field]: { [item.zh]: value } })).toBe(
          groundwaterClasses[item.limits.indexOf(limit)],
        )
        const next = item.limits.findIndex((other) => Number(other) > value)
        const worse = groundwaterClasses[next < 0 ? 4 : next]
        expect(classOf({ [field]: { [item.zh]: value * 1.001 } })).toBe(worse)
      }
    },
  )
})

describe('units', () => {
  it('converts between mg/L and µg/L exactly', () => {
    expect(classOf({ ugPerL: { 苯: 0.5 } })).toBe('Ⅰ')
    expect(classOf({ mgPerL: { 苯: 0.0005 } })).toBe('Ⅰ')
    expect(classOf({ mgPerL: { 苯: 0.5 } })).toBe('Ⅴ')
    expect(classOf({ ugPerL: { 砷: 1 } })).toBe('Ⅰ')
    expect(classOf({ ugPerL: { 砷: 10 } })).toBe('Ⅲ')
  })

  it('takes what the table has in mg/L beside pH and bacteria', () => {
    expect(classOf({ inTableUnit: { pH: 7, 总硬度: 450, 砷: 0.01 } })).toBe('Ⅲ')
  })

  it('refuses a unit that an item does not have, unknown items and doubles', () => {
    expect(() => evaluateGroundwater({ mgPerL: { pH: 7 } })).toThrow(/pH/)
    expect(() => evaluateGroundwater({ mgPerL: { 浑浊度: 1 } })).toThrow(/NTU/)
    expect(() => evaluateGroundwater({ inTableUnit: { 苯: 1 } })).toThrow(/µg/)
    expect(() => evaluateGroundwater({ inTableUnit: { 嗅和味: 1 } })).toThrow(/嗅和味/)
    expect(() => evaluateGroundwater({ observed: { pH: 'absent' } })).toThrow(/pH/)
    expect(() => evaluateGroundwater({ mgPerL: { 钙: 1 } })).toThrow(/钙/)
    expect(() => evaluateGroundwater({ mgPerL: { 砷: 1 }, ugPerL: { 砷: 1 } })).toThrow(/砷/)
  })
})

describe('limits that are words', () => {
  it('must be absent', () => {
    expect(classOf({ observed: { 嗅和味: 'absent', 肉眼可见物: 'absent' } })).toBe('Ⅰ')
    expect(classOf({ observed: { 嗅和味: 'present', 肉眼可见物: 'absent' } })).toBe('Ⅴ')
  })

  it('must not be detected for class Ⅰ', () => {
    const item = groundwaterItem('阴离子表面活性剂')
    expect(item.limits[0]).toBe('notDetected')
    expect(classOf({ mgPerL: { [item.zh]: { belowDetectionLimit: 0.05 } } })).toBe('Ⅰ')
    expect(classOf({ mgPerL: { [item.zh]: 0.02 } })).toBe('Ⅱ')
  })

  it('needs an analysis of nuclides for class Ⅳ', () => {
    const sample = { inTableUnit: { 总α放射性: 0.6, 总β放射性: 1 } }
    expect(evaluateGroundwater(sample)).toMatchObject({ class: 'Ⅴ', needsNuclideAnalysis: ['总α放射性'] })
    const cleared = { ...sample, nuclideAnalysisPassed: true }
    expect(evaluateGroundwater(cleared)).toMatchObject({ class: 'Ⅳ', needsNuclideAnalysis: [] })
  })
})

describe('what is missing', () => {
  it('is named with its reason', () => {
    const sample = { mgPerL: { 铁: 'device', 锰: -1, 铜: 0.01 }, observed: { 嗅和味: 'rejected' } } as const
    const got = evaluateGroundwater(sample, ['铁', '铜', '锌'])
    expect(got.missing).toEqual([
      { item: '铁', reason: 'device' },
      { item: '锌', reason: 'not-measured' },
      { item: '锰', reason: 'over-range' },
      { item: '嗅和味', reason: 'rejected' },
    ])
  })

  it('leaves a well without a class when it is everything', () => {
    expect(evaluateGroundwater({}).evaluated).toBe(false)
  })
})

describe('laws', () => {
  it('never improves when a lower-is-better value rises', () => {
    const value = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1000)
    fc.assert(
      fc.property(fc.constantFrom(...masses), value, value, ({ item, field }, a, b) => {
        const rank = (x: number): number => groundwaterClasses.indexOf(classOf({ [field]: { [item.zh]: x } }))
        expect(rank(Math.max(a, b))).toBeGreaterThanOrEqual(rank(Math.min(a, b)))
      }),
    )
  })

  it('counts the share of class Ⅴ', () => {
    const { five, oneToFour } = groundwaterShares(['Ⅴ', 'Ⅳ', 'Ⅰ', 'Ⅱ', 'Ⅴ', 'Ⅲ', 'Ⅲ'])
    expect([five.percent, oneToFour.percent]).toEqual([28.6, 71.4])
  })
})
