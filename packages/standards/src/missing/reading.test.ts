import { expect, it } from 'vitest'
import { isMeasured, isMissing, measuredValues, missingReasons, type Reading } from './reading.ts'

it('tells values from named absences, zero being a value', () => {
  const readings: Reading[] = [0, 'line', 3.5, 'calibration']
  expect(readings.map(isMeasured)).toEqual([true, false, true, false])
  expect(readings.map(isMissing)).toEqual([false, true, false, true])
  expect(measuredValues(readings)).toEqual([0, 3.5])
  expect(new Set(missingReasons).size).toBe(missingReasons.length)
})
