import { describe, expect, it } from 'vitest'
import type { Reading } from '../missing/reading.ts'
import {
  atReferenceOxygenMgPerM3,
  dryStandardFlowM3PerH,
  emissionRateKgPerH,
  noxAsNo2MgPerM3,
  noxFromPpmAsNo2MgPerM3,
  ppmToMgPerM3,
  toDryMgPerM3,
  toStandardStateMgPerM3,
} from './formulas.ts'
import { exceedsFlueGasLimit, flueGasLimits } from './limits.ts'
import { substituteEmissions, substitutionWindow } from './substitution.ts'
import { captureRatePercent, cemsDailyMean, cemsHourlyMean, cemsMonthlyMean } from './validity.ts'

const repeat = (count: number, value: Reading): Reading[] => Array.from({ length: count }, () => value)

describe('HJ 75-2017 Appendix C formulas', () => {
  it.each([
    [40, 8, 43.4783],
    [25.5, 12.3, 29.0764],
  ])('%d mg/m³ wet at %d %% water is %d dry', (wet, water, dry) => {
    expect(toDryMgPerM3(wet, water)).toBeCloseTo(dry, 4)
  })

  it.each([
    [28, 6, 6, 28],
    [28, 8.5, 6, 33.6],
    [42, 4.2, 3.5, 43.75],
    [30, 11, 9, 36],
    [9, 19.5, 6, 90],
  ])('%d mg/m³ at %d %% O2 is, at %d %%, %d', (dry, oxygen, reference, expected) =>
    expect(atReferenceOxygenMgPerM3(dry, oxygen, reference)).toBeCloseTo(expected, 10),
  )

  it('never divides by air, and hands absences on', () => {
    expect(atReferenceOxygenMgPerM3(30, 21, 9)).toBe('over-range')
    expect(atReferenceOxygenMgPerM3(30, 'device', 9)).toBe('device')
    expect(atReferenceOxygenMgPerM3('stopped', 21, 9)).toBe('stopped')
    expect(toDryMgPerM3(10, 100)).toBe('over-range')
  })

  it('turns ppm into mass and NO into NO2', () => {
    expect(ppmToMgPerM3(10, 'SO2')).toBeCloseTo(28.5982, 4)
    expect(ppmToMgPerM3(100, 'CO')).toBeCloseTo(125.0446, 4)
    expect(noxFromPpmAsNo2MgPerM3(20, 0)).toBeCloseTo(41.0759, 4)
    expect(noxAsNo2MgPerM3(20, 3)).toBeCloseTo(33.6639, 4)
    expect(noxFromPpmAsNo2MgPerM3(20, 2)).toBeCloseTo(45.1835, 4)
  })

  it('brings duct conditions to the standard state, and gives flow and rate', () => {
    const duct = { celsius: 50, atmosphericPascal: 101_325, staticPascal: -200 }
    expect(toStandardStateMgPerM3(20, duct)).toBeCloseTo(23.7098, 4)
    expect(
      toStandardStateMgPerM3(20, { celsius: 135, atmosphericPascal: 100_800, staticPascal: 350 }),
    ).toBeCloseTo(29.9418, 4)
    const flow = dryStandardFlowM3PerH(12, 7.065, duct, 10)
    expect(flow).toBeCloseTo(231_707.7, 0)
    expect(emissionRateKgPerH(25, flow)).toBeCloseTo(5.7927, 4)
  })
})

describe('HJ 75-2017 §8 validity', () => {
  it.each([
    [60, true],
    [45, true],
    [44, false],
  ])('an hour of %i valid minutes: %s', (minutes, valid) => {
    const mean = cemsHourlyMean([...repeat(minutes, 12), ...repeat(60 - minutes, 'calibration')])
    expect(mean).toMatchObject({ mgPerM3: valid ? 12 : 'insufficient', validCount: minutes })
  })

  it('needs 20 hours a day, 25 days a month, 23 in February', () => {
    expect(cemsDailyMean([...repeat(20, 9), ...repeat(4, 'line')]).mgPerM3).toBe(9)
    expect(cemsDailyMean([...repeat(19, 9), ...repeat(5, 'line')]).mgPerM3).toBe('insufficient')
    expect(cemsDailyMean(repeat(24, 'stopped')).mgPerM3).toBe('stopped')
    expect(cemsMonthlyMean([...repeat(24, 9), ...repeat(6, 'line')], 4).mgPerM3).toBe('insufficient')
    expect(cemsMonthlyMean([...repeat(23, 9), ...repeat(5, 'line')], 2)).toMatchObject({
      mgPerM3: 9,
      expectedCount: 28,
    })
  })

  it('counts the capture over running hours only', () => {
    expect(captureRatePercent([...repeat(9, 5), 'device', ...repeat(40, 'stopped')])).toBe(90)
    expect(captureRatePercent(repeat(3, 'stopped'))).toBe('stopped')
  })
})

describe('HJ 75-2017 §8 substitution of emission amounts', () => {
  it.each([
    [24, 90, 180],
    [25, 90, 720],
    [1, 89.9, 2160],
    [500, 75, 2160],
    [1, 74.9, 'insufficient'],
  ] as const)('a gap of %i h at %d %% takes %s', (gap, capture, window) =>
    expect(substitutionWindow(gap, capture)).toBe(window),
  )

  it('takes the maximum of the last valid hours and leaves stopped hours alone', () => {
    const hours = [
      ...repeat(300, 4),
      9,
      ...repeat(179, 5),
      ...repeat(10, 'maintenance'),
      'stopped' as const,
      6,
    ]
    const filled = substituteEmissions(hours)
    expect(filled).toMatchObject({ substitutedCount: 10, unresolvedCount: 0 })
    expect(filled.hours[480]).toEqual({ kgPerH: 9, fromLastHours: 180 })
    expect(filled.hours[490]).toEqual({ kgPerH: 'stopped', fromLastHours: 0 })
    expect(substituteEmissions([...hours.slice(0, 301), 5, ...hours.slice(301)]).hours[481]?.kgPerH).toBe(5)
  })

  it('uses longer windows for long gaps and weak quarters, and none below 75 %', () => {
    expect(substituteEmissions([...repeat(400, 3), ...repeat(30, 'device')], [8]).hours.at(-1)).toEqual({
      kgPerH: 8,
      fromLastHours: 720,
    })
    expect(substituteEmissions([...repeat(8, 3), ...repeat(2, 'device')], [7]).hours.at(-1)).toEqual({
      kgPerH: 7,
      fromLastHours: 2160,
    })
    expect(substituteEmissions([...repeat(7, 3), ...repeat(3, 'device')])).toMatchObject({
      unresolvedCount: 3,
      substitutedCount: 0,
    })
    expect(substituteEmissions(['line', ...repeat(99, 3)])).toMatchObject({ unresolvedCount: 1 })
    expect(substituteEmissions(repeat(5, 'stopped'))).toMatchObject({
      captureRatePercent: 'stopped',
      unresolvedCount: 0,
    })
  })
})

describe('flue gas limits', () => {
  it('judges at the decimals written and hands absences on', () => {
    expect(exceedsFlueGasLimit(35.4, 35)).toBe(false)
    expect(exceedsFlueGasLimit(35.6, 35)).toBe(true)
    expect(exceedsFlueGasLimit(35.1, 35, 1)).toBe(true)
    expect(exceedsFlueGasLimit('over-range', 35)).toBe('over-range')
    expect(flueGasLimits.find(({ id }) => id === 'coal-power-ultra-low')?.mgPerM3).toEqual({
      particles: 10,
      so2: 35,
      nox: 50,
    })
    expect(new Set(flueGasLimits.map(({ id }) => id)).size).toBe(flueGasLimits.length)
  })
})
