import { describe, expect, it } from 'vitest'
import cases from '../cases/aqi.json' with { type: 'json' }
import { dailyAqi, hj633On, hourlyAqi } from './aqi.ts'
import { aqiClasses, aqiClassOf } from './classes.ts'
import { sensitiveGroups } from './sensitive-groups.ts'
import type { Hj633Edition, IaqiColumn } from './breakpoints.ts'

const clean = {
  so2DailyMeanUgPerM3: 6,
  no2DailyMeanUgPerM3: 18,
  pm10DailyMeanUgPerM3: 42,
  pm25DailyMeanUgPerM3: 21,
  coDailyMeanMgPerM3: 0.6,
  o3DailyMax8hUgPerM3: 88,
}

describe('HJ 633 §4.2–4.4 whole days and hours', () => {
  it.each(cases.map((row, index) => [index, row.edition, row.period, row] as const))(
    'case %i, %s, %s',
    (_index, edition, period, row) => {
      const result =
        period === 'day'
          ? dailyAqi(row.given, edition as Hj633Edition)
          : hourlyAqi(row.given, edition as Hj633Edition, { hourly2012: 'text' })
      expect(result.computedAqi).toBe(row.computed)
      expect(result.aqi).toBe(row.aqi ?? 'insufficient')
      expect(new Set<string>(result.primary)).toEqual(new Set(row.primary))
      if (row.exceeding !== undefined)
        expect(new Set<string>(result.exceeding)).toEqual(new Set<string>(row.exceeding))
      expect(typeof result.class === 'string' ? null : result.class.level).toBe(row.level)
      for (const [column, expected] of Object.entries(row.iaqi) as [IaqiColumn, number | null][]) {
        const part = result.subIndices.find((sub) => sub.column === column)
        expect(typeof part?.iaqi === 'number' ? part.iaqi : null, column).toBe(expected)
      }
    },
  )

  it('carries standard, edition and counts', () => {
    const result = dailyAqi(clean, 'HJ 633-2026')
    expect(result).toMatchObject({
      standard: 'HJ 633',
      edition: 'HJ 633-2026',
      validCount: 6,
      expectedCount: 6,
    })
  })

  it('publishes an incomplete day of 2026 only above 100, unless the gap is excused (§5.3)', () => {
    const { so2DailyMeanUgPerM3: _so2, ...incomplete } = clean
    expect(dailyAqi(incomplete, 'HJ 633-2026')).toMatchObject({
      aqi: 'insufficient',
      computedAqi: 44,
      class: 'insufficient',
    })
    expect(dailyAqi(incomplete, 'HJ 633-2026', { excused: ['SO2'] }).aqi).toBe(44)
    expect(dailyAqi({ ...incomplete, o3DailyMax8hUgPerM3: 180 }, 'HJ 633-2026').aqi).toBe(119)
    expect(dailyAqi(incomplete, 'HJ 633-2012').aqi).toBe(44)
  })

  it('never passes over ozone beyond the 8 h table (2012: the 1 h value stands in; 2026: 300)', () => {
    const peak = { ...clean, o3DailyMax8hUgPerM3: 801 }
    expect(dailyAqi(peak, 'HJ 633-2012')).toMatchObject({ aqi: 'over-range', primary: [] })
    expect(dailyAqi({ ...peak, o3DailyMax1hUgPerM3: 900 }, 'HJ 633-2012')).toMatchObject({
      aqi: 350,
      primary: ['O3'],
    })
    expect(dailyAqi(peak, 'HJ 633-2026')).toMatchObject({ aqi: 300, primary: ['O3'] })
  })

  it('has no index without any value, and keeps each named absence', () => {
    const result = dailyAqi({ so2DailyMeanUgPerM3: 'line' }, 'HJ 633-2012')
    expect(result).toMatchObject({ aqi: 'insufficient', validCount: 0 })
    expect(result.subIndices[0]?.iaqi).toBe('line')
    expect(result.subIndices[1]?.iaqi).toBe('not-measured')
  })

  it('reads the hourly 2012 index in practice (particles of the hour) or by the text (rolling means)', () => {
    const hour = {
      so2HourMeanUgPerM3: 7,
      no2HourMeanUgPerM3: 53,
      pm10HourMeanUgPerM3: 16,
      pm25HourMeanUgPerM3: 80,
      coHourMeanMgPerM3: 1,
      o3HourMeanUgPerM3: 13,
      pm25Rolling24hUgPerM3: 30,
    }
    expect(hourlyAqi(hour, 'HJ 633-2012').aqi).toBe(107)
    expect(hourlyAqi(hour, 'HJ 633-2012', { hourly2012: 'text' }).aqi).toBe(43)
    const { pm10HourMeanUgPerM3: _coarse, pm25HourMeanUgPerM3: _fine, ...onlyRolling } = hour
    expect(hourlyAqi(onlyRolling, 'HJ 633-2012').aqi).toBe(43)
  })

  it('never passes over SO2 beyond the 1 h table of 2012', () => {
    const hour = { so2HourMeanUgPerM3: 801, pm10HourMeanUgPerM3: 30, pm25HourMeanUgPerM3: 20 }
    expect(hourlyAqi(hour, 'HJ 633-2012')).toMatchObject({ aqi: 'over-range', primary: [] })
    expect(hourlyAqi({ ...hour, so2Rolling24hUgPerM3: 300 }, 'HJ 633-2012')).toMatchObject({
      aqi: 124,
      primary: ['SO2'],
    })
    expect(hourlyAqi({ ...hour, so2HourMeanUgPerM3: 'over-range' }, 'HJ 633-2012').aqi).toBe(30)
    expect(hourlyAqi({ ...hour, so2HourMeanUgPerM3: 800 }, 'HJ 633-2012').aqi).toBe(200)
  })

  it('refuses fields it does not know and values below zero', () => {
    const wrong = { coDailyMeanUgPerM3: 600 } as object
    expect(() => dailyAqi(wrong, 'HJ 633-2026')).toThrow(/coDailyMeanMgPerM3/)
    expect(() => dailyAqi({ so2DailyMeanUgPerM3: -3 }, 'HJ 633-2026')).toThrow(/below zero/)
    expect(() => dailyAqi({ so2DailyMeanUgPerM3: Number.NaN }, 'HJ 633-2026')).toThrow(/finite number/)
  })

  it('chooses the edition by the date of the data', () => {
    expect(hj633On('2021-05-01')).toBe('HJ 633-2012')
    expect(hj633On('2026-03-01')).toBe('HJ 633-2026')
    expect(hj633On('2014-01-01', 'early')).toBe('HJ 633-2012')
  })

  it('sees a true half through the noise of computed means', () => {
    const noisy = 60.49999999999999 // 60.5 after a few divisions
    expect(dailyAqi({ ...clean, pm25DailyMeanUgPerM3: noisy + 1 }, 'HJ 633-2026').aqi).toBe(102)
    expect(dailyAqi({ ...clean, pm25DailyMeanUgPerM3: noisy }, 'HJ 633-2026').aqi).toBe(100)
  })

  it('names who is sensitive, in both languages', () => {
    for (const { zh, en } of Object.values(sensitiveGroups)) expect(zh.length).toBe(en.length)
    expect(sensitiveGroups.CO.zh).toEqual(['心血管系统疾病患者'])
  })

  it('joins the classes without gap', () => {
    for (let index = 0; index <= 600; index++) {
      const row = aqiClassOf(index)
      expect(index >= row.from && (row.to === null || index <= row.to)).toBe(true)
    }
    expect(aqiClasses.map((row) => row.zh)).toEqual([
      '优',
      '良',
      '轻度污染',
      '中度污染',
      '重度污染',
      '严重污染',
    ])
  })
})
