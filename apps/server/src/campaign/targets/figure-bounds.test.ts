import { expect, test } from 'vitest'
import { demandFigure, figureBounds, type Measured } from './figure-bounds.ts'

const target: Measured = {
  subject_zh: '整治的入河排污口',
  comparator: '>=',
  unit: '个',
  unit_norm: 'count',
  value: 40,
  value_high: null,
}
const percent = { unit: '%', unit_norm: 'percent' }

test.each([
  ['a count is not negative', {}, [0, 1e12]],
  ['a concentration is not negative', { unit_norm: 'ug/m3' }, [0, 1e12]],
  ['a share lies within the whole', { ...percent, subject_zh: '优良天数比例' }, [0, 100]],
  ['a growth may fall below nothing', { ...percent, subject_zh: '单位工业增加值能耗下降' }, [-1000, 1000]],
  ['a growth by comparator', { ...percent, comparator: 'decrease_by>=' as const }, [-1000, 1000]],
  ['a promise above the whole widens the bounds', { ...percent, value: 105 }, [0, 105]],
  ['a temperature may be below zero', { unit_norm: 'degC' }, [-1e12, 1e12]],
  ['what has no unit may be anything in reason', { unit_norm: null }, [-1e12, 1e12]],
] as const)('%s', (_, change, [low, high]) => {
  expect(figureBounds({ ...target, ...change })).toEqual({ low, high })
})

test('a figure out of bounds is refused by its bounds', () => {
  expect(() => demandFigure(target, -4)).toThrow('数值 -4 应在 0 与 1,000,000,000,000个 之间')
  expect(() => demandFigure(target, 1e308)).toThrow('between 0 and 1,000,000,000,000')
  expect(() => demandFigure({ ...target, ...percent }, 100.1)).toThrow('between 0 and 100')
  expect(() => demandFigure(target, 0)).not.toThrow()
  expect(() => demandFigure(target, null)).not.toThrow()
})
