import { unitText } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { promiseText } from './promise-text.ts'

const plain = { valueHigh: null, unitText: unitText(null, null), decimals: 0 }

test.each([
  [{ ...plain, comparator: '>=', value: 87.3, unitText: unitText('%', null), decimals: 1 }, '≥ 87.3%'],
  [{ ...plain, comparator: '<=', value: 33, unitText: unitText('微克/立方米', null) }, '≤ 33 微克/立方米'],
  [{ ...plain, comparator: 'decrease_by>=', value: 10, unitText: unitText('%', null) }, '↓ ≥ 10%'],
  [{ ...plain, comparator: 'range', value: 1, valueHigh: 2, unitText: unitText('个', null) }, '1 ~ 2 个'],
  [{ ...plain, comparator: '>=', value: null }, ''],
] as const)('%j → %s', (promised, text) => {
  expect(promiseText(promised, 'zh')).toBe(text)
})
