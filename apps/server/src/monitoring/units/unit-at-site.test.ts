import { describe, expect, test } from 'vitest'
import { ambientUnit, unitAtSite, unitChoices, unitOfMedian } from './unit-at-site.ts'

const nothing = new Map<string, string | null>()
const station = { isAmbient: true, said: nothing }
const outlet = { isAmbient: false, said: nothing }
const channel = (factor: string, unit: string, statistic = 'Avg') => ({ factor, statistic, unit })

describe('the unit of a channel', () => {
  test.each([
    ['a34004', 'ng/m³', station, 'µg/m³'],
    ['a34005', 'ng/m³', station, 'µg/m³'],
    ['a21026', 'mg/m³', station, 'µg/m³'],
    ['a21005', 'mg/m³', station, 'mg/m³'],
    ['a34004', 'mg/m3', station, 'mg/m3'], // whoever stored it said so
    ['a34002', 'ng/m³', outlet, null],
    ['a34001', 'ng/m³', outlet, null],
    ['a21001', 'ng/m³', station, null],
    ['a21026', 'mg/m³', outlet, 'mg/m³'],
    ['w01018', 'mg/L', outlet, 'mg/L'],
    ['w20111', 'µg/L', station, 'µg/L'],
    ['a34002', 'ng/m³', { isAmbient: false, said: new Map([['a34002', 'mg/m³']]) }, 'mg/m³'],
    ['a21026', 'mg/m³', { isAmbient: true, said: new Map([['a21026', null]]) }, null],
  ])('%s stored as %s', (factor, unit, site, expected) => {
    expect(unitAtSite(channel(factor, unit), site)).toBe(expected)
  })

  test('an amount keeps its own, whatever is said of the concentration', () => {
    const said = { isAmbient: true, said: new Map([['a34002', 'mg/m³']]) }
    expect(unitAtSite(channel('a34002', 'g', 'Cou'), said)).toBe('g')
  })
})

test('ambient units are those of GB 3095, for what it names', () => {
  expect(
    ['a34001', 'a34002', 'a34004', 'a05024', 'a21005', 'a01001', 'w01018', 'SB1'].map(ambientUnit),
  ).toEqual(['µg/m³', 'µg/m³', 'µg/m³', 'µg/m³', 'mg/m³', null, null, null])
})

test('a unit may only be said of its kind', () => {
  expect(unitChoices('a34004')).toContain('mg/m³')
  expect(unitChoices('w20111')).toEqual(['ng/L', 'µg/L', 'mg/L'])
  expect(unitChoices('w01001')).toEqual([])
  expect(unitChoices('unknown')).toEqual([])
})

test.each([
  ['a34004', 0.49, 'mg/m³'],
  ['a34004', 0.5, 'µg/m³'],
  ['a34004', 3000, 'µg/m³'],
  ['a34004', 3001, 'ng/m³'],
  ['a21005', 0.05, 'mg/m³'],
  ['a21005', 0.04, null],
  ['a21005', 50, 'mg/m³'],
  ['a21005', 51, 'µg/m³'],
  ['w01018', 0.01, null],
])('the middle of %s at %d speaks for %s', (factor, median, expected) => {
  expect(unitOfMedian(factor, median)).toBe(expected)
})
