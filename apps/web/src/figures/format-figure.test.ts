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
  ['87.3', '%', '87.3%'],
  ['87.3', '％', '87.3%'],
  ['33', '微克/立方米', '33 微克/立方米'],
  ['5', null, '5'],
  ['—', '%', '—'],
])('%s with unit %s → %s', (figure, unit, shown) => {
  expect(withUnit(figure, unit)).toBe(shown)
})
