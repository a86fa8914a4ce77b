import { describe, expect, it } from 'vitest'
import { automaticMonthlyMean, monthlySample } from './monthly-source.ts'

describe('环办监测函〔2020〕82号', () => {
  it('takes six items from the station where it has them, the rest by hand', () => {
    const automatic = { DO: 6.1, NH3N: 'device', TP: 0.12, PH: 'line', COD: 19 } as const
    const manual = { DO: 8, NH3N: 0.4, COD: 17, F: 0.5 }
    expect(monthlySample(automatic, manual)).toEqual({
      sampleMgPerL: { PH: 'line', DO: 6.1, COD: 17, NH3N: 0.4, TP: 0.12, F: 0.5 },
      sources: {
        PH: 'automatic',
        DO: 'automatic',
        COD: 'manual',
        NH3N: 'manual',
        TP: 'automatic',
        F: 'manual',
      },
    })
  })
})

it('a station month needs twenty days', () => {
  const days = Array.from({ length: 20 }, () => ({ DO: 7.5 }))
  expect(automaticMonthlyMean(days).sampleMgPerL.DO).toBe(7.5)
  expect(automaticMonthlyMean(days.slice(1)).sampleMgPerL.DO).toBe('insufficient')
  expect(automaticMonthlyMean(days.slice(1), 15).sampleMgPerL.DO).toBe(7.5)
})
