import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { applyRights, declaredRights } from './apply-rights.ts'
import { connectForRequests } from './request-role.ts'
import type { Connection } from './connect.ts'

let database: TestDatabase
let requests: Connection
beforeAll(async () => {
  database = await testDatabase()
  requests = await connectForRequests(database.url, { max: 2 })
})
afterAll(async () => {
  await requests?.close()
  await database.close()
})

test('every table of the database is declared in exactly one room', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not like 'kysely%' order by relname collate "C"`.execute(database.db)
  const declared = (await declaredRights()).map((rights) => rights.table).sort()
  expect(declared).toEqual(rows.map((row) => row.name))
})

test('every table has row-level security, partitions have no grant of their own', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and ((not relispartition and not relrowsecurity) or (relispartition and has_table_privilege('qinglan_app', oid, 'select')))`.execute(
    database.db,
  )
  expect(rows).toEqual([])
})

test('the account of requests owns nothing, cannot become another and cannot change the audit trail', async () => {
  const owner = await sql<{ name: string }>`select quote_ident(current_user) as name`.execute(database.db)
  const attempts = [
    `set role ${owner.rows[0]?.name}`,
    'create table mine (a int)',
    'alter table sites disable row level security',
    'drop policy qinglan_select on sites',
    'delete from audit_entries',
    "update audit_entries set actor = 'x'",
    'truncate audit_links',
    'select * from credentials',
    'select * from sessions',
    'select * from kysely_migration',
    "set session_replication_role = 'replica'",
  ]
  for (const attempt of attempts) {
    await expect(requests.pool.query(attempt), attempt).rejects.toThrow(/permission denied|must be owner/)
  }
})

test('without a principal nothing but public reference data is seen', async () => {
  await sql`insert into regions (id, kind, name_zh, name_en) values ('990000', 'city', '甲市', 'A')`.execute(
    database.db,
  )
  await sql`insert into sites (code, kind, name_zh, name_en, region_id) values ('s', 'air-station', 's', 's', '990000')`.execute(
    database.db,
  )
  expect((await requests.pool.query('select 1 from regions')).rowCount).toBe(1)
  expect((await requests.pool.query('select 1 from sites')).rowCount).toBe(0)
})

test('rights are applied once and again only when they changed', async () => {
  expect(await applyRights(database.db)).toBe(false)
  await sql`create table newcomer (a int)`.execute(database.db)
  expect(await applyRights(database.db)).toBe(true)
  await expect(requests.pool.query('select * from newcomer')).rejects.toThrow(/permission denied/)
})
