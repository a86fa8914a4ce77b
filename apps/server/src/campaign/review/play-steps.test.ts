import type { ReviewItem, ReviewStep } from '@qinglan/contract'
import { readPlan } from '@qinglan/plan-reader'
import { describe, expect, test } from 'vitest'
import { suggester } from '../plan/bindings.ts'
import { itemsOfReading } from './items.ts'
import { playSteps, progressOf, stepsThatHold } from './play-steps.ts'

const text = [
  '某市2021年工作计划',
  '',
  '一、总体目标',
  '',
  'PM2.5平均浓度不超过31微克/立方米，优良天数比率达到84.5%以上。',
  '',
  '二、重点任务',
  '',
  '6月底前完成120个工地整治。加强扬尘巡查，推进道路保洁。',
  '',
].join('\n')
const reading = readPlan(text)
const found = itemsOfReading(reading, [])
const suggest = suggester([{ indicator: 'air.o3-p90', all: ['臭氧'], comparators: ['<='] }])

const play = (...steps: ReviewStep[]): Record<string, ReviewItem> =>
  Object.fromEntries(
    playSteps(
      found,
      text,
      steps.map((step, i) => ({ number: i + 1, step })),
      suggest,
    ).map((item) => [item.id, item]),
  )

const target = found.find((i) => i.value === 84.5)!
const tasks = found.filter((i) => i.kind === 'task')

test('promises and tasks stand in the order of the text, each on its own words', () => {
  expect(found.map((i) => i.start)).toEqual(found.map((i) => i.start).toSorted((a, b) => a - b))
  for (const item of found) expect(text.slice(item.start, item.end)).toBe(item.quote)
  expect(new Set(found.map((i) => i.id)).size).toBe(found.length)
})

describe('a step', () => {
  test('accepts and rejects, with a reason', () => {
    const items = play(
      { do: 'accept', items: [target.id] },
      { do: 'reject', items: [tasks[0]!.id], reason: '重复' },
    )
    expect(items[target.id]).toMatchObject({ state: 'accepted' })
    expect(items[tasks[0]!.id]).toMatchObject({ state: 'rejected', reason: '重复' })
  })

  test('edits what it names only; accepting afterwards keeps the mark of the edit', () => {
    const items = play(
      { do: 'edit', item: target.id, fields: { value: 85, deadline: '2021-12-31' } },
      { do: 'accept', items: [target.id] },
    )
    expect(items[target.id]).toEqual({ ...target, value: 85, deadline: '2021-12-31', state: 'edited' })
  })

  test('edits the words, and another indicator is suggested; not where a person chose one', () => {
    const fields = { subject: '臭氧浓度', comparator: '<=' } as const
    const edit: ReviewStep = { do: 'edit', item: target.id, fields }
    const suggestion = { indicator: 'air.o3-p90', params: {} }
    expect(play(edit)[target.id]).toMatchObject({ suggestion, binding: null })
    expect(play(edit, { do: 'undo' })[target.id]?.suggestion).toBeNull()
    expect(play(edit, { do: 'edit', item: target.id, fields: { value: 1 } })[target.id]).toMatchObject({
      suggestion,
    })
    expect(
      play(edit, { do: 'edit', item: target.id, fields: { comparator: '>=' } })[target.id],
    ).toMatchObject({ suggestion: null })
    const binding = { indicator: 'air.good-day-ratio', params: {} }
    expect(play({ do: 'bind', item: target.id, binding }, edit)[target.id]).toMatchObject({
      binding,
      suggestion: null,
    })
  })

  test('splits at a place; the number stays with the half that says it', () => {
    const at = target.start + target.quote.indexOf('达到')
    const items = play({ do: 'split', item: target.id, at })
    expect(items[target.id]).toMatchObject({ state: 'split' })
    const [first, second] = [items[`${target.id}.1`], items[`${target.id}.2`]]
    expect(first).toMatchObject({ state: 'proposed', value: null, from: [target.id] })
    expect(second).toMatchObject({ state: 'proposed', value: 84.5, end: target.end })
    expect(`${first?.quote}${second?.quote}`).toBe(target.quote)
  })

  test('merges two of a kind over the words from the first to the last', () => {
    const [a, b] = [tasks.at(-2)!, tasks.at(-1)!]
    const items = play({ do: 'merge', items: [b.id, a.id] })
    expect(items[`${a.id}+`]).toMatchObject({ start: a.start, end: b.end, from: [a.id, b.id] })
    expect(items[`${a.id}+`]?.quote).toBe(text.slice(a.start, b.end))
    expect(items[a.id]).toMatchObject({ state: 'merged' })
  })

  test('binds and assigns without settling the item', () => {
    const binding = { indicator: 'air.good-day-ratio', params: {} }
    const items = play(
      { do: 'bind', item: target.id, binding },
      { do: 'assign', item: target.id, lead: ['市局'], responsible: ['甲县'] },
    )
    expect(items[target.id]).toMatchObject({
      state: 'proposed',
      binding,
      lead: ['市局'],
      responsible: ['甲县'],
    })
  })

  test.each<[string, ReviewStep, RegExp]>([
    ['an unknown item', { do: 'accept', items: ['T999'] }, /没有条目“T999”/],
    ['a place at its very beginning', { do: 'split', item: target.id, at: target.start }, /不在条目/],
    ['a place behind it', { do: 'split', item: target.id, at: target.end }, /不在条目/],
    ['a promise with a task', { do: 'merge', items: [target.id, tasks[0]!.id] }, /不能合并/],
    ['one item with itself', { do: 'merge', items: [target.id, target.id] }, /至少需要两个/],
    ['a number for a task', { do: 'edit', item: tasks[0]!.id, fields: { value: 3 } }, /没有指标值/],
    ['a backward range', { do: 'edit', item: target.id, fields: { valueHigh: 1 } }, /上限低于下限/],
    ['an indicator for a task', { do: 'bind', item: tasks[0]!.id, binding: null }, /不能绑定/],
  ])('is refused for %s', (_what, step, message) => {
    expect(() => play(step)).toThrow(message)
  })

  test('is refused for an item that was split', () => {
    const at = target.start + 2
    expect(() => play({ do: 'split', item: target.id, at }, { do: 'accept', items: [target.id] })).toThrow(
      /已被拆分或合并/,
    )
  })
})

describe('undo', () => {
  test('takes back the last step that holds, one after the other', () => {
    const accept: ReviewStep = { do: 'accept', items: [target.id] }
    const edit: ReviewStep = { do: 'edit', item: target.id, fields: { value: 1 } }
    expect(play(accept, edit, { do: 'undo' })[target.id]).toMatchObject({ state: 'accepted', value: 84.5 })
    expect(play(accept, edit, { do: 'undo' }, { do: 'undo' })[target.id]).toEqual(target)
  })

  test('every sequence of steps and as many undos gives back what was read', () => {
    const at = target.start + 3
    const steps: ReviewStep[] = [
      { do: 'accept', items: [tasks[0]!.id] },
      { do: 'split', item: target.id, at },
      { do: 'reject', items: [`${target.id}.1`] },
      { do: 'merge', items: [tasks.at(-2)!.id, tasks.at(-1)!.id] },
    ]
    for (let n = 0; n <= steps.length; n++) {
      const undos: ReviewStep[] = Array.from({ length: n }, () => ({ do: 'undo' }))
      const items = play(...steps.slice(0, n), ...undos)
      expect(Object.values(items)).toEqual(found)
    }
  })

  test('a step after an undo holds, the one taken back does not', () => {
    const steps: ReviewStep[] = [
      { do: 'accept', items: ['a'] },
      { do: 'undo' },
      { do: 'undo' },
      { do: 'reject', items: ['a'] },
    ]
    expect(stepsThatHold(steps.map((step, i) => ({ number: i + 1, step }))).map((s) => s.number)).toEqual([4])
  })
})

test('progress counts each open item once', () => {
  const at = target.start + 3
  const items = Object.values(
    play({ do: 'split', item: target.id, at }, { do: 'accept', items: [`${target.id}.2`] }),
  )
  expect(progressOf(items)).toEqual({
    total: found.length + 1,
    proposed: found.length,
    accepted: 1,
    edited: 0,
    rejected: 0,
  })
})
