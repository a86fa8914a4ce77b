import type { BoardRow } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { digestOf } from './digest.ts'

const row = (change: Partial<BoardRow>): BoardRow => ({
  targetId: 'c/A1',
  code: 'A1',
  theme: 'air',
  subject: { zh: '优良天数比率', en: 'Good days' },
  tier: 'binding',
  modality: null,
  comparator: '>=',
  value: 87.7,
  valueHigh: null,
  unit: '%',
  unitText: { zh: '%', en: '%' },
  decimals: 1,
  deadline: null,
  state: 'on-track',
  reason: { zh: '', en: '' },
  current: null,
  forecast: null,
  responsible: [],
  indicator: null,
  simulated: false,
  restates: null,
  ...change,
})

test('each promise stands in the digest at the place that is told, under its theme', () => {
  const rows = [
    row({}),
    row({
      targetId: 'c/W1',
      code: 'W1',
      theme: 'water',
      subject: { zh: '近岸海域优良面积', en: 'Sea' },
      value: null,
    }),
    row({
      targetId: 'c/A2',
      code: 'A2',
      value: 1,
      valueHigh: 2,
      decimals: 0,
      unit: '个',
      comparator: 'range',
      modality: '争取',
      deadline: '2021-12-31',
    }),
  ]
  const { text, sections, places } = digestOf(rows)
  const at = (id: string) => text?.slice(places.get(id)?.start, places.get(id)?.end)
  expect(at('c/A1')).toBe('A1 优良天数比率:≥87.7%')
  expect(at('c/A2')).toBe('A2 优良天数比率:范围1~2个(争取),2021-12-31 前')
  expect(at('c/W1')).toBe('W1 近岸海域优良面积:数值另行下达')
  expect(sections.map((s) => [s.path[0], text?.slice(s.start, s.end).split('\n').length])).toEqual([
    ['一、大气', 4],
    ['二、水', 3],
  ])
})
