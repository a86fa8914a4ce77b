import { readPlan } from '@qinglan/plan-reader'
import { expect, test } from 'vitest'
import { difference } from './difference.ts'
import { itemsOfReading } from './items.ts'

const itemsOf = (...sentences: string[]) =>
  itemsOfReading(readPlan(`某市2021年工作计划\n\n一、重点任务\n\n${sentences.join('')}\n`), [])

const pm = 'PM2.5平均浓度不超过31微克/立方米。'
const trees = '完成造林3100亩。'

test('the same plan changes nothing', () => {
  const before = itemsOf(pm, trees)
  const { same, ...rest } = difference(before, itemsOf(pm, trees))
  expect(rest).toEqual({ added: [], removed: [], changed: [] })
  expect(same).toHaveLength(before.length)
})

test('a new number is a change of the same promise, wherever it stands', () => {
  const { changed, added, removed } = difference(
    itemsOf(pm, trees),
    itemsOf(trees, 'PM2.5平均浓度不超过30微克/立方米。'),
  )
  expect([added, removed]).toEqual([[], []])
  const target = changed.find(({ after }) => after.kind === 'target')
  expect(target).toMatchObject({ before: { value: 31 }, after: { value: 30 } })
  expect(target?.fields).toEqual(expect.arrayContaining(['value', 'quote']))
})

test('what has no counterpart is new or gone', () => {
  const { added, removed } = difference(itemsOf(pm, trees), itemsOf(pm, '建成污水管网120公里。'))
  expect(removed.map((i) => i.value)).toContain(3100)
  expect(added.map((i) => i.value)).toContain(120)
})

test('promises of one clause are told apart by their subject', () => {
  const clause = (a: number, b: number) => `化学需氧量、氨氮排放量分别削减${a}吨、${b}吨。`
  const { changed } = difference(itemsOf(clause(500, 60)), itemsOf(clause(500, 70)))
  for (const { before, after } of changed.filter(({ after }) => after.kind === 'target'))
    expect(after.subject).toBe(before.subject)
})
