import { unitText } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { formatFigure, withUnit } from './format-figure.ts'

test.each([
  [33, {}, '33'],
  [33.456, {}, '33.46'],
  [87.3, { decimals: 1, fixed: true }, '87.3'],
  [88, { decimals: 1, fixed: true }, '88.0'],
  [2197, {}, '2197'],
  [12_345.6, { decimals: 1 }, '12,345.6'],
  [-0.5, { decimals: 1 }, '-0.5'],
  [null, {}, '—'],
  [Number.NaN, {}, '—'],
])('%s is shown as %j → %s', (value, options, shown) => {
  expect(formatFigure(value, options)).toBe(shown)
})

test.each([
  ['87.3', '%', 'zh', '87.3%'],
  ['87.3', '％', 'en', '87.3%'],
  ['33', '微克/立方米', 'zh', '33 微克/立方米'],
  ['33', '微克/立方米', 'en', '33 µg/m³'],
  ['5', '个', 'en', '5'],
  ['5', '标箱', 'en', '5 标箱'],
  ['8', '万吨/年', 'en', '8×10⁴ t/a'],
  ['8', '万吨/年', 'zh', '8 万吨/年'],
  ['5', null, 'zh', '5'],
  ['—', '%', 'zh', '—'],
] as const)('%s with unit %s in %s → %s', (figure, unit, language, shown) => {
  expect(withUnit(figure, unitText(unit, null), language)).toBe(shown)
})
