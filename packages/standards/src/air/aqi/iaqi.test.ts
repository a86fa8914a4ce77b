import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cases from '../cases/iaqi.json' with { type: 'json' }
import { airDecimals } from '../pollutant.ts'
import { breakpoints, columnPollutant, iaqiSteps, type Hj633Edition, type IaqiColumn } from './breakpoints.ts'
import { individualAqi } from './iaqi.ts'
import { dailyAqi } from './aqi.ts'

const columns = Object.keys(columnPollutant) as IaqiColumn[]
const editions: Hj633Edition[] = ['HJ 633-2012', 'HJ 633-2026']

describe('HJ 633 §4.2 sub-index', () => {
  it.each(cases.map((row) => [row.edition, row.column, row.points] as const))(
    '%s %s',
    (edition, column, points) => {
      for (const [concentration, expected] of points) {
        const found = individualAqi(column as IaqiColumn, concentration as number, edition as Hj633Edition)
        expect(typeof found === 'number' ? found : null, `${concentration}`).toBe(expected)
      }
    },
  )

  it('is exact at every tenth of CO, where doubles round up too far', () => {
    for (const column of ['CO_24h', 'CO_1h'] as const) {
      const points = breakpoints['HJ 633-2026'][column]
      for (let tenths = 0; tenths <= (points.at(-1) ?? 0) * 10; tenths++) {
        const step = Math.max(
          1,
          points.findIndex((point) => point * 10 >= tenths),
        )
        const [low, high] = [BigInt(points[step - 1] ?? 0) * 10n, BigInt(points[step] ?? 0) * 10n]
        const [bottom, top] = [BigInt(iaqiSteps[step - 1] ?? 0), BigInt(iaqiSteps[step] ?? 0)]
        const product = (top - bottom) * (BigInt(tenths) - low)
        const expected = bottom + (product + (high - low) - 1n) / (high - low)
        expect(individualAqi(column, tenths / 10, 'HJ 633-2026')).toBe(Number(expected))
      }
    }
    expect(individualAqi('CO_24h', 2.2, 'HJ 633-2026')).toBe(55)
    expect(individualAqi('CO_1h', 65.4, 'HJ 633-2012')).toBe(218)
  })

  it('never falls while the concentration rises', () => {
    const anyColumn = fc.constantFrom(...columns)
    const value = fc.double({ min: 0, max: 3000, noNaN: true })
    fc.assert(
      fc.property(anyColumn, fc.constantFrom(...editions), value, value, (column, edition, one, other) => {
        const low = individualAqi(column, Math.min(one, other), edition)
        const high = individualAqi(column, Math.max(one, other), edition)
        if (typeof low === 'number' && typeof high === 'number') expect(high).toBeGreaterThanOrEqual(low)
        else expect(high).toBe('over-range')
      }),
    )
  })

  it('depends only on the rounded concentration', () => {
    fc.assert(
      fc.property(fc.constantFrom(...columns), fc.integer({ min: 0, max: 3000 }), (column, units) => {
        const step = 10 ** -airDecimals[columnPollutant[column]]
        const value = Number((units * step).toFixed(1))
        expect(individualAqi(column, value + 0.3 * step, 'HJ 633-2026')).toBe(
          individualAqi(column, value, 'HJ 633-2026'),
        )
      }),
    )
  })

  it('gives the same index whatever order the fields come in', () => {
    const day = {
      so2DailyMeanUgPerM3: 12,
      no2DailyMeanUgPerM3: 52,
      pm10DailyMeanUgPerM3: 70,
      pm25DailyMeanUgPerM3: 45,
      coDailyMeanMgPerM3: 1.1,
      o3DailyMax8hUgPerM3: 161,
    }
    const expected = dailyAqi(day, 'HJ 633-2026')
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(day), { minLength: 6 }), (entries) => {
        expect(dailyAqi(Object.fromEntries(entries), 'HJ 633-2026')).toEqual(expected)
      }),
    )
  })
})
