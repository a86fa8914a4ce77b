import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cityCases from '../cases/city.json' with { type: 'json' }
import meanCases from '../cases/daily-mean.json' with { type: 'json' }
import ozoneCases from '../cases/ozone-day.json' with { type: 'json' }
import percentileCases from '../cases/percentile.json' with { type: 'json' }
import spearmanCases from '../cases/spearman.json' with { type: 'json' }
import type { Reading } from '../../missing/reading.ts'
import { roundHalfEven } from '../../rounding/round.ts'
import { roundMean } from '../../rounding/mean.ts'
import type { AirPollutant } from '../pollutant.ts'
import { cityDay, cityHour, cityMean } from './city.ts'
import { airDailyMean, ozoneDailyMax1h, ozoneDailyMax8h } from './day.ts'
import { airPercentile } from './percentile.ts'
import { spearmanTrend } from './trend.ts'

const readings = (values: readonly (number | null)[]): Reading[] => values.map((value) => value ?? 'device')

describe('HJ 663 Appendix A.6 percentile', () => {
  it.each(percentileCases.map((row, index) => [index, row] as const))('case %i', (_index, row) => {
    const { step, offset, modulus, base, last } = row.sequence ?? {
      step: 0,
      offset: 0,
      modulus: 1,
      base: 0,
      last: -1,
    }
    const values =
      row.values ?? Array.from({ length: last + 1 }, (_, index) => ((index * step + offset) % modulus) + base)
    const found = airPercentile(values, row.percent)
    expect(found).toBe((row.exact[0] ?? 0) / (row.exact[1] ?? 1))
    expect(roundHalfEven(found, row.decimals)).toBe(row.rounded)
    if (row.mean !== undefined) expect(roundMean(values, 0)).toBe(row.meanRounded)
  })

  it('does not depend on the order and lies within the values', () => {
    const values = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(90, 95, 98),
        fc.infiniteStream(fc.nat()),
        (given, percent, shuffle) => {
          const keyed = given.map((value) => ({ value, key: shuffle.next().value as number }))
          const shuffled = keyed.toSorted((one, other) => one.key - other.key).map((item) => item.value)
          const found = airPercentile(given, percent)
          expect(airPercentile(shuffled, percent)).toBe(found)
          expect(found).toBeGreaterThanOrEqual(Math.min(...given))
          expect(found).toBeLessThanOrEqual(Math.max(...given))
        },
      ),
    )
  })

  it('refuses no values and a percent outside 0 … 100', () => {
    expect(() => airPercentile([], 90)).toThrow(/0 values/)
    expect(() => airPercentile([1], 101)).toThrow(/101/)
  })
})

describe('HJ 663 §6.1 daily statistics', () => {
  it.each(meanCases.map((row) => [row.validHours, row] as const))('mean of %i hours', (validHours, row) => {
    const found = airDailyMean(readings(row.hours), 'PM2.5', 'HJ 663-2013')
    expect(found).toMatchObject({
      validCount: validHours,
      judged: row.rounded ?? 'insufficient',
      valid: row.rounded !== null,
    })
    expect(found.computed).toBe((row.mean[0] ?? 0) / (row.mean[1] ?? 1))
  })

  it.each(ozoneCases.map((row, index) => [index, row] as const))('§6.1.2 ozone day %i', (_index, row) => {
    const found = ozoneDailyMax8h(readings(row.hours), 'HJ 663-2026')
    expect(found.validCount).toBe(row.validWindows)
    expect(found.computed).toBe(row.max ?? 'insufficient')
    expect(found.judged).toBe(row.mda8 ?? 'insufficient')
    found.windows.forEach((window, index) => {
      const expected = row.windows[index]
      if (typeof window === 'number') expect(window).toBeCloseTo(expected as number, 4)
      else expect(expected).toBeNull()
    })
  })

  it('excuses few windows only above the limit of the class', () => {
    const hours = readings(Array.from({ length: 24 }, (_, hour) => (hour < 10 || hour > 21 ? null : 120)))
    expect(ozoneDailyMax8h(hours, 'HJ 663-2026').valid).toBe(false)
    expect(ozoneDailyMax8h(hours, 'HJ 663-2026', 100)).toMatchObject({
      valid: true,
      byExceedance: true,
      judged: 120,
    })
  })

  it('takes the largest hour of ozone, and refuses a day that has not 24', () => {
    const hours = readings(Array.from({ length: 24 }, (_, hour) => hour))
    expect(ozoneDailyMax1h(hours, 'HJ 663-2013').judged).toBe(23)
    expect(
      ozoneDailyMax1h(
        hours.map((value, hour) => (hour < 5 ? 'line' : value)),
        'HJ 663-2013',
      ).valid,
    ).toBe(false)
    expect(() => ozoneDailyMax8h([1, 2], 'HJ 663-2026')).toThrow(/24/)
  })
})

describe('HJ 663 Table A.2 city from stations', () => {
  it.each(cityCases.map((row, index) => [index, row] as const))('case %i', (_index, row) => {
    const found = cityMean(readings(row.stations), row.pollutant as AirPollutant, 'HJ 663-2026')
    expect(found.judged).toBe(row.rounded ?? 'insufficient')
    expect(found.expectedCount).toBe(row.stations.length)
  })

  it('averages each concentration of the stations, whatever their order', () => {
    const one = { pm25DailyMeanUgPerM3: 30, coDailyMeanMgPerM3: 0.7, o3DailyMax8hUgPerM3: 168 }
    const two = { pm25DailyMeanUgPerM3: 41, coDailyMeanMgPerM3: 0.8, o3DailyMax8hUgPerM3: 'line' as const }
    const three = { pm25DailyMeanUgPerM3: 40, coDailyMeanMgPerM3: 0.9, o3DailyMax8hUgPerM3: 150 }
    const city = cityDay([one, two, three], 'HJ 663-2026')
    expect(city).toMatchObject({
      pm25DailyMeanUgPerM3: 37,
      coDailyMeanMgPerM3: 0.8,
      o3DailyMax8hUgPerM3: 159,
    })
    expect(city.so2DailyMeanUgPerM3).toBe('not-measured')
    expect(cityDay([three, one, two], 'HJ 663-2026')).toEqual(city)
    expect(cityMean([], 'SO2', 'HJ 663-2026').valid).toBe(false)
  })

  it('averages hours the same way', () => {
    const hours = [
      { o3HourMeanUgPerM3: 101, pm25HourMeanUgPerM3: 'line' as const },
      { o3HourMeanUgPerM3: 102, pm25HourMeanUgPerM3: 30 },
    ]
    expect(cityHour(hours, 'HJ 663-2026')).toMatchObject({
      o3HourMeanUgPerM3: 101.5,
      pm25HourMeanUgPerM3: 30,
      coHourMeanMgPerM3: 'not-measured',
    })
    expect(cityHour([...hours, { pm25HourMeanUgPerM3: 'line' }], 'HJ 663-2026').pm25HourMeanUgPerM3).toBe(
      'insufficient',
    )
  })

  it('reports PM2.5 with one decimal since 2026 and judges it with none', () => {
    expect(cityMean([30, 31], 'PM2.5', 'HJ 663-2026')).toMatchObject({ reported: 30.5, judged: 30 })
    expect(cityMean([30, 31], 'PM2.5', 'HJ 663-2013')).toMatchObject({ reported: 30, judged: 30 })
  })
})

describe('HJ 663 Appendix B rank correlation', () => {
  it.each(spearmanCases.map((row, index) => [index, row] as const))('case %i', (_index, row) => {
    const found = spearmanTrend(row.values)
    expect(found).toMatchObject({
      ranks: row.ranks,
      sumOfSquares: row.sumOfSquares,
      criticalValue: row.critical,
      aboveCritical: row.above,
      atOrAboveCritical: row.atOrAbove,
      trend: row.above ? row.direction : 'none',
    })
    expect(found.coefficient).toBeCloseTo(row.r, 4)
  })

  it('needs five periods and takes the stricter value between tabulated counts', () => {
    expect(() => spearmanTrend([1, 2, 3, 4])).toThrow(/5/)
    expect(spearmanTrend([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toMatchObject({
      criticalValue: 0.564,
      trend: 'rising',
    })
    expect(spearmanTrend([5, 4, 3, 2, 1], 0.01)).toMatchObject({
      aboveCritical: false,
      atOrAboveCritical: true,
    })
    expect(spearmanTrend([7, 7, 7, 7, 7]).trend).toBe('none')
  })
})
