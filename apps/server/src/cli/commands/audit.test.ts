import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import type { Command } from '../command.ts'
import { auditCommand } from './audit.ts'
import { userCommand } from './user.ts'

let database: TestDatabase
let dataFolder: string
beforeAll(async () => {
  database = await testDatabase()
  dataFolder = await mkdtemp(join(tmpdir(), 'qinglan-audit-'))
})
afterAll(async () => {
  await database.close()
  await rm(dataFolder, { recursive: true, force: true })
})

async function run(command: Command, ...args: string[]): Promise<{ code: number; out: string }> {
  const stdout = new PassThrough()
  const config = {
    host: '',
    port: 0,
    databaseUrl: database.url,
    dataFolder,
    sharedData: undefined,
    logLevel: 'silent',
  }
  const code = await command.run(args, {
    config,
    stdout,
    stderr: new PassThrough(),
    stdin: new PassThrough(),
  })
  stdout.end()
  return { code, out: await text(stdout) }
}

test('the first administrator is made once, and a lost password is given anew', async () => {
  const first = await run(userCommand, 'first-administrator')
  expect(first.out).toMatch(/^admin\t\S{16}\n$/)
  expect((await run(userCommand, 'first-administrator')).out).toMatch(/nothing done/)
  const again = await run(userCommand, 'reset-password', 'admin')
  expect(again.out).toMatch(/^\S{16}\n$/)
  expect((await run(userCommand, 'list')).out).toContain('administrator@qinglan')
  await expect(run(userCommand, 'reset-password', 'nobody')).rejects.toThrow(/no account nobody/)
  await expect(run(userCommand, 'promote', 'admin')).rejects.toThrow(/--help/)
})

test('verify says intact and notes the head; it then finds a tail that was cut, and exits with 1', async () => {
  const sound = await run(auditCommand, 'verify')
  expect(sound).toMatchObject({ code: 0 })
  expect(sound.out).toMatch(/intact/)
  const anchors = (await readFile(join(dataFolder, 'audit-anchors.jsonl'), 'utf8')).trim().split('\n')
  expect(anchors).toHaveLength(1)
  await run(auditCommand, 'verify')
  expect((await readFile(join(dataFolder, 'audit-anchors.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(1)

  await database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = 'replica'`.execute(trx)
    await sql`delete from audit_entries where tx = (select tx from audit_links order by position desc limit 1)`.execute(
      trx,
    )
    await sql`delete from audit_links where position = (select max(position) from audit_links)`.execute(trx)
  })
  const cut = await run(auditCommand, 'verify', '--json')
  expect(cut.code).toBe(1)
  expect(JSON.parse(cut.out)).toMatchObject({
    faults: [{ what: { en: 'the link that an anchor noted is gone' } }],
  })
})

test('an export is written to a new file of its own and is itself in the trail', async () => {
  const file = join(dataFolder, 'trail.jsonl')
  expect((await run(auditCommand, 'export', '--file', file)).code).toBe(0)
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ action: 'export', actor: 'system:cli' })
  await expect(run(auditCommand, 'export', '--file', file)).rejects.toThrow(/EEXIST/)
  await expect(run(auditCommand, 'export', '--from', 'yesterday')).rejects.toThrow(/--from/)
})
