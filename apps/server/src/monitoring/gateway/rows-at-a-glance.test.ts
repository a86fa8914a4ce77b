import { readTimestamp } from '@qinglan/hj212'
import { expect, test } from 'vitest'
import type { PacketRow } from './packet-row.ts'
import { daysOf, earliestOf, rangeOf } from './rows-at-a-glance.ts'

const row = (siteId: number, resolution: PacketRow['resolution'], time: string): PacketRow => ({
  siteId,
  resolution,
  epochMs: readTimestamp(time) ?? Number.NaN,
  channels: [],
  layout: '',
  values: [],
  flags: null,
})

test.each([
  ['the hour that ends at midnight, to the day that ends', 'h', '20210306000000', '2021-03-05'],
  ['the first hour, to its day', 'h', '20210306010000', '2021-03-06'],
  ['the last hour of a year', 'h', '20210101000000', '2020-12-31'],
  ['a day is stored at its start', 'd', '20210306000000', '2021-03-06'],
  ['a sample at midnight, to the day that begins', 's', '20210306000000', '2021-03-06'],
  ['ten minutes stand at their start', 'i', '20210306000000', '2021-03-06'],
] as const)('the day of a row: %s', (_name, resolution, time, day) => {
  expect(daysOf([row(1, resolution, time)])).toEqual({ siteIds: [1], days: [day] })
})

test('each day of each site once, in one order; the earliest of each resolution; the range of all', () => {
  const rows = [
    row(2, 'h', '20210306100000'),
    row(1, 'h', '20210307100000'),
    row(1, 's', '20210306100000'),
    row(1, 'h', '20210306100000'),
    row(1, 'h', '20210306110000'),
  ]
  expect(daysOf(rows)).toEqual({ siteIds: [1, 1, 2], days: ['2021-03-06', '2021-03-07', '2021-03-06'] })
  const at = readTimestamp('20210306100000') ?? 0
  const { siteIds, resolutions, epochs } = earliestOf(rows)
  expect(siteIds.map((id, i) => `${id}${resolutions[i]}${epochs[i]}`).toSorted()).toEqual(
    [`1h${at}`, `1s${at}`, `2h${at}`].toSorted(),
  )
  expect(rangeOf(rows)).toEqual({ from: at, to: at + 86_400_000 })
})
