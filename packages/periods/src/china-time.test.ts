import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  civilDateOf,
  dayOfYear,
  dayStart,
  daysBetween,
  daysInYear,
  formatChinaTime,
  lastDayOfMonth,
  parseChinaTime,
} from './index.ts'

describe('civil days are those of UTC+08:00, also where Asia/Shanghai had summer time', () => {
  test.each([
    ['2021-03-05', '2021-03-04T16:00:00Z'],
    ['1990-06-15', '1990-06-14T16:00:00Z'],
  ])('%s begins at %s', (date, instant) => {
    expect(new Date(dayStart(date)).toISOString()).toBe(instant.replace('Z', '.000Z'))
    expect(civilDateOf(dayStart(date))).toBe(date)
    expect(civilDateOf(dayStart(date) - 1)).toBe(addDays(date, -1))
  })
})

describe('times as files write them', () => {
  test.each([
    ['2021-03-05 07:00', '2021-03-04T23:00:00.000Z'],
    ['2021/3/5 7:00', '2021-03-04T23:00:00.000Z'],
    ['2021-03-05T07:00:00+08:00', '2021-03-04T23:00:00.000Z'],
    ['2021-03-05T07:00:00Z', '2021-03-05T07:00:00.000Z'],
    ['2021-03-05', '2021-03-04T16:00:00.000Z'],
    ['2021-03', '2021-02-28T16:00:00.000Z'],
    ['2021年3月5日 7时', '2021-03-04T23:00:00.000Z'],
    ['2021-03-05 24:00', '2021-03-05T16:00:00.000Z'],
    ['2020-02-29 00:00', '2020-02-28T16:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(new Date(parseChinaTime(text)!).toISOString()).toBe(expected)
  })
  test.each(['', '2021', '2021-13-01', '2021-02-29', '2021-03-05 25:00', '2021-03-05 07:61', 'yesterday'])(
    '%j is no time',
    (text) => {
      expect(parseChinaTime(text)).toBeNull()
    },
  )
  test('what is formatted reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2e9, max: 4e9 }), (seconds) => {
        expect(parseChinaTime(formatChinaTime(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })
})

test('days are counted on the calendar', () => {
  expect(daysBetween('2021-04-29', '2021-04-30')).toBe(1)
  expect(dayOfYear('2020-12-31')).toBe(366)
  expect(daysInYear(2021)).toBe(365)
  expect(lastDayOfMonth(2021, 2)).toBe('2021-02-28')
})
