import { expect, test } from 'vitest'
import { Allowance } from './allowance.ts'

test('a burst passes at once, what is over it waits at the rate', () => {
  const allowance = new Allowance(20, 5, 0)
  allowance.take(5, 0)
  expect(allowance.waitMs(0)).toBe(0)
  allowance.take(10, 0)
  expect(allowance.waitMs(0)).toBe(500)
  expect(allowance.waitMs(400)).toBe(100)
  expect(allowance.waitMs(500)).toBe(0)
})

test('time waited is not given a second time', () => {
  const allowance = new Allowance(20, 5, 0)
  let now = 0
  for (let chunk = 0; chunk < 10; chunk++) {
    allowance.take(20, now)
    now += allowance.waitMs(now)
  }
  // 200 packets less the burst of 5, at 20 a second
  expect(now).toBe(9750)
})

test('a long silence saves up no more than the burst; a clock set back changes nothing', () => {
  const allowance = new Allowance(20, 5, 0)
  allowance.take(6, 3_600_000)
  expect(allowance.waitMs(3_600_000)).toBe(50)
  expect(allowance.waitMs(0)).toBe(50)
})
