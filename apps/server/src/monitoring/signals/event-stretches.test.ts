import { expect, test } from 'vitest'
import { stretchesOf } from './event-stretches.ts'

const begins = (at: number) => ({ at, raises: true, ends: false, detail: { at } })
const ends = (at: number) => ({ at, raises: false, ends: true, detail: { at } })
/** It was over when it was told. */
const once = (at: number) => ({ at, raises: true, ends: true, detail: { at } })
const says = (at: number) => ({ at, raises: false, ends: false, detail: { at } })

const spans = (events: Parameters<typeof stretchesOf>[0], now: number | null = null) =>
  stretchesOf(events, 100, now).map(({ beganAt, endedAt }) => [beganAt, endedAt])

test.each([
  ['from its beginning to its end', [begins(10), ends(30)], [[10, 30]]],
  ['told again and again it is one', [begins(10), begins(20), begins(30), ends(40)], [[10, 40]]],
  ['the end is not told yet', [begins(10)], [[10, null]]],
  ['an end alone is none', [ends(10)], []],
  [
    'two of them',
    [begins(10), ends(20), begins(30)],
    [
      [10, 20],
      [30, null],
    ],
  ],
  [
    'records that were over are each one',
    [once(10), once(20)],
    [
      [10, 10],
      [20, 20],
    ],
  ],
  ['a record within it ends nothing', [begins(10), once(20), ends(30)], [[10, 30]]],
  ['a record of the instant at which it began is the same', [once(10), begins(10), ends(30)], [[10, 30]]],
  ['of one instant the end stands last', [ends(10), begins(10)], [[10, 10]]],
  ['so long after what was told last it still goes on', [begins(10), begins(110)], [[10, null]]],
  [
    'later it was another, and the first ended with its last word',
    [begins(10), begins(111)],
    [
      [10, 10],
      [111, null],
    ],
  ],
  ['a lost end is not made good by a later one', [begins(10), begins(40), ends(141)], [[10, 40]]],
  ['what neither raises nor ends changes nothing', [begins(10), says(50), ends(60)], [[10, 60]]],
])('%s', (_, events, expected) => {
  expect(spans(events)).toEqual(expected)
})

test('by the clock it ends when nothing more is told for longer than so long', () => {
  expect(spans([begins(10), begins(50)], 150)).toEqual([[10, null]])
  expect(spans([begins(10), begins(50)], 151)).toEqual([[10, 50]])
})
