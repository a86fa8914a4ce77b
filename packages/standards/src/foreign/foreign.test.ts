import { describe, expect, it } from 'vitest'
import type { Reading } from '../missing/reading.ts'
import { euAqi, euBandEdges } from './eu-aqi.ts'
import { particleNowCastUgPerM3, usEpaAqi, usEpaSubIndex } from './us-epa-aqi.ts'
import { usEpaBreakpoints } from './us-epa-breakpoints.ts'
import { compareWithWho, whoGuidelines } from './who-2021.ts'

describe('US EPA index of 2024', () => {
  it.each([
    ['O3_8h_ppm', 0.07853333, 126],
    ['PM2.5_24h_ugPerM3', 9, 50],
    ['PM2.5_24h_ugPerM3', 9.09, 50],
    ['PM2.5_24h_ugPerM3', 9.1, 51],
    ['PM2.5_24h_ugPerM3', 35.4, 100],
    ['PM2.5_24h_ugPerM3', 35.49, 100],
    ['PM2.5_24h_ugPerM3', 55.5, 151],
    ['PM2.5_24h_ugPerM3', 125.4, 200],
    ['PM2.5_24h_ugPerM3', 225.5, 301],
    ['PM2.5_24h_ugPerM3', 325.4, 500],
    ['PM2.5_24h_ugPerM3', 400, 649],
    ['PM10_24h_ugPerM3', 154.9, 100],
    ['PM10_24h_ugPerM3', 500, 384],
    ['CO_8h_ppm', 8.4, 90],
    ['NO2_1h_ppb', 100, 100],
    ['SO2_1h_ppb', 75.9, 100],
    ['O3_1h_ppm', 0.124, 'over-range'],
    ['O3_8h_ppm', 0.201, 'over-range'],
    ['PM10_24h_ugPerM3', 'line', 'line'],
  ] as const)('%s %s is %s', (column, concentration, expected) =>
    expect(usEpaSubIndex(column, concentration)).toBe(expected),
  )

  it('had other PM2.5 bands before 2024-05-06', () => {
    expect(usEpaSubIndex('PM2.5_24h_ugPerM3', 12, 'US EPA AQI 2013')).toBe(50)
    expect(usEpaSubIndex('PM2.5_24h_ugPerM3', 12)).toBe(56)
  })

  it('leaves no hole between bands and never falls', () => {
    for (const column of ['PM2.5_24h_ugPerM3', 'CO_8h_ppm'] as const) {
      let last = 0
      for (let tenths = 0; tenths < 3_400; tenths++) {
        const index = usEpaSubIndex(column, tenths / 10) as number
        expect(index).toBeGreaterThanOrEqual(last)
        last = index
      }
    }
    for (const [, to] of usEpaBreakpoints['US EPA AQI 2024'].NO2_1h_ppb)
      expect(usEpaSubIndex('NO2_1h_ppb', to)).toBeTypeOf('number')
  })

  it('takes the worst pollutant, and the day mean for very high SO2', () => {
    const day = usEpaAqi({ pm25DailyMeanUgPerM3: 35.4, o3Max8hPpm: 0.07 })
    expect(day).toMatchObject({
      aqi: 100,
      category: { name: 'Moderate' },
      main: ['O3_8h_ppm', 'PM2.5_24h_ugPerM3'],
    })
    expect(usEpaAqi({ so2Max1hPpb: 400, so2DailyMeanPpb: 310 }).aqi).toBe(203)
    expect(usEpaAqi({ so2Max1hPpb: 400, so2DailyMeanPpb: 100 }).aqi).toBe(200)
    expect(usEpaAqi({ so2Max1hPpb: 400 }).subIndices).toMatchObject({ SO2_24h_ppb: 200 })
    expect(usEpaAqi({})).toMatchObject({ aqi: 'insufficient', category: 'insufficient', main: [] })
    expect(() => usEpaSubIndex('CO_8h_ppm', -1)).toThrow(/below zero/)
  })

  it.each([
    [[50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50], 50, 137],
    [[64, 63, 72, 77, 65, 61, 70, 80, 90, 95, 100, 98], 66.847, 159],
    [[100, 50, 25, 12, 6, 6, 6, 6, 6, 6, 6, 6], 66.765, 159],
    [[null, 40, 42, 45, 47, 50, 52, 55, 50, 48, 46, 44], 44.628, 123],
    [[null, null, 42, 45, 47, 50, 52, 55, 50, 48, 46, 44], null, null],
  ] as const)('NowCast %#', (hours, expected, aqi) => {
    const found = particleNowCastUgPerM3(hours.map((hour): Reading => hour ?? 'line'))
    if (expected === null) expect(found).toBe('insufficient')
    else {
      expect(found as number).toBeCloseTo(expected, 3)
      expect(usEpaSubIndex('PM2.5_24h_ugPerM3', found)).toBe(aqi)
    }
  })

  it('casts clean air to zero', () => expect(particleNowCastUgPerM3([0, 0, 0])).toBe(0))
})

describe('European index', () => {
  it('is the worst band, edges included', () => {
    const given = { pm25UgPerM3: 10, no2UgPerM3: 90, o3UgPerM3: 50 }
    expect(euAqi(given, 'EEA EAQI until 2024')).toMatchObject({
      band: 'fair',
      bands: { 'PM2.5': 'good', SO2: 'insufficient' },
    })
    expect(euAqi(given, 'EEA EAQI 2025').band).toBe('poor')
    expect(euAqi({ so2UgPerM3: 276 }, 'EEA EAQI 2025').band).toBe('extremely poor')
    expect(euAqi({ so2UgPerM3: 'line' }, 'EEA EAQI 2025').band).toBe('insufficient')
  })

  it('has rising edges', () => {
    for (const table of Object.values(euBandEdges)) {
      for (const edges of Object.values(table))
        expect(edges).toEqual(edges.toSorted((one, other) => one - other))
    }
  })
})

describe('WHO guidelines of 2021', () => {
  it.each([
    ['PM2.5 year', 5, 'AQG'],
    ['PM2.5 year', 5.1, 'IT-4'],
    ['PM2.5 year', 35, 'IT-1'],
    ['PM2.5 year', 35.1, 'none'],
    ['O3 8h', 110, 'IT-2'],
    ['CO 24h', 5, 'IT-1'],
    ['SO2 24h', 40, 'AQG'],
    ['NO2 24h', 'line', 'insufficient'],
  ] as const)('%s %s meets %s', (guideline, value, met) =>
    expect(compareWithWho(guideline, value).met).toBe(met),
  )

  it('gets stricter step by step and gives the multiple', () => {
    for (const steps of Object.values(whoGuidelines)) {
      const set = steps.filter((step) => step !== null)
      expect(set).toEqual(set.toSorted((one, other) => other - one))
    }
    expect(compareWithWho('PM2.5 year', 33)).toMatchObject({
      multiple: 6.6,
      guideline: 5,
      edition: 'WHO AQG 2021',
    })
  })
})
