import { describe, expect, it } from 'vitest'
import changes from './cases/changes.json' with { type: 'json' }
import cwqi from './cases/cwqi.json' with { type: 'json' }
import { classSteps, compareGrades, compareShares } from './change.ts'
import type { PeriodShares } from './change.ts'
import type { WaterBody } from './classes.ts'
import { cityWaterIndex, cityWaterIndexChangePercent, combinedCityWaterIndex, rankByIndex } from './cwqi.ts'

const shares = ([goodPercent = 0, worseThanVPercent = 0]: number[]): PeriodShares => ({
  goodPercent,
  worseThanVPercent,
})

describe('change between periods', () => {
  it.each(changes)('$id $expect.points points: $expect.word', ({ before, now, expect: want }) => {
    expect(compareShares(shares(before), shares(now))).toEqual(want)
  })

  it.each([
    ['优', '优', '无明显变化'],
    ['良好', '优', '有所好转'],
    ['轻度污染', '优', '明显好转'],
    ['优', '良好', '有所下降'],
    ['优', '重度污染', '明显下降'],
  ] as const)('%s to %s is %s', (before, now, word) => {
    expect(compareGrades(before, now)).toBe(word)
  })

  it('counts steps of class', () => {
    expect(classSteps('Ⅴ', 'Ⅲ')).toBe(2)
    expect(classSteps('Ⅰ', '劣Ⅴ')).toBe(-5)
  })
})

describe('CWQI', () => {
  it.each(cwqi)('$id', ({ sampleMgPerL, water, expect: want }) => {
    const got = cityWaterIndex(sampleMgPerL, water as WaterBody)
    for (const [item, part] of Object.entries(want.parts)) {
      expect(got.parts[item as keyof typeof got.parts]).toBeCloseTo(part, 6)
    }
    expect(got.total).toBeCloseTo(want.total, 5)
    expect(got).toMatchObject({ itemsCounted: 21, missing: [] })
  })

  it('names the items that an index lacks', () => {
    const got = cityWaterIndex({ COD: 20, DO: 'device' }, 'river')
    expect(got.total).toBe(1)
    expect(got.missing).toHaveLength(20)
    expect(got.missing).toContainEqual({ item: 'DO', reason: 'device' })
    expect(cityWaterIndex({ COD: 20, DO: 0 }, 'river').missing).toContainEqual({
      item: 'DO',
      reason: 'over-range',
    })
  })

  it('weights rivers and lakes by their sections, compares with a base and ranks', () => {
    expect(combinedCityWaterIndex({ index: 4, sections: 3 }, { index: 6, points: 1 })).toBe(4.5)
    expect(() => combinedCityWaterIndex({ index: 4, sections: 0 }, { index: 6, points: 0 })).toThrow(/断面/)
    expect(cityWaterIndexChangePercent(4, 3)).toBe(-25)
    expect(() => cityWaterIndexChangePercent(0, 3)).toThrow(/0/)
    expect(rankByIndex([4.1, 3.9, 4.1, 5])).toEqual([2, 1, 2, 4])
  })
})
