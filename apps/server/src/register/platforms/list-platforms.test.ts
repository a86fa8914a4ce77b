import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { listPlatforms, savePlatform } from './list-platforms.ts'
import { platformNamed } from './platform-mapping.ts'
import { takeRecords } from './take-records.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const mapping = (platform: string, change = '') => `
platform: ${platform}
title: { zh: 甲园区, en: Park A }
format: json
firm: { code: code, name: name }
outlet: { code: outlet }
time: { at: time, zone: CST, label: start }
resolution: hour
${change || 'values: [{ at: cod, factor: w01018 }]'}
`
const bring = (text: string) => savePlatform(database.db, text, 'engineer')

test('a mapping that is brought reads deliveries at once, and the list says what came last', async () => {
  const listed = await bring(mapping('park-a'))
  expect(listed.map(({ platform, savedBy }) => [platform, savedBy])).toEqual([
    ['park-json', null],
    ['park-table', null],
    ['park-a', 'engineer'],
  ])
  const records = [
    { code: 'F', name: '甲厂', outlet: '1', time: '2026-03-01 08:00', cod: 30 },
    { code: 'F', name: '甲厂', outlet: '1', time: '昨天', cod: 30 },
  ]
  await database.db.transaction().execute(async (trx) => {
    await takeRecords(trx, await platformNamed(trx, 'park-a'), records, { by: 'engineer', on: '2026-03-01' })
  })
  expect((await listPlatforms(database.db)).at(-1)).toMatchObject({
    platform: 'park-a',
    lastRecords: 2,
    lastProblems: 1,
    lastReceivedAt: expect.any(String),
  })
})

test('brought again it is replaced', async () => {
  await bring(mapping('park-b'))
  const replaced = await bring(mapping('park-b').replace('Park A', 'Park B'))
  expect(replaced.filter(({ platform }) => platform === 'park-b')).toMatchObject([
    { title: { en: 'Park B' } },
  ])
})

test.each([
  ['one of a pack', mapping('park-json'), /of a pack/],
  ['an unknown factor', mapping('park-c', 'values: [{ at: cod, factor: w99999 }]'), /w99999/],
  ['neither wide nor long', mapping('park-c', 'records: data'), /values or long/],
  ['an unknown key', mapping('park-c', 'formula: x'), /formula/],
  ['no YAML', 'a: [', /YAML/],
  ['another name', mapping('Park C'), /platform/],
])('%s is refused with the reason', async (_, text, reason) => {
  const error: unknown = await bring(text).catch((caught: unknown) => caught)
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).toMatch(reason)
  expect((await listPlatforms(database.db)).some(({ platform }) => platform === 'park-c')).toBe(false)
})
