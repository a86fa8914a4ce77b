import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { backup, restore } from './backup.ts'

let from: TestDatabase
let to: TestDatabase
let folder: string
beforeAll(async () => {
  from = await testDatabase()
  to = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'qinglan-backup-'))
  await sql`insert into regions (id, kind, name_zh, name_en) values ('990100', 'city', '甲市', 'City A')`.execute(
    from.db,
  )
  await sql`insert into sites (code, kind, name_zh, name_en) values ('A1', 'air-station', '一号站', 'Station 1')`.execute(
    from.db,
  )
  await sql`insert into layouts (key, channels) values ('k', '[]')`.execute(from.db)
  await sql`create table observations_y2041 partition of observations
    for values from ('2041-01-01') to ('2042-01-01')`.execute(from.db)
  await sql`insert into observations (site_id, resolution, at, layout_id, values, flags)
    values (1, 'h', '2041-03-01T00:00:00Z', 1, '{1.5,null}', '.D')`.execute(from.db)
})
afterAll(async () => {
  await from.close()
  await to.close()
  await rm(folder, { recursive: true, force: true })
})

const tables = async (database: TestDatabase) =>
  (
    await sql`select site_id, at, values, flags, tableoid::regclass::text as partition from observations`.execute(
      database.db,
    )
  ).rows

test('what is backed up comes back, partitions and counters included', async () => {
  await backup(from.url, join(folder, 'one'), () => undefined)
  await sql`insert into regions (id, kind, name_zh, name_en) values ('990200', 'city', '乙市', 'City B')`.execute(
    to.db,
  )
  await restore(to.url, join(folder, 'one'), () => undefined)
  expect(await tables(to)).toEqual(await tables(from))
  expect((await tables(to))[0]).toMatchObject({ partition: 'observations_y2041' })
  expect((await sql`select id from regions`.execute(to.db)).rows).toEqual([{ id: '990100' }])
  const next =
    await sql`insert into sites (code, kind, name_zh, name_en) values ('A2', 'air-station', '二', '2') returning id`.execute(
      to.db,
    )
  expect(next.rows).toEqual([{ id: 2 }])
})

test('a damaged file changes nothing', async () => {
  await backup(from.url, join(folder, 'two'), () => undefined)
  const path = join(folder, 'two', 'regions.copy.gz')
  const text = gunzipSync(await readFile(path))
    .toString()
    .replace('甲市', '丙市')
  await writeFile(path, gzipSync(text))
  const before = (await sql`select * from regions`.execute(to.db)).rows
  await expect(restore(to.url, join(folder, 'two'), () => undefined)).rejects.toThrow(/regions\.copy\.gz/)
  expect((await sql`select * from regions`.execute(to.db)).rows).toEqual(before)
})

test('a folder that is no backup is refused by name', async () => {
  await expect(restore(to.url, join(folder, 'none'), () => undefined)).rejects.toThrow(/none\/manifest\.json/)
})
