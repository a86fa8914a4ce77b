import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../missing/reading.ts'
import { roundHalfEven } from '../rounding/round.ts'
import { allowedErrors, analyserCheckHolds } from './analyser-check.ts'
import cases from './cases/flow-means.json' with { type: 'json' }
import {
  completeDischarges,
  flowWeightedMean,
  manualSamplingHolds,
  onlineDay,
  onlineDayUnweighted,
  onlineMonth,
} from './online.ts'
import type { OnlineInterval } from './online.ts'

const intervals = (concentrations: readonly Reading[], flows: readonly Reading[]): OnlineInterval[] =>
  concentrations.map((concentrationMgPerL, index) => ({
    concentrationMgPerL,
    flowM3: flows[index] ?? 'device',
  }))

/** A day of 24 hours, of which the last ones have no concentration. */
const dayWith = (valid: number): OnlineInterval[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    concentrationMgPerL: hour < valid ? 30 : 'device',
    flowM3: 100,
  }))

describe('HJ 356 flow-weighted mean', () => {
  it.each(cases)('$id', ({ concentration, flow, expect: want }) => {
    const mean = flowWeightedMean(intervals(concentration, flow))
    expect(typeof mean === 'number' && roundHalfEven(mean, 4)).toBe(want)
  })

  it('says why there is none', () => {
    expect(flowWeightedMean(intervals([20, 30], [0, 0]))).toBe('stopped')
    expect(flowWeightedMean(intervals(['device', 30], [10, 'line']))).toBe('insufficient')
    expect(flowWeightedMean([])).toBe('insufficient')
    expect(() => flowWeightedMean(intervals([-1], [5]))).toThrow(/浓度/)
  })

  it('lies between the extremes and does not depend on order', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 9999 }))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 24 }), (pairs) => {
        const rows = pairs.map(([c, q]) => ({ concentrationMgPerL: c / 10, flowM3: q / 10 }))
        const mean = flowWeightedMean(rows)
        if (typeof mean !== 'number') throw new Error('a mean was expected')
        expect(mean).toBeGreaterThanOrEqual(Math.min(...pairs.map(([c]) => c)) / 10)
        expect(mean).toBeLessThanOrEqual(Math.max(...pairs.map(([c]) => c)) / 10)
        expect(flowWeightedMean(rows.toReversed())).toBe(mean)
      }),
    )
  })
})

describe('HJ 356 day and month', () => {
  it('needs three quarters of the data', () => {
    expect(onlineDay(dayWith(18))).toMatchObject({
      meanMgPerL: 30,
      dischargeKg: 54,
      validCount: 18,
      expectedCount: 24,
    })
    expect(onlineDay(dayWith(17))).toMatchObject({ meanMgPerL: 'insufficient', dischargeKg: 'insufficient' })
    expect(onlineDay(dayWith(17)).missing).toHaveLength(7)
  })

  it('does not expect data while nothing flows', () => {
    const quiet = dayWith(12).map((row, hour) => (hour < 12 ? row : { ...row, flowM3: 0 }))
    expect(onlineDay(quiet)).toMatchObject({ meanMgPerL: 30, validCount: 12, expectedCount: 12, missing: [] })
    const still = dayWith(24).map((row) => ({ ...row, flowM3: 0 }))
    expect(onlineDay(still)).toMatchObject({ meanMgPerL: 'stopped', dischargeKg: 'stopped' })
    expect(onlineDay([]).meanMgPerL).toBe('insufficient')
  })

  it('counts what is missing in the flow as well', () => {
    const rows = intervals([30, 30, 30, 30], [10, 10, 10, 'line'])
    expect(onlineDay(rows)).toMatchObject({ meanMgPerL: 30, missing: ['line'] })
  })

  it('does not weight pH, and keeps its extremes', () => {
    expect(onlineDayUnweighted([7, 8, 9, 'device'])).toEqual({ mean: 8, lowest: 7, highest: 9 })
    expect(onlineDayUnweighted([7, 8, 'device']).mean).toBe('insufficient')
  })

  it('averages valid days, three quarters of them', () => {
    const days: Reading[] = [
      ...Array.from({ length: 23 }, () => 40),
      ...Array.from({ length: 7 }, () => 'device' as const),
    ]
    expect(onlineMonth(days)).toBe(40)
    expect(onlineMonth(['device', ...days.slice(1)])).toBe('insufficient')
    expect(onlineMonth([20, 'stopped', 'stopped'])).toBe(20)
    expect(onlineMonth(['stopped'])).toBe('stopped')
  })
})

describe('HJ 356 substitution', () => {
  it('takes the largest valid discharge since the last passed check', () => {
    const day = (dischargeKg: Reading, checkPassed = false) => ({ dischargeKg, checkPassed })
    const days = [
      day('device'),
      day(90, true),
      day(50),
      day('device'),
      day(60, true),
      day('device'),
      day('stopped'),
    ]
    expect(completeDischarges(days)).toEqual([
      { dischargeKg: 'device', substituted: false },
      { dischargeKg: 90, substituted: false },
      { dischargeKg: 50, substituted: false },
      { dischargeKg: 90, substituted: true },
      { dischargeKg: 60, substituted: false },
      { dischargeKg: 60, substituted: true },
      { dischargeKg: 'stopped', substituted: false },
    ])
  })

  it('wants four manual samples at most six hours apart', () => {
    expect(manualSamplingHolds([14, 2, 20, 8])).toBe(true)
    expect(manualSamplingHolds([2, 8, 15, 20])).toBe(false)
    expect(manualSamplingHolds([2, 8, 14])).toBe(false)
  })
})

describe('HJ 355 table 1', () => {
  it.each([
    ['COD', 29, 34, true],
    ['COD', 29, 34.1, false],
    ['COD', 30, 39, true],
    ['COD', 60, 72.1, false],
    ['COD', 100, 85, true],
    ['NH3N', 1.9, 2.2, true],
    ['NH3N', 2, 2.31, false],
    ['TP', 0.3, 0.36, true],
    ['TN', 10, 8.5, true],
    ['PH', 7, 7.5, true],
    ['PH', 7, 7.51, false],
    ['temperature', 20, 19.5, true],
    ['flow', 100, 110.1, false],
  ] as const)('%s %f read as %f: %s', (analyser, reference, reading, holds) => {
    expect(analyserCheckHolds(analyser, reference, reading)).toBe(holds)
  })

  it('covers every value from zero', () => {
    expect(Object.values(allowedErrors).every(([first]) => first?.from === 0)).toBe(true)
    expect(analyserCheckHolds('COD', -1, -1)).toBe(false)
  })
})
