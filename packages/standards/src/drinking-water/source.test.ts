import { describe, expect, it } from 'vitest'
import { drinkingSourceLimits, drinkingSourceRates, evaluateDrinkingSource } from './source.ts'
import type { DrinkingSourceInput } from './source.ts'

const good: DrinkingSourceInput = {
  basicMgPerL: { DO: 7, CODMn: 3, NH3N: 0.3, TP: 0.08 },
  water: 'river',
  zone: 'second',
  judging: 'asGiven',
}

describe('GB 3838-2002 §5.3 drinking-water sources', () => {
  it('has 5 supplementary and 80 special items', () => {
    expect(drinkingSourceLimits.filter((row) => row.table === 2)).toHaveLength(5)
    expect(drinkingSourceLimits.filter((row) => row.table === 3)).toHaveLength(80)
    expect(drinkingSourceLimits.every((row) => Number(row.limitMgPerL) > 0)).toBe(true)
    expect(new Set(drinkingSourceLimits.map((row) => row.key)).size).toBe(85)
  })

  it.each(drinkingSourceLimits)('$key passes at $limitMgPerL and not above', ({ key, limitMgPerL }) => {
    const limit = Number(limitMgPerL)
    expect(evaluateDrinkingSource({ ...good, otherMgPerL: { [key]: limit } }).passes).toBe(true)
    const over = evaluateDrinkingSource({ ...good, otherMgPerL: { [key]: limit * 1.5 } })
    expect(over).toMatchObject({ passes: false, otherOver: [{ key, multiple: 0.5 }] })
  })

  it('needs class Ⅲ in second-grade zones and class Ⅱ in first-grade ones', () => {
    const third = { ...good, basicMgPerL: { ...good.basicMgPerL, CODMn: 5 } }
    expect(evaluateDrinkingSource(third).passes).toBe(true)
    const first = evaluateDrinkingSource({ ...third, zone: 'first' })
    expect(first.passes).toBe(false)
    expect(first.basic.evaluated && first.basic.target?.over.map((row) => row.item)).toEqual(['CODMn'])
  })

  it('does not call a source passing that was not measured', () => {
    const unmeasured = { ...good, basicMgPerL: {} }
    expect(evaluateDrinkingSource(unmeasured).passes).toBe('not-measured')
    expect(evaluateDrinkingSource({ ...unmeasured, otherMgPerL: { FE: 0.4 } }).passes).toBe(false)
  })

  it('counts half of a detection limit, and names what has no value', () => {
    const otherMgPerL = { 铊: { belowDetectionLimit: 0.0002 }, 锰: 'device', SO4: -1 } as const
    const got = evaluateDrinkingSource({ ...good, otherMgPerL })
    expect(got).toMatchObject({ passes: true, otherJudged: 1, otherOver: [] })
    expect(got.otherMissing).toEqual([
      { key: 'MN', reason: 'device' },
      { key: 'SO4', reason: 'over-range' },
    ])
  })

  it('refuses items that the tables do not have', () => {
    expect(() => evaluateDrinkingSource({ ...good, otherMgPerL: { 铀: 1 } })).toThrow(/铀/)
  })
})

describe('rates of drinking-water sources', () => {
  it('count sources and weigh volumes', () => {
    const sources = [
      { passes: true, volumeM3: 700.1 },
      { passes: true, volumeM3: 200 },
      { passes: false, volumeM3: 99.9 },
      { passes: 'stopped', volumeM3: 500 },
    ] as const
    expect(drinkingSourceRates(sources)).toEqual({
      byNumber: { part: 2, whole: 3, percent: 66.7 },
      byVolumePercent: 90,
      missing: ['stopped'],
    })
  })

  it('do not exist without judged sources', () => {
    expect(() => drinkingSourceRates([])).toThrow(/水源地/)
    expect(() => drinkingSourceRates([{ passes: true, volumeM3: 0 }])).toThrow(/取水量/)
  })
})
