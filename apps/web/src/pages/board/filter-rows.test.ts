import type { BoardRow } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { byPressure, filterRows, unitsInDanger } from './filter-rows.ts'

const bureau = { unitId: 'water', name: { zh: '市水利局', en: 'Water bureau' } }
const office = { unitId: 'eco', name: { zh: '市生态环境局', en: 'Ecology bureau' } }

const row = (code: string, change: Partial<BoardRow>): BoardRow => ({
  targetId: `c/${code}`,
  code,
  theme: 'air',
  subject: { zh: 'PM2.5平均浓度', en: 'PM2.5 mean' },
  tier: 'binding',
  modality: null,
  comparator: '<=',
  value: 33,
  valueHigh: null,
  unit: '微克/立方米',
  decimals: 0,
  unitText: { zh: '', en: '' },
  deadline: '2021-12-31',
  state: 'on-track',
  reason: { zh: '低于目标', en: 'below the target' },
  current: 30,
  forecast: null,
  responsible: [office],
  indicator: 'x',
  simulated: false,
  restates: null,
  ...change,
})

const rows = [
  row('A2', { state: 'met' }),
  row('A10', { state: 'at-risk', responsible: [office, bureau] }),
  row('A9', { state: 'at-risk', tier: 'stretch' }),
  row('W1', {
    theme: 'water',
    state: 'missed',
    subject: { zh: '优Ⅲ比例', en: 'Class III ratio' },
    responsible: [bureau],
  }),
  row('W2', { theme: 'water', state: 'missed', restates: 'c/W1', responsible: [bureau] }),
]
const codes = (found: readonly BoardRow[]) => found.map(({ code }) => code)

test.each([
  [{}, ['A2', 'A10', 'A9', 'W1']],
  [{ restated: true }, ['A2', 'A10', 'A9', 'W1', 'W2']],
  [{ state: 'met,missed' }, ['A2', 'W1']],
  [{ theme: 'water' }, ['W1']],
  [{ tier: 'stretch' }, ['A9']],
  [{ unit: 'water' }, ['A10', 'W1']],
  [{ q: '水利 优Ⅲ' }, ['W1']],
  [{ q: 'RATIO' }, ['W1']],
  [{ q: 'nowhere' }, []],
] as const)('%j leaves %j', (search, left) => {
  expect(codes(filterRows(rows, search))).toEqual(left)
})

test('the most pressing stand first: missed, then at risk with binding before stretch', () => {
  expect(codes([...filterRows(rows, {})].sort(byPressure))).toEqual(['W1', 'A10', 'A9', 'A2'])
})

test('units are counted by their promises in danger, restated ones once', () => {
  expect(unitsInDanger(rows).map(({ unitId, count }) => [unitId, count])).toEqual([
    ['eco', 2],
    ['water', 2],
  ])
})
