import { expect, test } from 'vitest'
import { readDegrees } from './coordinate.ts'

test.each([
  ['120.9083', 120.9083],
  ['-33.5', -33.5],
  ['120°54′30″', 120 + 54 / 60 + 30 / 3600],
  ['120°54\'30"E', 120 + 54 / 60 + 30 / 3600],
  ['东经120度54分30秒', 120 + 54 / 60 + 30 / 3600],
  ['南纬33度', -33],
  ['120度54.5分', 120 + 54.5 / 60],
  ['E120°54′', 120.9],
  ['33°30′S', -33.5],
  ['120°', 120],
  ['120°75′', null],
  ['120.54.30', null],
  ['120 54 30', null],
  ['12O.5', null],
  ['', null],
])('%s', (cell, degrees) => {
  const read = readDegrees(cell)
  if (degrees === null) expect(read).toBeNull()
  else expect(read).toBeCloseTo(degrees, 9)
})
