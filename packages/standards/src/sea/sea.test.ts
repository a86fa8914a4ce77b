import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import eutrophication from './cases/eutrophication.json' with { type: 'json' }
import grades from './cases/grades.json' with { type: 'json' }
import points from './cases/points.json' with { type: 'json' }
import { gradeSeaArea, seaAnnualPercent, seaGoodShareByArea, seaGoodShareByPoints } from './area.ts'
import { seaEutrophication } from './eutrophication.ts'
import { seaItem, seaItems } from './items.ts'
import type { SeaItem } from './items.ts'
import { evaluateSeaPoint, seaClasses, seaClassOfItem, seaClassOfTemperatureRise } from './point.ts'
import type { SeaClass } from './point.ts'

const byClass = (numbers: readonly number[]): Record<SeaClass, number> =>
  Object.fromEntries(seaClasses.map((name, rank) => [name, numbers[rank] ?? 0])) as Record<SeaClass, number>

describe('GB 3097-1997 point', () => {
  it.each(points)('$id is $expect.class', ({ sampleMgPerL, expect: want }) => {
    const got = evaluateSeaPoint(sampleMgPerL)
    if (!got.evaluated) throw new Error('a class was expected')
    expect(got.class).toBe(want.class)
    expect(Object.fromEntries(got.items.map((row) => [row.item, row.class]))).toEqual(want.items)
    expect([...got.decidedBy].sort()).toEqual([...want.decidedBy].sort())
    expect(got.basis).toMatchObject({ itemsJudged: 6, missing: [] })
  })

  it('names missing items, halves detection limits and refuses unknown keys', () => {
    const got = evaluateSeaPoint({ DIN: 0.1, DIP: { belowDetectionLimit: 0.02 }, OIL: 'device', COD: -1 })
    expect(got.evaluated && got.class).toBe('一类')
    expect(got.basis.missing).toEqual([
      { item: 'OIL', reason: 'device' },
      { item: 'COD', reason: 'over-range' },
      { item: 'PH', reason: 'not-measured' },
      { item: 'DO', reason: 'not-measured' },
    ])
    expect(evaluateSeaPoint({}).evaluated).toBe(false)
    expect(() => evaluateSeaPoint({ XX: 1 } as object)).toThrow(/XX/)
    expect(() => seaClassOfItem('DIN', Number.NaN)).toThrow(/finite/)
    expect(() => seaItem('YY' as SeaItem)).toThrow(/YY/)
  })

  it.each(seaItems.filter((row) => row.direction === 'atMost'))(
    '$key: limits belong to the better class',
    (row) => {
      row.limits.forEach((limit) => {
        if (limit === null) return
        expect(seaClassOfItem(row.key, Number(limit))).toBe(seaClasses[row.limits.indexOf(limit)])
      })
    },
  )

  it('sets no coliform limit for 四类', () => {
    expect(seaClassOfItem('TC', 10_001)).toBe('四类')
  })

  it('never improves when a lower-is-better value rises', () => {
    const upper = seaItems.filter((row) => row.direction === 'atMost').map((row) => row.key)
    const value = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 100_000)
    fc.assert(
      fc.property(fc.constantFrom(...upper), value, value, (item, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const rank = (x: number): number => seaClasses.indexOf(seaClassOfItem(item, x))
        expect(rank(high)).toBeGreaterThanOrEqual(rank(low))
      }),
    )
  })

  it.each([
    [1, 'summer', '一类'],
    [1.1, 'summer', '三类'],
    [2, 'other', '一类'],
    [4, 'other', '三类'],
    [4.1, 'other', '劣四类'],
  ] as const)('a rise of %f °C in %s leaves %s', (rise, season, want) => {
    expect(seaClassOfTemperatureRise(rise, season)).toBe(want)
  })
})

describe('HJ 442.10-2020 sea area', () => {
  it.each(grades)('$id is $expect', ({ percents, expect: want }) => {
    expect(gradeSeaArea(byClass(percents))).toBe(want)
  })

  it.each([
    [[60, 30, 10, 0, 0], '优'],
    [[59.9, 30.1, 10, 0, 0], '良好'],
    [[60, 20, 20, 0, 0], '良好'],
    [[30, 30, 10, 0, 30], '一般'],
    [[30, 30, 9, 0, 31], '差'],
    [[10, 20, 60, 10, 0], '一般'],
    [[10, 20, 20, 10, 40], '差'],
    [[10, 20, 20, 9, 41], '极差'],
  ])('%j is %s', (percents, want) => {
    expect(gradeSeaArea(byClass(percents))).toBe(want)
  })

  it('refuses shares that are no whole', () => {
    expect(() => gradeSeaArea(byClass([50, 20]))).toThrow(/70/)
    expect(() => gradeSeaArea(byClass([120, -20]))).toThrow(/比例/)
  })

  it('says what a good share is a share of', () => {
    expect(seaGoodShareByArea(byClass([60.5, 30, 5, 2.5, 2]))).toMatchObject({ basis: 'area', percent: 90.5 })
    const byPoints = seaGoodShareByPoints(['一类', '二类', '劣四类', 'not-measured'])
    expect(byPoints).toMatchObject({ basis: 'points', percent: 66.7, missing: ['not-measured'] })
    expect(byPoints.percents.劣四类).toBe(33.3)
    expect(seaAnnualPercent([92.1, 95.3, 90.7])).toBe(92.7)
    expect(() => seaGoodShareByArea(byClass([]))).toThrow(/面积/)
    expect(() => seaGoodShareByPoints([])).toThrow(/0/)
  })
})

describe('eutrophication of the sea', () => {
  it.each(eutrophication)('$id', ({ expect: want, ...input }) => {
    const got = seaEutrophication(input)
    expect(got.index).toBeCloseTo(want.index, 4)
    expect(got.grade).toBe(want.grade)
  })

  it('refuses negative concentrations', () => {
    expect(() => seaEutrophication({ codMgPerL: -1, dinMgPerL: 0.1, dipMgPerL: 0.1 })).toThrow(/浓度/)
  })
})
