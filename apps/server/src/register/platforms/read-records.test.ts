import { describe, expect, test } from 'vitest'
import { bundledPlatforms, type PlatformMapping } from './platform-mapping.ts'
import { readRecords } from './read-records.ts'

const mapping = async (change: Partial<PlatformMapping> = {}): Promise<PlatformMapping> => ({
  ...((await bundledPlatforms()).find(({ platform }) => platform === 'park-json') ??
    expect.fail('no mapping')),
  ...change,
})
const document = (record: Record<string, unknown>) => ({
  data: {
    list: [
      {
        enterprise: { creditCode: 'F', name: '甲' },
        outletNo: 'DW1',
        monitorTime: '2026-03-01 08:00',
        ...record,
      },
    ],
  },
})
const read = async (record: Record<string, unknown>, change: Partial<PlatformMapping> = {}) =>
  readRecords(await mapping(change), document(record))

describe('the time of a record', () => {
  const at = { at: 'monitorTime', zone: 'CST', label: 'start' } as const
  test.each([
    ['2026-03-01 08:00', at, '2026-03-01T01:00:00.000Z'],
    ['2026-03-01 09:00', { ...at, label: 'end' }, '2026-03-01T01:00:00.000Z'],
    ['2026-03-01T00:00:00Z', { ...at, zone: 'UTC' }, '2026-03-01T01:00:00.000Z'],
    ['1772323200000', { ...at, zone: 'epoch-ms' }, '2026-03-01T01:00:00.000Z'],
    ['2026/03/01 08', at, '2026-03-01T01:00:00.000Z'],
  ] as const)('%s', async (monitorTime, time, expected) => {
    const { values } = await read({ monitorTime, cod: 30 }, { time })
    expect(new Date(values[0]?.epochMs ?? Number.NaN).toISOString()).toBe(expected)
  })
  test.each(['', '昨天', '2026-13-01 08:00', '2026'])('%j is none', async (monitorTime) => {
    expect(await read({ monitorTime, cod: 30 })).toMatchObject({
      values: [],
      problems: [{ what: 'no-time' }],
    })
  })
})

test.each([
  [
    { cod: 30, state: '0' },
    { value: 30, flag: '.' },
  ],
  [
    { cod: '30.5', state: 0 },
    { value: 30.5, flag: '.' },
  ],
  [
    { cod: 0, state: '1' },
    { value: 0, flag: 'D' },
  ],
  [
    { cod: '--', state: '0' },
    { value: null, flag: '-' },
  ],
  [
    { cod: '-', state: '2' },
    { value: null, flag: 'C' },
  ],
])('%j', async (record, expected) => {
  const { values } = await read(record, { values: [{ at: 'cod', factor: 'w01018' }] })
  expect(values).toMatchObject([expected])
})

test('a mark that is not known rejects the value and is told; a text is no number', async () => {
  const one = { values: [{ at: 'cod', factor: 'w01018' }] }
  expect(await read({ cod: 30, state: '9' }, one)).toMatchObject({
    values: [{ value: 30, flag: 'X' }],
    problems: [{ record: 1, what: 'unknown-flag', value: '9' }],
  })
  expect(await read({ cod: '超标', state: '0' }, one)).toMatchObject({
    values: [],
    problems: [{ what: 'no-number', value: 'cod 超标' }],
  })
})

test('a document without its list is refused', async () => {
  const other = await mapping({ records: 'data.rows' })
  expect(() => readRecords(other, { data: {} })).toThrow(/data\.rows/)
})
