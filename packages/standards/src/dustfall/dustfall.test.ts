import { describe, expect, it } from 'vitest'
import { dustfall, dustfallMean, rankAscending, yearOnYearPercent } from './dustfall.ts'

describe('HJ 1221-2021 dustfall', () => {
  it.each([
    [48.213, 48.1508, 0.001, 30, 3.4635, 3.5],
    [48.213, 48.1508, 0.001, 31, 3.3518, 3.4],
    [48.213, 48.1508, 0.001, 28, 3.7109, 3.7],
    [48.1532, 48.1508, 0.0019, 30, 0.0283, 0],
    [48.2475, 48.1508, 0.001, 30.5, 5.3272, 5.3],
  ])('%d g − %d g − %d g in %d days', (full, empty, blank, days, value, reported) => {
    const found = dustfall({
      dishWithResidueGrams: full,
      emptyDishGrams: empty,
      blankGrams: blank,
      mouthCm2: 176.7,
      exposureDays: days,
    })
    expect(found.tonnesPerKm2Per30Days).toBeCloseTo(value, 4)
    expect(found).toMatchObject({ reported, belowDetection: value < 0.3, belowDetermination: value < 1.2 })
  })

  it('refuses no mouth and no exposure', () => {
    const weighing = {
      dishWithResidueGrams: 2,
      emptyDishGrams: 1,
      blankGrams: 0,
      mouthCm2: 0,
      exposureDays: 30,
    }
    expect(() => dustfall(weighing)).toThrow(/above zero/)
  })

  it('averages stations and months, counting what is missing', () => {
    expect(dustfallMean([2.1, 'device', 2.4])).toMatchObject({
      reported: 2.2,
      validCount: 2,
      expectedCount: 3,
    })
    expect(dustfallMean(['device']).reported).toBe('insufficient')
  })

  it('ranks ascending with shared places, and compares years', () => {
    expect(rankAscending([2.3, 1.9, 5.4, 1.9, 'not-measured'])).toEqual([3, 1, 4, 1, 'not-measured'])
    expect(yearOnYearPercent(1.8, 2)).toBeCloseTo(-10, 10)
    expect(yearOnYearPercent(1.8, 0)).toBe('insufficient')
  })
})
