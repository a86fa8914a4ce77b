import { unitText } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { figureText, restText } from './figure-text.ts'

test.each([
  [
    { comparator: '<=', value: 33, unitText: unitText('微克/立方米', null), decimals: 0 },
    29.1543,
    '29.2 微克/立方米',
  ],
  [{ comparator: '>=', value: 87.3, unitText: unitText('%', null), decimals: 1 }, 87.2727, '87.27%'],
  [{ comparator: 'none', value: null, unitText: unitText(null, null), decimals: 0 }, 0.9, '90%'],
  [{ comparator: 'none', value: null, unitText: unitText(null, null), decimals: 0 }, null, '—'],
  [{ comparator: '>=', value: null, unitText: unitText('%', null), decimals: 0 }, 0.9, '0.9%'],
] as const)('%j at %s is shown as %s', (row, figure, text) => {
  expect(figureText(row, figure, 'zh')).toBe(text)
})

test('what is left of a share of days is days, not percent', () => {
  const row = { comparator: '>=', value: 87.7, unitText: unitText('%', null), decimals: 1 } as const
  const forecast = { toDate: 90, rest: 15, restMeaning: { zh: '', en: '' }, projection: null }
  const counted = { ...forecast, restText: { zh: '15天', en: '15 days' } }
  expect(restText({ ...row, forecast: counted }, 'en')).toBe('15 days')
  expect(restText({ ...row, forecast: counted }, 'zh')).toBe('15天')
  expect(restText({ ...row, forecast }, 'en')).toBe('15%')
})
