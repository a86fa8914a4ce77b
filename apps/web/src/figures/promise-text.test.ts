import { expect, test } from 'vitest'
import { promiseText } from './promise-text.ts'

const plain = { valueHigh: null, unit: null, decimals: 0 }

test.each([
  [{ ...plain, comparator: '>=', value: 87.3, unit: '%', decimals: 1 }, '≥ 87.3%'],
  [{ ...plain, comparator: '<=', value: 33, unit: '微克/立方米' }, '≤ 33 微克/立方米'],
  [{ ...plain, comparator: 'decrease_by>=', value: 10, unit: '%' }, '↓ ≥ 10%'],
  [{ ...plain, comparator: 'range', value: 1, valueHigh: 2, unit: '个' }, '1 ~ 2 个'],
  [{ ...plain, comparator: '>=', value: null }, ''],
] as const)('%j → %s', (promised, text) => {
  expect(promiseText(promised, 'zh')).toBe(text)
})
