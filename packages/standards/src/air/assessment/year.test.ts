import { describe, expect, it } from 'vitest'
import annualCases from '../cases/annual.json' with { type: 'json' }
import compositeCases from '../cases/composite.json' with { type: 'json' }
import { dailyAqi } from '../aqi/aqi.ts'
import { monthLengths } from '../../editions/civil-date.ts'
import type { Gb3095Edition } from '../limits/limits-table.ts'
import type { AirPollutant } from '../pollutant.ts'
import { compositeIndex, weights322 } from './composite-index.ts'
import { evaluatePeriod, evaluateYear, type DatedConcentrations } from './evaluate-period.ts'
import { goodDayRatio } from './good-days.ts'
import { judgeDay, judgeHour } from './judge-moment.ts'
import { evaluateOtherYear } from './other-year.ts'
import { complianceRatePercent, judgeYear, overLimitMultiple, type AnnualStatistics } from './judge-year.ts'
import { deductEvents, evaluateYearWithEvents, proposeDustStretches } from './sand-dust.ts'
import { threeYearMean } from './three-year-mean.ts'

/** Days of a year with made-up values that repeat every 50 days. */
function daysOf(year: number): DatedConcentrations[] {
  const dates = monthLengths(year).flatMap((length, month) =>
    Array.from(
      { length },
      (_, day) => `${year}-${String(month + 1).padStart(2, '0')}-${String(day + 1).padStart(2, '0')}`,
    ),
  )
  return dates.map((date, index) => ({
    date,
    so2DailyMeanUgPerM3: 5 + (index % 5),
    no2DailyMeanUgPerM3: 20 + (index % 25),
    pm10DailyMeanUgPerM3: 40 + (index % 50),
    pm25DailyMeanUgPerM3: 20 + (index % 50),
    coDailyMeanMgPerM3: 0.5 + (index % 10) / 10,
    o3DailyMax8hUgPerM3: 70 + 2 * (index % 50),
  }))
}

describe('HJ 663 §5.1 the year judged', () => {
  const rows = annualCases.flatMap((row, index) =>
    row.results.map((result) => [index, result.limits, row.given, result] as const),
  )
  it.each(rows)('case %i by %s', (_index, limits, given, result) => {
    const clean = Object.fromEntries(
      Object.entries(given).map(([pollutant, { mean, percentile }]) => [
        pollutant,
        { mean: mean ?? 'not-measured', percentile },
      ]),
    ) as AnnualStatistics
    const found = judgeYear(clean, limits as Gb3095Edition)
    expect(found.complies).toBe(result.complies)
    expect(found.exceeding.toSorted()).toEqual(result.exceeding.toSorted())
    for (const [pollutant, expected] of Object.entries(result.pollutants)) {
      const row = found.pollutants[pollutant as AirPollutant]
      expect(row.complies).toBe(expected.complies)
      for (const kind of ['mean', 'percentile'] as const) {
        const numbers = (expected as Record<string, unknown>)[kind] as
          | [number, number, boolean, number]
          | undefined
        const part = row[kind]
        if (numbers === undefined || part === 'no-limit')
          expect([numbers, part]).toEqual([undefined, 'no-limit'])
        else expect([part.judged, part.limit.value, part.complies, part.overLimitMultiple]).toEqual(numbers)
      }
    }
  })

  it('is unknown when nothing fails and something is missing', () => {
    const fine = { mean: 5, percentile: 5 } as const
    const gap = { mean: 'insufficient', percentile: 5 } as const
    const given = {
      SO2: fine,
      NO2: fine,
      PM10: fine,
      'PM2.5': fine,
      CO: { mean: 1, percentile: 1 },
      O3: fine,
    } as const
    expect(judgeYear({ ...given, SO2: gap }, 'GB 3095-2012').complies).toBe('insufficient')
    expect(judgeYear({ ...given, SO2: gap, NO2: { mean: 41, percentile: 5 } }, 'GB 3095-2012').complies).toBe(
      false,
    )
    expect(judgeYear({ ...given, O3: { mean: 5, percentile: 101 } }, 'GB 3095-2012', 'I').exceeding).toEqual([
      'O3',
    ])
  })

  it('gives over-limit multiples and compliance rates', () => {
    expect(overLimitMultiple(72, 60)).toBe(0.2)
    expect(overLimitMultiple(60, 60)).toBe(0)
    expect(overLimitMultiple(4.2, 4)).toBe(0.05)
    expect(complianceRatePercent(301, 365)).toBe(82.5)
    expect(complianceRatePercent(0, 0)).toBe('insufficient')
  })
})

describe('composite index (环办监测〔2018〕19号)', () => {
  it.each(compositeCases.map((row, index) => [index, row] as const))('case %i', (_index, row) => {
    const found = compositeIndex(row.given, row.limits as Gb3095Edition)
    expect(found).toMatchObject({ index: row.index, indexFromUnrounded: row.unrounded, single: row.single })
    expect(found.main.toSorted()).toEqual(row.main.toSorted())
    expect(compositeIndex(row.given, row.limits as Gb3095Edition, weights322).index).toBe(row.weighted)
  })

  it('has no sum with a pollutant missing', () => {
    const given = { SO2: 7, NO2: 26, PM10: 52, 'PM2.5': 30, CO: 'line', O3: 168 } as const
    expect(compositeIndex(given, 'GB 3095-2012')).toMatchObject({
      index: 'insufficient',
      main: ['O3'],
      single: { CO: 'line' },
    })
  })
})

describe('good days', () => {
  it.each([
    [[44, 62, 100, 101, 151, 88, 230], 7, 4, 1, 57.1],
    [[44, 'line', 100, 101, 95, 88, 30], 6, 5, 0, 83.3],
    [[50, 100, 101], 3, 2, 0, 66.7],
    [[...Array.from({ length: 301 }, () => 80), ...Array.from({ length: 64 }, () => 120)], 365, 301, 0, 82.5],
    [
      [...Array.from({ length: 297 }, () => 100), ...Array.from({ length: 69 }, () => 301)],
      366,
      297,
      69,
      81.1,
    ],
  ] as const)('%#', (indices, validCount, goodDays, heavyDays, goodPercent) => {
    expect(goodDayRatio(indices)).toMatchObject({ validCount, goodDays, heavyDays, goodPercent })
  })

  it('is insufficient without a valid day', () => {
    expect(goodDayRatio(['line'])).toMatchObject({
      goodPercent: 'insufficient',
      expectedCount: 1,
      validCount: 0,
    })
  })
})

describe('HJ 663 a year of daily values', () => {
  it('gives statistics, judgement, good days and composite index with their counts and editions', () => {
    const year = evaluateYear(daysOf(2025), 2025)
    expect(year).toMatchObject({
      edition: 'HJ 663-2013',
      wholeYear: true,
      judgement: { limits: 'GB 3095-2012' },
    })
    const pm25 = year.pollutants['PM2.5']
    expect(pm25.mean).toMatchObject({
      valid: true,
      validCount: 365,
      expectedCount: 365,
      judged: 44,
      unit: 'µg/m³',
    })
    expect(pm25.mean.value).toBeCloseTo((7 * 2225 + 15 * 27) / 365, 10)
    expect(pm25.percentile).toMatchObject({ percent: 95, judged: 67 })
    expect(year.judgement.exceeding).toContain('PM2.5')
    expect(pm25.daysOver + pm25.daysWithin).toBe(365)
    expect(year.goodDays).toMatchObject({ validCount: 365, expectedCount: 365 })
    expect(typeof year.composite.index).toBe('number')
  })

  it('does not depend on the order of the days', () => {
    const days = daysOf(2024)
    expect(evaluateYear(days.toReversed(), 2024)).toEqual(evaluateYear(days, 2024))
  })

  it('is invalid with too few days in a month, yet shows what the data give', () => {
    const days = daysOf(2025).filter((day) => !(day.date.startsWith('2025-04') && day.date > '2025-04-26'))
    const year = evaluateYear(days, 2025)
    expect(year.pollutants.O3.percentile).toMatchObject({
      value: 'insufficient',
      valid: false,
      validCount: 361,
    })
    expect(typeof year.pollutants.O3.percentile.computed).toBe('number')
    expect(year.judgement.complies).toBe('insufficient')
  })

  it('takes both editions for the same days, and the day’s own index edition', () => {
    const days = daysOf(2026)
    const old = evaluateYear(days, 2026, {
      edition: 'HJ 663-2013',
      limits: 'GB 3095-2012',
      aqiEdition: 'HJ 633-2012',
    })
    const current = evaluateYear(days, 2026)
    expect(current.judgement.limits).toBe('GB 3095-2026/transition')
    expect(current.pollutants['PM2.5'].mean).toMatchObject({ reported: 43.8, judged: 44 })
    expect(old.goodDays.goodDays).toBeGreaterThan(current.goodDays.goodDays)
    const mixed = current.goodDays.goodDays
    expect(mixed).toBeGreaterThan(evaluateYear(days, 2026, { aqiEdition: 'HJ 633-2026' }).goodDays.goodDays)
  })

  it('gives part of a year without judging it', () => {
    const part = daysOf(2025).filter((day) => day.date <= '2025-10-31')
    const period = evaluatePeriod(part, '2025-01-01', '2025-10-31')
    expect(period).toMatchObject({ wholeYear: false, judgement: { complies: 'insufficient' } })
    expect(period.pollutants.SO2.mean).toMatchObject({ valid: true, validCount: 304, expectedCount: 304 })
  })

  it('serves places that applied the 2012 editions early', () => {
    expect(() => evaluateYear(daysOf(2014), 2014)).toThrow(/2016-01-01/)
    const early = evaluateYear(daysOf(2014), 2014, { scope: 'early' })
    expect(early).toMatchObject({ judgement: { limits: 'GB 3095-2012' }, goodDays: { validCount: 365 } })
  })

  it('refuses days outside the year, given twice, or no dates', () => {
    const [first] = daysOf(2025)
    if (first === undefined) throw new Error('no days')
    expect(() => evaluateYear([first], 2024)).toThrow(/outside the period/)
    expect(() => evaluateYear([first, first], 2025)).toThrow(/given twice/)
    expect(() => evaluateYear([{ date: '2025-02-30' }], 2025)).toThrow(/must be a date/)
    expect(() => evaluateYear([], 2010)).toThrow(/2013-10-01/)
  })
})

describe('sand and dust deducted or kept', () => {
  const event = {
    kind: 'sand-dust',
    from: '2025-04-12',
    to: '2025-04-13',
    pollutants: ['PM10', 'PM2.5'],
    basis: 'x',
  } as const
  it('computes the year in both variants', () => {
    const raw = daysOf(2025).map((day) =>
      day.date === '2025-04-12' ? { ...day, pm10DailyMeanUgPerM3: 900 } : day,
    )
    const { kept, deducted, reported } = evaluateYearWithEvents(raw, [event], 2025)
    expect(reported.goodDays).toBe(kept.goodDays)
    expect(reported.composite).toBe(deducted.composite)
    expect(kept.pollutants.PM10.mean.validCount).toBe(365)
    expect(deducted.pollutants.PM10.mean.validCount).toBe(363)
    expect(deducted.pollutants.O3.percentile.validCount).toBe(365)
    expect([kept.goodDays.heavyDays, deducted.goodDays.heavyDays]).toEqual([1, 0])
    expect(deducted.goodDays.validCount).toBe(365)
  })

  it('keeps a year valid whose deducted days were measured', () => {
    const april = { ...event, from: '2025-04-01', to: '2025-04-30' }
    const { mean } = evaluateYearWithEvents(daysOf(2025), [april], 2025).deducted.pollutants.PM10
    expect(mean).toMatchObject({ valid: true, validCount: 335, expectedCount: 365 })
    const gap = daysOf(2025).filter((day) => !day.date.startsWith('2025-04'))
    expect(evaluateYear(gap, 2025).pollutants.PM10.mean.valid).toBe(false)
  })

  it('strikes only the pollutants decided', () => {
    const [day] = deductEvents(
      [{ date: '2025-04-12', pm25DailyMeanUgPerM3: 50 }],
      [{ ...event, pollutants: ['PM10'] }],
    )
    expect(day).toEqual({ date: '2025-04-12', pm25DailyMeanUgPerM3: 50, pm10DailyMeanUgPerM3: 'deducted' })
  })

  it('proposes a stretch that starts with the jump and ends before PM10 is back', () => {
    const pm10 = [60, 60, 60, 60, 60, 60, 400, 380, 200, 65, 60]
    const pm25 = [40, 40, 40, 40, 40, 40, 60, 60, 50, 40, 40]
    expect(proposeDustStretches(pm10, pm25)).toEqual([{ startIndex: 6, endIndex: 8 }])
    expect(proposeDustStretches(pm10.with(9, 100).with(10, 90), pm25)).toEqual([
      { startIndex: 6, endIndex: 10 },
    ])
    const fineToo = pm25.map((value, hour) => (hour >= 6 ? 200 : value))
    expect(proposeDustStretches(pm10, fineToo)).toEqual([])
    expect(proposeDustStretches(['line', ...pm10], ['line', ...pm25])).toEqual([
      { startIndex: 7, endIndex: 9 },
    ])
  })
})

describe('HJ 663-2026 three-year moving mean', () => {
  it('needs three valid years', () => {
    expect(threeYearMean([34.2, 32.1, 30.9], 'PM2.5')).toMatchObject({
      reported: 32.4,
      judged: 32,
      valid: true,
    })
    expect(threeYearMean([34.2, 'insufficient', 30.9], 'PM2.5')).toMatchObject({
      value: 'insufficient',
      validCount: 2,
    })
  })
})

describe('HJ 663 §5.1 a day and an hour judged', () => {
  const day = {
    so2DailyMeanUgPerM3: 20,
    no2DailyMeanUgPerM3: 55,
    pm10DailyMeanUgPerM3: 110,
    pm25DailyMeanUgPerM3: 60.5,
    coDailyMeanMgPerM3: 1,
    o3DailyMax8hUgPerM3: 160,
  }

  it('takes limits, not the index: from 2031 a good day can exceed', () => {
    expect(judgeDay(day, 'GB 3095-2026/transition')).toMatchObject({
      complies: true,
      exceeding: [],
      validCount: 6,
    })
    const strict = judgeDay(day, 'GB 3095-2026/final')
    expect(strict).toMatchObject({ complies: false, exceeding: ['NO2', 'PM10', 'PM2.5'] })
    expect(strict.pollutants.map((row) => row.overLimitMultiple)).toEqual([0, 0.1, 0.1, 0.2, 0, 0])
    expect(dailyAqi(day, 'HJ 633-2026').aqi).toBe(100)
    expect(judgeDay(day, 'GB 3095-2012', 'I').exceeding).toEqual(['PM10', 'PM2.5', 'O3'])
  })

  it('is unknown with a gap unless something exceeds', () => {
    expect(judgeDay({ ...day, so2DailyMeanUgPerM3: 'line' }, 'GB 3095-2012').complies).toBe('insufficient')
    expect(judgeDay({ o3DailyMax8hUgPerM3: 161 }, 'GB 3095-2012')).toMatchObject({
      complies: false,
      validCount: 1,
    })
  })

  it('judges four gases by the hour', () => {
    const hour = {
      so2HourMeanUgPerM3: 500,
      no2HourMeanUgPerM3: 200,
      coHourMeanMgPerM3: 10.04,
      o3HourMeanUgPerM3: 200,
    }
    expect(judgeHour({ ...hour, pm25HourMeanUgPerM3: 900 }, 'GB 3095-2012').complies).toBe(true)
    expect(judgeHour({ ...hour, o3HourMeanUgPerM3: 201 }, 'GB 3095-2012').exceeding).toEqual(['O3'])
    expect(() => judgeHour({ coHourMeanUgPerM3: 1 } as object, 'GB 3095-2012')).toThrow(/unknown field/)
  })
})

describe('GB 3095 Table 2 pollutants of a year', () => {
  const sampled = (perMonth: number, ugPerM3: number) =>
    Array.from({ length: 12 }, (_, month) =>
      Array.from({ length: perMonth }, (_, day) => ({
        date: `2025-${String(month + 1).padStart(2, '0')}-${String(1 + day * 6).padStart(2, '0')}`,
        ugPerM3,
      })),
    ).flat()

  it('judges TSP and BaP by mean and 95th percentile', () => {
    expect(evaluateOtherYear('TSP', sampled(5, 220.4), 2025, 'GB 3095-2012')).toMatchObject([
      { statistic: 'mean', judged: 220, complies: false, overLimitMultiple: 0.1, validCount: 60 },
      { statistic: 'p95', judged: 220, complies: true },
    ])
    const bap = evaluateOtherYear('BaP', sampled(5, 0.00105), 2025, 'GB 3095-2012')
    expect(bap.map((row) => [row.judged, row.complies])).toEqual([
      [0.001, true],
      [0.001, true],
    ])
  })

  it('judges Pb by year and quarters, each with its own count', () => {
    const days = sampled(5, 0.6).filter((day) => day.date !== '2025-02-01')
    const found = evaluateOtherYear('Pb', days, 2025, 'GB 3095-2012')
    expect(found.map((row) => row.complies)).toEqual(['insufficient', 'insufficient', true, true, true])
    expect(found[0]?.computed).toBe(0.6)
  })

  it('holds NOx to the automatic minimum and refuses stray days', () => {
    expect(evaluateOtherYear('NOx', sampled(5, 40), 2025, 'GB 3095-2026/final')[0]?.complies).toBe(
      'insufficient',
    )
    expect(evaluateOtherYear('NOx', [], 2025, 'GB 3095-2012')[1]).toMatchObject({
      value: 'insufficient',
      validCount: 0,
    })
    const stray = [{ date: '2024-01-01', ugPerM3: 1 }]
    expect(() => evaluateOtherYear('TSP', stray, 2025, 'GB 3095-2012')).toThrow(/not in 2025/)
  })
})
