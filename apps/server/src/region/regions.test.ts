import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import './tables.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a region names its parent', async () => {
  const base = { kind: 'city', name_zh: '甲市', name_en: 'City A', geometry: null, sort: 0 } as const
  await database.db
    .insertInto('regions')
    .values({ ...base, id: '990100', parent_id: null })
    .execute()
  const orphan = database.db
    .insertInto('regions')
    .values({ ...base, id: '990101', parent_id: '999999' })
    .execute()
  await expect(orphan).rejects.toThrow(/regions_parent_id_fkey/)
})
