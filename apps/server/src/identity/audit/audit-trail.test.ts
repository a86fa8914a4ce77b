import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { exportAudit } from './export-audit.ts'
import { verifyAudit } from './verify-audit.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ max: 12 })
  await region('990000')
})
afterAll(() => database.close())

const region = (id: string) =>
  database.db
    .insertInto('regions')
    .values({ id, parent_id: null, kind: 'city', name_zh: '甲', name_en: 'A', geometry: null, sort: 0 })
    .execute()
const unit = (id: string) =>
  database.db
    .insertInto('units')
    .values({ id, region_id: '990000', kind: 'bureau', name_zh: '局', name_en: 'Bureau' })
    .execute()

/** Does something behind the trail's back, as one who owns the database could, and takes it back. */
async function tampered(statement: string): Promise<Awaited<ReturnType<typeof verifyAudit>>> {
  const undo = new Error('taken back')
  let verdict: Awaited<ReturnType<typeof verifyAudit>> | undefined
  const head = (await verifyAudit(database.db)).head
  await database.db
    .transaction()
    .execute(async (trx) => {
      await sql`set local session_replication_role = 'replica'`.execute(trx)
      await sql.raw(statement).execute(trx)
      verdict = await verifyAudit(trx, head ? [head] : [])
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return verdict!
}

test('a change is kept with who, what, before and after; an update only in the columns that changed', async () => {
  await database.db.transaction().execute(async (trx) => {
    await sql`select set_config('qinglan.login', 'zhang', true), set_config('qinglan.address', '10.1.2.3', true),
      set_config('qinglan.request', 'r-1', true)`.execute(trx)
    await trx
      .insertInto('units')
      .values({ id: 'u', region_id: '990000', kind: 'bureau', name_zh: '甲局', name_en: 'A' })
      .execute()
    await trx.updateTable('units').set({ name_zh: '乙局' }).where('id', '=', 'u').execute()
    await trx.updateTable('units').set({ name_zh: '乙局' }).where('id', '=', 'u').execute()
    await trx.deleteFrom('units').where('id', '=', 'u').execute()
  })
  const { rows } =
    await sql`select actor, address, request_id, action, record_key, before, after from audit_entries
    where table_name = 'units' order by id`.execute(database.db)
  const who = { actor: 'zhang', address: '10.1.2.3', request_id: 'r-1', record_key: 'u' }
  const row = { id: 'u', region_id: '990000', kind: 'bureau', name_en: 'A' }
  expect(rows).toEqual([
    { ...who, action: 'insert', before: null, after: { ...row, name_zh: '甲局' } },
    { ...who, action: 'update', before: { name_zh: '甲局' }, after: { name_zh: '乙局' } },
    { ...who, action: 'delete', before: { ...row, name_zh: '乙局' }, after: null },
  ])
})

test('writers at once make one unbroken chain, one link a transaction; what is rolled back leaves no gap', async () => {
  const before = (await verifyAudit(database.db)).links
  const writes = Array.from({ length: 40 }, (_, i) => (i % 4 === 3 ? unit('w-0') : unit(`w-${i}`)))
  const results = await Promise.allSettled(writes)
  const kept = results.filter((result) => result.status === 'fulfilled').length
  expect(kept).toBe(30)
  const verdict = await verifyAudit(database.db)
  expect(verdict.faults).toEqual([])
  expect(verdict.links).toBe(before + kept)
})

test('constraints made immediate in mid-transaction split it into two links', async () => {
  const before = (await verifyAudit(database.db)).links
  await database.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('units')
      .values({ id: 'x1', region_id: null, kind: 'other', name_zh: 'x', name_en: 'x' })
      .execute()
    await sql`set constraints all immediate`.execute(trx)
    await sql`set constraints all deferred`.execute(trx)
    await trx
      .insertInto('units')
      .values({ id: 'x2', region_id: null, kind: 'other', name_zh: 'x', name_en: 'x' })
      .execute()
  })
  const verdict = await verifyAudit(database.db)
  expect(verdict.faults).toEqual([])
  expect(verdict.links).toBe(before + 2)
})

test.each([
  [
    'an altered actor',
    "update audit_entries set actor = 'li' where id = (select max(id) - 3 from audit_entries)",
    /altered/,
  ],
  [
    'an altered time',
    "update audit_entries set at = at + interval '1 us' where id = (select min(id) from audit_entries)",
    /altered/,
  ],
  [
    'an altered value',
    `update audit_entries set after = '{"id": "other"}' where id = (select max(id) from audit_entries)`,
    /altered/,
  ],
  [
    'a missing entry',
    'delete from audit_entries where id = (select max(id) - 2 from audit_entries)',
    /were written/,
  ],
  ['a missing link', 'delete from audit_links where position = 3', /missing before/],
  [
    'a link and its entries gone',
    'delete from audit_entries where tx = (select tx from audit_links where position = 4); delete from audit_links where position = 4',
    /missing before/,
  ],
  [
    'a missing tail',
    'delete from audit_entries where tx = (select tx from audit_links order by position desc limit 1); delete from audit_links where position = (select max(position) from audit_links)',
    /anchor/,
  ],
  [
    'an entry slipped in',
    "insert into audit_entries (actor, action) values ('ghost', 'insert')",
    /not in the chain/,
  ],
  [
    'a link rewritten to fit',
    "update audit_links set digest = sha256('x'), hash = sha256('y') where position = 2",
    /altered/,
  ],
])('verify finds %s', async (_name, statement, message) => {
  const verdict = await tampered(statement)
  expect(verdict.faults.map((fault) => fault.what.en).join('\n')).toMatch(message)
})

test('not even the owner changes the trail by an ordinary statement', async () => {
  for (const statement of [
    'delete from audit_entries',
    "update audit_links set hash = ''",
    'truncate audit_entries',
  ]) {
    await expect(sql.raw(statement).execute(database.db), statement).rejects.toThrow(/append-only/)
  }
})

test('an export holds every entry with the link that chains it', async () => {
  const { entries } = await verifyAudit(database.db)
  const lines: string[] = []
  for await (const line of exportAudit(database.db, {})) lines.push(line)
  expect(lines).toHaveLength(entries)
  const first = JSON.parse(lines[0] ?? '') as { link: number; link_hash: string }
  expect(first).toMatchObject({ link: 1, table_name: 'regions' })
  expect(first.link_hash).toMatch(/^[0-9a-f]{64}$/)
})
