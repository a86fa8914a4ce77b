import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { asPrincipal, type Principal } from './principal.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await sql`insert into units (id, kind, name_zh, name_en) values ('a', 'other', '0', 'a'), ('b', 'other', '0', 'b')`.execute(
    database.db,
  )
})
afterAll(() => database?.close())

const nobody: Principal = {
  kind: 'visitor',
  id: null,
  personId: null,
  login: 'visitor',
  unitId: null,
  regionId: null,
  roles: [],
  rights: [],
  duty: null,
}

test('of two that wait for each other both are done in the end, each once', async () => {
  let met = 0
  let bothHaveOne: () => void = () => undefined
  const meeting = new Promise<void>((resolve) => {
    bothHaveOne = resolve
  })
  let tries = 0
  const raise = (first: string, second: string) =>
    asPrincipal(database.db, nobody, { address: '-', requestId: '-' }, async (trx) => {
      tries += 1
      const add = (id: string) =>
        sql`update units set name_zh = (name_zh::int + 1)::text where id = ${id}`.execute(trx)
      await add(first)
      met += 1
      if (met === 2) bothHaveOne()
      await meeting
      await add(second)
    })
  await Promise.all([raise('a', 'b'), raise('b', 'a')])
  expect(tries).toBe(3)
  const { rows } = await sql`select name_zh from units where id in ('a', 'b')`.execute(database.db)
  expect(rows).toEqual([{ name_zh: '2' }, { name_zh: '2' }])
})
