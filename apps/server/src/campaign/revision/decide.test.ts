import { readPlan } from '@qinglan/plan-reader'
import { expect, test } from 'vitest'
import { difference } from '../review/difference.ts'
import { itemsOfReading } from '../review/items.ts'
import { decide } from './decide.ts'
import { freeCodes } from './free-codes.ts'

const targetsOf = (...sentences: string[]) =>
  itemsOfReading(readPlan(`某市2021年工作计划\n\n一、重点任务\n\n${sentences.join('')}\n`), []).filter(
    ({ kind }) => kind === 'target',
  )
const pm = (value: number) => `PM2.5平均浓度不超过${value}微克/立方米。`
const found = difference(targetsOf(pm(31), '完成造林3100亩。'), targetsOf(pm(30), '建成污水管网120公里。'))
const [changed] = found.changed
const [added] = found.added
const [removed] = found.removed

test('the plans of this test differ in one promise, one is new, one is gone', () => {
  expect([found.changed.length, found.added.length, found.removed.length]).toEqual([1, 1, 1])
})

test('each choice falls on its difference; what is not chosen is kept, what is new stays out', () => {
  const all = decide(found, [
    { do: 'take', item: changed!.after.id },
    { do: 'take', item: added!.id },
    { do: 'drop', code: removed!.id, reason: ' 不再列入 ' },
  ])
  expect(all).toEqual({
    take: [changed],
    add: [added],
    drop: [{ before: removed, reason: '不再列入' }],
    keep: [],
  })
  const some = decide(found, [
    { do: 'take', item: added!.id },
    { do: 'keep', code: changed!.before.id, reason: '待省核定' },
  ])
  expect(some.keep).toEqual([
    { before: changed!.before, changed, reason: '待省核定' },
    { before: removed, changed: null, reason: null },
  ])
})

test.each([
  ['what does not differ', [{ do: 'take', item: 'T999' }], /不在差异之中/],
  ['a code that goes on unchanged', [{ do: 'drop', code: 'T999', reason: 'x' }], /不在差异之中/],
  [
    'the same twice',
    [
      { do: 'take', item: changed!.after.id },
      { do: 'drop', code: changed!.before.id, reason: 'x' },
    ],
    /两种处理/,
  ],
  ['a drop with a blank reason', [{ do: 'drop', code: removed!.id, reason: '  ' }], /须写明理由/],
  ['nothing to change', [{ do: 'keep', code: removed!.id }], /没有要更新/],
] as const)('%s is refused', (_, choices, message) => {
  expect(() => decide(found, choices)).toThrow(message)
})

test('a new item keeps its code where that is free, else it has the next number', () => {
  const codes = freeCodes(
    ['T001', 'T007', 'A12', 'K002'],
    [
      { id: 'T001', kind: 'target' },
      { id: 'T003', kind: 'target' },
      { id: 'K002', kind: 'task' },
    ],
  )
  expect([...codes]).toEqual([
    ['T001', 'T013'],
    ['T003', 'T003'],
    ['K002', 'K014'],
  ])
})
