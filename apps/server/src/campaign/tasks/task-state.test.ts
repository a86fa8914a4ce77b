import { expect, test } from 'vitest'
import { taskState } from './task-state.ts'

const april = { year: 2021, starts: null, deadline: '2021-04-30' }

test.each([
  ['2021-04-29', 0.9, 'at-risk', 1],
  ['2021-04-30', 0.9, 'at-risk', 0],
  ['2021-05-01', 0.9, 'late', -1],
  ['2021-05-01', 1, 'done', -1],
  ['2021-04-29', null, 'at-risk', 1],
  ['2021-05-01', null, 'late', -1],
  ['2021-01-20', null, 'not-started', 100],
  ['2021-03-01', 0.5, 'on-time', 60],
  ['2021-03-01', 0.2, 'at-risk', 60],
] as const)('at %s with %s done: %s, %d days left', (at, share, state, daysLeft) => {
  expect(taskState({ ...april, share }, at)).toEqual({ state, daysLeft })
})
