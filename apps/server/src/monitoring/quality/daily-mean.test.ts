import type { Reading } from '@qinglan/contract'
import { describe, expect, test } from 'vitest'
import { dailyMean, isValidDay } from './daily-mean.ts'

const stopped: Reading = { missing: 'stopped' }
const fault: Reading = { missing: 'device' }
const day = (valid: number, rest: Reading | undefined, value = 30): (Reading | undefined)[] =>
  Array.from({ length: 24 }, (_, hour) => (hour < valid ? value : rest))

describe('how many hours make a day', () => {
  test.each([
    ['a21002', 20, fault, true],
    ['a21002', 19, fault, false],
    ['w01018', 18, undefined, true],
    ['w01018', 17, undefined, false],
    ['w01018', 9, stopped, true],
    ['w01018', 0, fault, false],
    ['w01018', 0, stopped, undefined],
  ])('%s: %d valid, the rest %o: %s', (factor, valid, rest, expected) => {
    expect(isValidDay(factor, day(valid, rest))).toBe(expected)
  })
})

describe('the mean of a day', () => {
  test('of waste water counts by its flow; of pH it does not', () => {
    const hours = [...day(12, undefined, 20).slice(0, 12), ...day(12, undefined, 40).slice(0, 12)]
    const flows = hours.map((_, hour) => (hour < 12 ? 300 : 100))
    expect(dailyMean('w01018', hours, flows)).toBe(25)
    expect(dailyMean('w01001', hours, flows)).toBe(30)
    expect(dailyMean('w01018', hours, [])).toBe(30)
  })
  test('without enough hours there is none, and a gap is not zero', () => {
    expect(dailyMean('w01018', day(17, undefined), [])).toEqual({ missing: 'insufficient' })
    expect(dailyMean('w01018', day(18, undefined), [])).toBe(30)
    expect(dailyMean('a21002', day(20, fault), [])).toBe(30)
    expect(dailyMean('a21002', day(0, stopped), [])).toEqual({ missing: 'stopped' })
  })
  test('of a gas source that ran half the day is of those hours', () => {
    expect(dailyMean('a21002', day(12, stopped, 50), [])).toBe(50)
  })
})
