import { describe, expect, it } from 'vitest'
import { airLimit, airLimits, gb3095On } from './limits.ts'
import type { Gb3095Edition, LimitedPollutant, LimitPeriod } from './limits-table.ts'
import { gasFrom273To298Kelvin, referenceStateOn } from './reference-state.ts'
import { quarterValidity, yearValidity } from './validity.ts'

// pollutant, period, then class I and II of 2012, transition, final
const table: readonly [LimitedPollutant, LimitPeriod, ...number[]][] = [
  ['SO2', 'year', 20, 60, 20, 60, 20, 20],
  ['SO2', '24h', 50, 150, 50, 150, 50, 50],
  ['SO2', '1h', 150, 500, 150, 500, 150, 150],
  ['NO2', 'year', 40, 40, 40, 40, 30, 30],
  ['NO2', '24h', 80, 80, 80, 80, 50, 50],
  ['NO2', '1h', 200, 200, 200, 200, 200, 200],
  ['CO', '24h', 4, 4, 4, 4, 4, 4],
  ['CO', '1h', 10, 10, 10, 10, 10, 10],
  ['O3', 'mda8', 100, 160, 100, 160, 100, 160],
  ['O3', '1h', 160, 200, 160, 200, 160, 200],
  ['PM10', 'year', 40, 70, 40, 60, 20, 50],
  ['PM10', '24h', 50, 150, 50, 120, 50, 100],
  ['PM2.5', 'year', 15, 35, 15, 30, 10, 25],
  ['PM2.5', '24h', 35, 75, 35, 60, 25, 50],
  ['TSP', 'year', 80, 200, 80, 200, 80, 200],
  ['TSP', '24h', 120, 300, 120, 300, 120, 300],
  ['NOx', 'year', 50, 50, 50, 50, 40, 40],
  ['NOx', '24h', 100, 100, 100, 100, 70, 70],
  ['NOx', '1h', 250, 250, 250, 250, 250, 250],
  ['Pb', 'year', 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  ['Pb', 'quarter', 1, 1, 1, 1, 1, 1],
  ['BaP', 'year', 0.001, 0.001, 0.001, 0.001, 0.001, 0.001],
  ['BaP', '24h', 0.0025, 0.0025, 0.0025, 0.0025, 0.0025, 0.0025],
]
const editions: Gb3095Edition[] = ['GB 3095-2012', 'GB 3095-2026/transition', 'GB 3095-2026/final']

describe('GB 3095 §4.4, §4.5 limits', () => {
  it.each(table)('%s %s', (pollutant, period, ...numbers) => {
    const found = editions.flatMap((edition) => [
      airLimit(pollutant, period, 'I', edition).value,
      airLimit(pollutant, period, 'II', edition).value,
    ])
    expect(found).toEqual(numbers)
  })

  it('lists every limit once, with unit and clause', () => {
    for (const edition of editions) expect(airLimits('II', edition)).toHaveLength(table.length)
    expect(airLimit('CO', '24h', 'II', 'GB 3095-2012')).toMatchObject({
      unit: 'mg/m³',
      clause: '§4.4 Table 1',
    })
    expect(airLimit('TSP', 'year', 'I', 'GB 3095-2012').clause).toBe('§4.5 Table 2')
  })

  it('refuses a limit that does not exist', () => {
    expect(() => airLimit('PM2.5', '1h', 'II', 'GB 3095-2012')).toThrow(/sets no 1h limit for PM2.5/)
  })

  it('chooses the phase by the date of the data', () => {
    expect(gb3095On('2026-02-28')).toBe('GB 3095-2012')
    expect(gb3095On('2028-01-01')).toBe('GB 3095-2026/transition')
    expect(gb3095On('2031-01-01')).toBe('GB 3095-2026/final')
  })

  it('knows the reference state of a day', () => {
    expect(referenceStateOn('2018-08-31').gases.kelvin).toBe(273.15)
    expect(referenceStateOn('2018-09-01')).toMatchObject({
      gases: { kelvin: 298.15 },
      particles: 'as-measured',
    })
    expect(gasFrom273To298Kelvin(100)).toBeCloseTo(91.615, 3)
  })
})

describe('GB 3095 §6.4 Table 4 data validity', () => {
  const full = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  it.each([
    ['a full year', full, true, []],
    ['324 days with 27 and 25', [27, 25, 27, 27, 27, 27, 27, 27, 27, 27, 27, 29], true, []],
    ['323 days', [27, 25, 27, 27, 27, 27, 27, 27, 27, 27, 27, 28], false, []],
    ['26 days in April', full.with(3, 26), false, [4]],
    ['25 days in February', full.with(1, 25), true, []],
    ['24 days in February', full.with(1, 24), false, [2]],
  ])('%s', (_name, months, valid, shortMonths) => {
    expect(yearValidity(months, 'PM2.5')).toMatchObject({ valid, shortMonths })
  })

  it('needs 60 sampled days, 5 a month, for TSP, BaP and Pb', () => {
    expect(
      yearValidity(
        Array.from({ length: 12 }, () => 5),
        'TSP',
      ).valid,
    ).toBe(true)
    expect(yearValidity([4, 6, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 'Pb')).toMatchObject({
      valid: false,
      shortMonths: [1],
    })
    expect(quarterValidity([5, 5, 5])).toBe(true)
    expect(quarterValidity([4, 6, 5])).toBe(false)
    expect(quarterValidity([5, 5, 4])).toBe(false)
  })
})
