import { describe, expect, test } from 'vitest'
import { spelledUnit, unitConversion, unitHeldAgainst, unitsOfLimit } from './limit-units.ts'

const said = (...entries: [string, string | null][]) => new Map(entries)
const outlet = { isAmbient: false, said: said() }
const station = { isAmbient: true, said: said() }

describe('a unit is one however it is written', () => {
  test.each([
    ['mg/m3', 'mg/m³'],
    ['MG/M³', 'mg/m³'],
    ['ug/m3', 'µg/m³'],
    ['\u03BCg/m³', 'µg/m³'],
    ['\u00B5g / m^3', 'µg/m³'],
    ['mg/Nm3', 'mg/m³'],
    ['ng/m3', 'ng/m³'],
    ['mg/l', 'mg/L'],
    ['ug/L', 'µg/L'],
    ['ppb', 'ppb'],
    [' ', ''],
  ])('%s', (text, unit) => {
    expect(spelledUnit(text)).toBe(unit)
  })
})

describe('values go from one unit to another by moving the point', () => {
  test.each([
    [0.5, 'mg/m³', 'µg/m³', 500],
    [0.07, 'mg/m³', 'µg/m³', 70],
    [0.285, 'mg/m³', 'µg/m³', 285],
    [1.005, 'mg/L', 'µg/L', 1005],
    [500.1, 'µg/m³', 'mg/m³', 0.5001],
    [35, 'µg/m³', 'mg/m³', 0.035],
    [2, 'mg/m³', 'ng/m³', 2_000_000],
    [1e-7, 'mg/L', 'µg/L', 1e-4],
    [7, 'ppb', 'ppb', 7],
  ])('%d %s is %s %d', (value, from, to, expected) => {
    expect(unitConversion(from, to)?.(value)).toBe(expected)
  })

  test.each([
    ['ppb', 'µg/m³'],
    ['mg/L', 'mg/m³'],
    ['dB', 'mg/m³'],
  ])('%s into %s: there is no way', (from, to) => {
    expect(unitConversion(from, to)).toBeUndefined()
  })
})

test('a limit may be in units of its kind', () => {
  expect(unitsOfLimit('a21026')).toEqual(['ng/m³', 'µg/m³', 'mg/m³'])
  expect(unitsOfLimit('SO2')).toEqual(['ng/m³', 'µg/m³', 'mg/m³'])
  expect(unitsOfLimit('w01018')).toEqual(['ng/L', 'µg/L', 'mg/L'])
  expect(unitsOfLimit('w00000')).toEqual(['L/s'])
  expect(unitsOfLimit('SB1')).toEqual([])
})

describe('what a limit is held against', () => {
  test.each([
    ['a21026', outlet, 'mg/m³'],
    ['a21026', station, 'µg/m³'],
    ['a34001', outlet, null],
    ['a34001', { isAmbient: false, said: said(['a34001', 'µg/m³']) }, 'µg/m³'],
    ['a21026', { isAmbient: true, said: said(['a21026', null]) }, null],
    ['SO2', outlet, 'µg/m³'],
    ['SB1', outlet, null],
  ] as const)('%s', (factor, site, unit) => {
    expect(unitHeldAgainst(factor, site)).toBe(unit)
  })
})
