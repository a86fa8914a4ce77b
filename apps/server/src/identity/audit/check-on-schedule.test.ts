import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../database/connect.ts'
import { accountRole, connectAs } from '../../database/service-roles.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { checkOnSchedule } from './check-on-schedule.ts'

let database: TestDatabase
let account: Connection
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  account = await connectAs(accountRole, database.url, { max: 4 })
  folder = await mkdtemp(join(tmpdir(), 'qinglan-check-'))
  await sql`insert into units (id, kind, name_zh, name_en) values ('u', 'other', 'u', 'u')`.execute(
    database.db,
  )
})
afterAll(async () => {
  await account?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

const file = () => join(folder, 'anchors.jsonl')
const checks = async () =>
  (await sql<{ fault_count: number }>`select fault_count from audit_checks order by id`.execute(database.db))
    .rows

test('the trail is checked when a day has passed, once for all processes; a fault is told and kept', async () => {
  let now = Date.parse('2026-03-01T00:00:00Z')
  const told: { line: string; isSound: boolean }[] = []
  const options = {
    hours: 24,
    anchorFile: file(),
    tell: (line: string, isSound: boolean) => void told.push({ line, isSound }),
    now: () => now,
    lookMs: 20,
  }
  const schedules = [checkOnSchedule(account.db, options), checkOnSchedule(account.db, options)]
  try {
    await expect.poll(checks, { timeout: 30_000 }).toEqual([{ fault_count: 0 }])
    await expect.poll(() => told, { timeout: 30_000 }).toMatchObject([{ isSound: true }])
    expect((await readFile(file(), 'utf8')).trim().split('\n')).toHaveLength(1)

    await database.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = 'replica'`.execute(trx)
      await sql`update audit_entries set actor = 'someone else'`.execute(trx)
    })
    now += 24 * 3_600_000 + 1
    await expect.poll(checks, { timeout: 30_000 }).toEqual([{ fault_count: 0 }, { fault_count: 1 }])
    await expect.poll(() => told.length, { timeout: 30_000 }).toBe(2)
    expect(told[1]).toMatchObject({ isSound: false, line: expect.stringContaining('an entry was altered') })
  } finally {
    for (const schedule of schedules) await schedule.stop()
  }
})

test('what cannot be checked is told too', async () => {
  const told: string[] = []
  const schedule = checkOnSchedule(account.db, {
    hours: 1,
    anchorFile: folder, // a folder is no file
    tell: (line) => void told.push(line),
    now: () => Date.parse('2027-01-01T00:00:00Z'),
  })
  await schedule.stop()
  expect(told).toEqual([expect.stringMatching(/audit check failed/)])
})
