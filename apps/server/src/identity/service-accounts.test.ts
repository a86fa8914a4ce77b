import { Readable } from 'node:stream'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assessDirty } from '../assessment/assess-dirty.ts'
import { declaredRights } from '../database/apply-rights.ts'
import { connect, type Connection } from '../database/connect.ts'
import { accountRole, connectAs, requestRole, workerRole } from '../database/service-roles.ts'
import { importCsv } from '../monitoring/import/import-csv.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { writeAuditNote } from './audit/audit-note.ts'
import { verifyAudit } from './audit/verify-audit.ts'
import { makeWorld } from './testing/rights-world.ts'

let database: TestDatabase
let worker: Connection
let account: Connection
let requests: Connection
beforeAll(async () => {
  database = await testDatabase()
  await makeWorld(database.db)
  worker = await connectAs(workerRole, database.url, { max: 3 })
  account = await connectAs(accountRole, database.url, { max: 2 })
  requests = await connectAs(requestRole, database.url, { max: 2 })
})
afterAll(async () => {
  for (const connection of [worker, account, requests]) await connection?.close()
  await database?.close()
})

const secrets = [
  'people',
  'memberships',
  'credentials',
  'recovery_codes',
  'sessions',
  'api_tokens',
  'login_throttle',
]

const trail = ['audit_entries', 'audit_links', 'audit_checks']

const insufficientPrivilege = '42501' // the words differ between editions of PostgreSQL

const refused = async (connection: Connection, statements: readonly string[]) => {
  for (const statement of statements) {
    await expect(connection.pool.query(statement), statement).rejects.toMatchObject({
      code: insufficientPrivilege,
    })
  }
}

/** What nobody but the owner may do: change the schema, the rights, or who one is. */
const powers = async () => {
  const { rows } = await sql<{ owner: string }>`select quote_ident(current_user) as owner`.execute(
    database.db,
  )
  return [
    'create table mine (a int)',
    'create table rights.mine (a int)',
    'alter table sites add column mine int',
    'alter table sites disable row level security',
    'drop table observations',
    'truncate observations',
    'alter table audit_entries disable trigger all',
    'drop trigger audit_row on sites',
    'create policy mine on credentials using (true)',
    'alter role current_user superuser',
    'create role mine',
    `set role ${rows[0]?.owner}`,
    'select * from kysely_migration',
    "set session_replication_role = 'replica'",
    "copy sites to '/tmp/qinglan-sites'",
    "select pg_read_file('/etc/passwd')",
  ]
}

describe('the account of background work', () => {
  test('reads nothing of people and their secrets', async () => {
    await refused(
      worker,
      secrets.flatMap((table) => [`select * from ${table}`, `delete from ${table}`]),
    )
  })

  test('writes the trail by triggers alone, and reads none of it', async () => {
    await refused(worker, [
      "insert into audit_entries (actor, action) values ('x', 'x')",
      "update audit_entries set actor = 'x'",
      'delete from audit_entries',
      'truncate audit_links',
      "select audit_write('x', 'x', 'x', null, null)",
      ...trail.map((table) => `select * from ${table}`),
    ])
    await worker.pool.query("update sites set name_en = 'by the worker' where id = 1")
    const { rows } = await sql<{ actor: string }>`
      select actor from audit_entries where table_name = 'sites' and action = 'update' order by id desc limit 1`.execute(
      database.db,
    )
    expect(rows).toEqual([{ actor: `system:${workerRole}` }])
  })

  test('alters nothing and becomes nobody else', async () => refused(worker, await powers()))

  test('changes no plan, no right and no definition', async () => {
    await refused(worker, [
      'update targets set value = 0',
      'delete from campaigns',
      "insert into publications (subject_kind, subject_id, audience) values ('campaign', 'mark-D', 'everyone')",
      "update units set region_id = '990200'",
      'update obligation_rules set definition = definition',
      'select * from reviews',
    ])
  })

  const csv = 'site,time,PM2.5\nmark-Aenv,1993-03-05 07:00,35\nmark-Aenv,1993-03-05 08:00,36\n'
  const take = (connection: Connection, text: string) =>
    importCsv(connection.pool, connection.db, Readable.from([Buffer.from(text)]), {
      fileName: 'x.csv',
      mode: 'all-or-nothing',
    })

  test('imports a file of a year that has no partition yet, a correction of it, and assesses it', async () => {
    expect(await take(worker, csv)).toMatchObject({ status: 'done', inserted: 2 })
    expect(await take(worker, csv.replace('36', '40'))).toMatchObject({
      status: 'done',
      changed: 1,
      unchanged: 1,
    })
    expect(await assessDirty(worker.db)).toBeGreaterThan(0)
  })

  test('where policies bind it, as on a database of others, it imports by INSERT', async () => {
    const name = `qinglan_bound_${process.pid}`
    await sql.raw(`create role ${name} login in role ${workerRole}`).execute(database.db)
    const url = new URL(database.url)
    const given = url.password ? ` password ${pg.escapeLiteral(decodeURIComponent(url.password))}` : ''
    await sql.raw(`alter role ${name} ${given}`).execute(database.db)
    url.username = name
    const bound = connect(url.href, { max: 3 })
    try {
      expect(await take(bound, csv.replaceAll('1993', '1994'))).toMatchObject({ status: 'done', inserted: 2 })
    } finally {
      await bound.close()
      await sql.raw(`drop role ${name}`).execute(database.db)
    }
  })
})

describe('the account of signing in', () => {
  test('reads no business data and changes nothing but accounts and notes', async () => {
    const reached = new Set([...secrets, ...trail, 'units', 'regions', 'region_closure'])
    const others = (await declaredRights()).map(({ table }) => table).filter((table) => !reached.has(table))
    expect(others.length).toBeGreaterThan(20)
    await refused(
      account,
      others.map((table) => `select * from ${table}`),
    )
    await refused(account, [
      "update units set name_zh = 'x'",
      'insert into memberships select * from memberships',
    ])
  })

  test('adds to the trail and takes nothing from it', async () => {
    await refused(account, [
      "update audit_entries set actor = 'x'",
      'delete from audit_entries',
      'truncate audit_links',
    ])
    const who = { personId: null, actor: 'x', unitId: null, regionId: null, action: 'sign-in-failed' }
    await writeAuditNote(account.db, who, { address: '-', requestId: '-' })
    expect((await verifyAudit(account.db)).faults).toEqual([])
  })

  test('alters nothing and becomes nobody else', async () => refused(account, await powers()))
})

test('the account of requests cannot write a note of its own into the trail', async () => {
  await refused(requests, [
    "select audit_write('x', 'x', 'x', null, null)",
    'select observations_partition(2090)',
  ])
})
