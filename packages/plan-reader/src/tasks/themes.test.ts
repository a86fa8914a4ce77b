import { expect, test } from 'vitest'
import { tasksOf } from '../testing/read-clause.ts'
import { themeOf } from './themes.ts'

test.each([
  ['优良天数比率达到82%', 'air'],
  ['化学需氧量重点工程减排量达到500吨', 'water'],
  ['氨氮、总磷排放量持续下降', 'water'],
  ['COD减排300吨', 'water'],
  ['氮氧化物减排300吨', 'air'],
])('%s', (action, theme) => {
  expect(themeOf(action, [])).toBe(theme)
})

test('a part that names only a place has the theme of what it is a part of', () => {
  expect(tasksOf('新增污水处理能力36万吨/年,其中北岭县15万吨/年。').map((one) => one.theme)).toEqual([
    'water',
    'water',
  ])
})
