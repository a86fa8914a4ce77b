import type { ReviewDifference, ReviewItem } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { chooseAll, countChoices, revisionOf, rowsOf, type Choices } from './revision-choices.ts'

const item = (id: string): ReviewItem => ({
  id,
  kind: 'target',
  state: 'accepted',
  from: [],
  start: 0,
  end: 1,
  quote: id,
  sectionPath: [],
  subject: id,
  comparator: '>=',
  value: 1,
  valueHigh: null,
  unit: null,
  baselineYear: null,
  deadline: null,
  modality: null,
  lead: [],
  responsible: [],
  delegatedTo: null,
  binding: null,
  suggestion: null,
  confidence: 1,
  doubts: [],
  reason: null,
})
const difference: ReviewDifference = {
  against: { id: 'campaign:x', title: 'x' },
  changed: [{ before: item('A01'), after: item('T001'), similarity: 1, fields: ['value'] }],
  added: [item('T002')],
  removed: [item('A02')],
  unchanged: 0,
  version: '1',
}
const rows = rowsOf(difference)
const none: Choices = new Map()

test('unasked, the revised plan counts and nothing is dropped', () => {
  expect(revisionOf(rows, none)).toEqual([
    { do: 'take', item: 'T001' },
    { do: 'take', item: 'T002' },
    { do: 'keep', code: 'A02' },
  ])
  expect(countChoices(rows, none)).toEqual({ take: 1, add: 1, keep: 1, drop: 0, nameless: 0 })
})

test('to keep all leaves new items out', () => {
  expect(revisionOf(rows, chooseAll(rows, 'keep'))).toEqual([
    { do: 'keep', code: 'A01' },
    { do: 'keep', code: 'A02' },
  ])
  expect(revisionOf(rows, chooseAll(rows, 'take'))).toEqual(revisionOf(rows, none))
})

test('what is dropped wants its reason', () => {
  const choices: Choices = new Map([
    ['changed A01', { do: 'drop', reason: ' ' }],
    ['removed A02', { do: 'drop', reason: ' 完成 ' }],
  ])
  expect(countChoices(rows, choices)).toMatchObject({ drop: 2, nameless: 1 })
  expect(revisionOf(rows, choices)).toContainEqual({ do: 'drop', code: 'A02', reason: '完成' })
})
