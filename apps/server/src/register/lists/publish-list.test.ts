import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../tables.ts'
import { listDifference, listOn, publishList } from './publish-list.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const firm = async (key: string) =>
  (
    await database.db
      .insertInto('entities')
      .values({
        kind: 'firm',
        key,
        name: `${key} 厂`,
        facts: JSON.stringify({ tonnes: 3, phone: '1' }),
        entered_on: '2020-01-01',
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

test('a second batch adds and removes; earlier days keep their list', async () => {
  const [a, b, c] = [await firm('A'), await firm('B'), await firm('C')]
  const base = { list: 'voc-key', title: 'VOCs', publicFacts: ['tonnes'], reason: '' }
  const first = await publishList(
    database.db,
    { ...base, publishedOn: '2020-06-01', entityIds: [a, b, b] },
    'test',
  )
  const second = await publishList(
    database.db,
    { ...base, publishedOn: '2021-06-01', entityIds: [b, c], reason: '停产' },
    'test',
  )
  expect([first.batch, second.batch]).toEqual([1, 2])
  expect((await listOn(database.db, 'voc-key', '2021-05-31')).map((e) => e.key)).toEqual(['A', 'B'])
  expect((await listOn(database.db, 'voc-key', '2021-06-01')).map((e) => e.key)).toEqual(['B', 'C'])
  expect(await listDifference(database.db, 'voc-key', '2020-12-31', '2021-12-31')).toEqual({
    entered: ['C'],
    left: ['A'],
  })
  const batch = await database.db
    .selectFrom('list_batches')
    .select('snapshot')
    .where('batch', '=', 1)
    .executeTakeFirstOrThrow()
  expect(batch.snapshot).toEqual([
    { key: 'A', name: 'A 厂', tonnes: 3 },
    { key: 'B', name: 'B 厂', tonnes: 3 },
  ])
  await expect(
    publishList(database.db, { ...base, publishedOn: '2021-01-01', entityIds: [a] }, 'test'),
  ).rejects.toThrow(/不能更早/)
})
