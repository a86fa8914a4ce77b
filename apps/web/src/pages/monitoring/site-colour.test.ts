import { expect, test } from 'vitest'
import { colourOf, inkOn, lookOfClass } from './site-colour.ts'

test.each([
  ['air-station', 1, '#00E400'],
  ['air-station', 6, '#7E0023'],
  ['air-station', undefined, '#bfbfbf'],
  ['water-section', 6, '#e60000'],
  ['source-outlet', 1, '#bfbfbf'],
] as const)('%s of grade %s is %s', (kind, grade, colour) => {
  expect(colourOf(kind, grade)).toBe(colour)
})

test('a water class has the grade of its rank; none has no look', () => {
  expect(lookOfClass('Ⅲ')?.grade).toBe(3)
  expect(lookOfClass('劣Ⅴ')?.grade).toBe(6)
  expect(lookOfClass(null)).toBeUndefined()
})

test.each([
  ['#FFFF00', '#000000'],
  ['#7E0023', '#ffffff'],
  ['#00E400', '#000000'],
])('on %s the ink is %s', (ground, ink) => {
  expect(inkOn(ground)).toBe(ink)
})
