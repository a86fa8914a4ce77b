import { expect, test } from 'vitest'
import { figureText } from './figure-text.ts'

test.each([
  [{ comparator: '<=', value: 33, unit: '微克/立方米', decimals: 0 }, 29.1543, '29.2 微克/立方米'],
  [{ comparator: '>=', value: 87.3, unit: '%', decimals: 1 }, 87.2727, '87.27%'],
  [{ comparator: 'none', value: null, unit: null, decimals: 0 }, 0.9, '90%'],
  [{ comparator: 'none', value: null, unit: null, decimals: 0 }, null, '—'],
  [{ comparator: '>=', value: null, unit: '%', decimals: 0 }, 0.9, '0.9%'],
] as const)('%j at %s is shown as %s', (row, figure, text) => {
  expect(figureText(row, figure, 'zh')).toBe(text)
})
