import type { Reading } from '@qinglan/contract'
import { describe, expect, test } from 'vitest'
import { noLimit } from '../signals/limits-in-force.ts'
import { hourQuality } from './hour-quality.ts'

const limit = { ...noLimit('w01018'), high: 50, rangeLow: 0, rangeHigh: 500 }
/** Varying numbers, so that nothing is constant. */
const varying = (count: number): number[] => Array.from({ length: count }, (_, i) => 30 + (i % 5))
const judge = (hours: readonly (Reading | undefined)[]) => hourQuality(hours, limit)

describe('transmission and valid rate of a month of 720 hours', () => {
  test('a gap series: 36 hours missing are 95 percent', () => {
    const hours = varying(720).map((v, i) => (i % 20 === 0 ? undefined : v))
    expect(judge(hours)).toMatchObject({
      expectedHours: 720,
      receivedHours: 684,
      missingHours: 36,
      transmissionRate: 0.95,
      validRate: 1,
      captureRate: 0.95,
      expectedDays: 30,
      validDays: 30,
    })
  })
  test('hours in which the source stood still are not expected', () => {
    const hours = varying(720).map((v, i): Reading => (i < 120 ? { missing: 'stopped' } : v))
    expect(judge(hours)).toMatchObject({
      expectedHours: 600,
      receivedHours: 600,
      stoppedHours: 120,
      transmissionRate: 1,
      expectedDays: 25,
      validDays: 25,
    })
  })
  test('a fault, a calibration, a value outside the range came, but do not count', () => {
    const hours: Reading[] = [...varying(6), { missing: 'device' }, { missing: 'calibration' }, 501, -1]
    expect(judge(hours)).toMatchObject({
      receivedHours: 10,
      validHours: 6,
      outOfRangeHours: 2,
      validRate: 0.6,
      transmissionRate: 1,
      captureRate: 0.6,
    })
  })
  test('nothing expected, nothing received: no rate, never zero of zero', () => {
    expect(judge([{ missing: 'stopped' }])).toMatchObject({ transmissionRate: null, validRate: null })
    expect(judge([undefined])).toMatchObject({ transmissionRate: 0, validRate: null })
  })
})

test.each([
  ['the limit itself keeps it', 50, 0],
  ['above it does not', 50.01, 1],
])('%s', (_name, value, exceeded) => {
  expect(judge([value])).toMatchObject({ exceededHours: exceeded })
})

test.each([
  [5, 0],
  [6, 6],
  [9, 9],
])('%d equal hours: %d constant', (count, constant) => {
  expect(judge([10, ...Array.from({ length: count }, () => 30), undefined, 30])).toMatchObject({
    constantHours: constant,
  })
})

test('a jump is told against the six hours before it', () => {
  expect(judge([...varying(6), 200, ...varying(6)])).toMatchObject({ jumps: 1 })
  expect(judge([...varying(5), 200])).toMatchObject({ jumps: 0 })
})
