import { expect, test } from 'vitest'
import { axisEnds } from './progress-option.ts'

test.each([
  [[4.5, 112, 33], { min: 0, max: 150 }],
  [[29.2, 33, 31], { min: 29, max: 33 }],
  [[87.3, 85.4, 88.1], { min: 85, max: 89 }],
  [[-3, 5], { min: -4, max: 6 }],
  [[33], { min: 30, max: 40 }],
  [[0, 0], { min: 0, max: 0.2 }],
  [[], { min: 0, max: 1 }],
])('the axis of %j runs over %j', (figures, ends) => {
  expect(axisEnds(figures)).toEqual(ends)
})
