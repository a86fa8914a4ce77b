import type { IndicatorEntry } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { choiceGroups, fitsSearch, keyOf } from './indicator-choices.ts'

const entry = (key: string, zh: string): IndicatorEntry => ({
  key,
  title: { zh, en: key.toUpperCase() },
  unit: { zh: '%', en: '%' },
  definition: { zh: `${zh}的定义`, en: 'what it says' },
  basis: null,
  params: [],
})
const catalogue = [entry('air.days', '优良天数比率'), entry('water.good', '断面优Ⅲ比例')]
const national = { indicator: 'water.good', params: { level: 'national' } }

test('suggested ones come first, those of other items next, each binding once', () => {
  const groups = choiceGroups(catalogue, [national], [national, { indicator: 'air.days', params: {} }])
  expect(groups.map(({ group, choices }) => [group, choices.map(({ value }) => value)])).toEqual([
    ['suggested', [keyOf(national)]],
    ['used', ['air.days []']],
    ['all', ['water.good []']],
  ])
})

test('what the catalogue does not know is not offered', () => {
  expect(choiceGroups(catalogue, [{ indicator: 'gone', params: {} }], []).map(({ group }) => group)).toEqual([
    'all',
  ])
})

test('a search looks at names in both languages, keys and definitions', () => {
  const [, all] = choiceGroups(catalogue, [national], [])
  const words = all?.choices[0]?.words ?? ''
  for (const search of ['优良', 'AIR.DAYS', 'days', '天数 定义', ''])
    expect(fitsSearch(search, words)).toBe(true)
  expect(fitsSearch('断面', words)).toBe(false)
})

test('the order of parameters makes no other binding', () => {
  expect(keyOf({ indicator: 'x', params: { a: 1, b: 2 } })).toBe(
    keyOf({ indicator: 'x', params: { b: 2, a: 1 } }),
  )
})
