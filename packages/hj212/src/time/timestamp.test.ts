import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTimestamp, writeQn, writeTimestamp } from './timestamp.ts'

it('reads Beijing time, with or without milliseconds', () => {
  expect(readTimestamp('20160801085857223')).toBe(Date.parse('2016-08-01T08:58:57.223+08:00'))
  expect(readTimestamp('20240229000000')).toBe(Date.parse('2024-02-28T16:00:00Z'))
})

it.each([
  '',
  '2016080108585',
  '20230229000000',
  '20161301000000',
  '20160801240000',
  '2016080108585x',
  '20160800000000',
])('refuses %j', (text) => {
  expect(readTimestamp(text)).toBeNull()
})

it('writes what it reads, for every millisecond from 1900 to 2200', () => {
  const years = { min: Date.parse('1900-01-01T00:00Z'), max: Date.parse('2200-01-01T00:00Z') }
  fc.assert(
    fc.property(fc.integer(years), (instant) => {
      expect(readTimestamp(writeQn(instant))).toBe(instant)
      const beijing = new Date(instant + 8 * 3_600_000).toISOString().replaceAll(/\D/g, '')
      expect(writeQn(instant)).toBe(beijing)
      expect(writeTimestamp(instant)).toBe(beijing.slice(0, 14))
    }),
  )
})
