import { readFile } from 'node:fs/promises'
import { crc212, formatCrc } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { registerLoggers } from '../../../simulator/register-loggers.ts'
import { testDatabase, type TestDatabase } from '../../../testing/test-database.ts'
import { until } from '../../../testing/until.ts'
import { Forwarder } from './forwarder.ts'
import { UpperPlatform } from './testing/upper-platform.ts'
import { queueUpstream } from './upstream-queue.ts'
import { listUpstreams } from './upstreams.ts'

const mn = 'SIM00000000001'
const password = 'geheim-7'

let database: TestDatabase
let upper: UpperPlatform
beforeAll(async () => {
  database = await testDatabase()
  await registerLoggers(database.db, 1, null)
  await sql`update devices set mn = ${mn}`.execute(database.db)
  await sql`update devices set password = ${password}`.execute(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.pool.query('truncate upstreams cascade')
  upper = new UpperPlatform()
})

/** A packet around a data segment, counted and summed in the test's own way. */
function frame(segment: string): string {
  const bytes = Buffer.from(segment, 'utf8')
  return `##${String(bytes.length).padStart(4, '0')}${segment}${formatCrc(crc212(bytes, 0, bytes.length))}`
}

const area = (value: number) =>
  `DataTime=20260301080000;w01018-Avg=${value},w01018-Flag=N,w01018-PW=${value};i99-Info=//清洗//`
const segment = (pw: string, value: number) =>
  `QN=20260301090000123;ST=32;CN=2061;${pw}MN=${mn};Flag=5;CP=&&${area(value)}&&`

const queue = (packets: readonly string[], of = mn) =>
  database.db.transaction().execute((trx) =>
    queueUpstream(
      trx,
      packets.map((text) => ({ mn: of, raw: Buffer.from(text), row: {} })),
    ),
  )

async function addUpstream(own: string | null): Promise<void> {
  const port = await upper.listen()
  await database.db
    .insertInto('upstreams')
    .values({ name: '省平台', host: '127.0.0.1', port, password: own })
    .execute()
}

async function forwardUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  const forwarder = new Forwarder(database.db, () => undefined, {
    pauseMs: 5,
    longestPauseMs: 40,
    idleMs: 60_000,
  })
  await until(holds)
  await forwarder.stop()
  await upper.close()
}

const queued = async (): Promise<string[]> => {
  const rows = await database.db.selectFrom('upstream_queue').select('packet').orderBy('id').execute()
  return rows.map(({ packet }) => packet.toString('utf8'))
}

/** What must arrive: all as the device sent it, but the exchange is the platform's own. */
const arrived = (wire: string, sent: string): string =>
  frame(sent.replace(/QN=\d+/, /QN=\d+/.exec(wire)?.[0] ?? 'no QN'))

test.each([
  ['of the device', null, `PW=${password};`],
  ['of the platform', 'provinz', 'PW=provinz;'],
])(
  'what waits tells no password, and arrives with that %s, else byte for byte as it was sent',
  async (_, own, pw) => {
    await addUpstream(own)
    await queue([1, 2].map((value) => frame(segment(`PW=${password};`, value))))
    const waiting = await queued()
    expect(waiting.join()).not.toContain(password)
    expect(waiting[0]).toBe(frame(segment(`PW=${password};`, 1)).replace(password, '********'))
    await forwardUntil(() => upper.acknowledged.length === 2)
    expect(upper.wire.map((wire) => wire.trimEnd())).toEqual(
      [1, 2].map((value, i) => arrived(upper.wire[i] ?? '', segment(pw, value))),
    )
  },
)

test('a device that writes no password is sent without one; a password set anew goes with what waited', async () => {
  await addUpstream(null)
  await queue([frame(segment('', 1)), frame(segment('PW=;', 2)), frame(segment('PW=former;', 3))])
  await forwardUntil(() => upper.acknowledged.length === 3)
  expect(upper.wire.map((wire) => /PW=[^;]*;(?=MN)/.exec(wire)?.[0])).toEqual([
    undefined,
    'PW=;',
    `PW=${password};`,
  ])
})

test('what waits of a device that was taken away is set aside with the reason, not sent with stars', async () => {
  await addUpstream(null)
  await queue([frame(segment('PW=123456;', 1))], 'GONE')
  await forwardUntil(async () => (await listUpstreams(database.db))[0]?.setAside === 1)
  expect((await listUpstreams(database.db))[0]?.refusal).toBe('GONE: no password is known for it')
  expect(upper.wire).toEqual([])
})

test('the migration masks what waited before, and nothing twice', async () => {
  await addUpstream(null)
  const packets = [
    frame(segment(`PW=${password};`, 1)),
    frame('ST=32;pw = abc,MN=X;CP=&&DataTime=20260301080000&&'),
    frame('ST=32;MN=X;PW=;CP=&&w01018-PW=1&&'),
    frame('ST=32;MN=X;PW=last'),
  ]
  for (const packet of packets)
    await sql`insert into upstream_queue (upstream_id, packet) select id, ${Buffer.from(packet)} from upstreams`.execute(
      database.db,
    )
  const migration = await readFile(new URL('../../migrations/0224-masked-queue.sql', import.meta.url), 'utf8')
  for (const _ of [1, 2]) {
    await database.pool.query(migration)
    const found = await queued()
    expect(found[0]).toBe(packets[0]?.replace(password, '********'))
    expect(found[1]).toBe(packets[1]?.replace('= abc', '=****'))
    expect(found[2]).toBe(packets[2])
    expect(found[3]).toContain('PW=****')
  }
  await upper.close()
})

test('the password of a platform is set and taken back, and stands where only the gateway reads', async () => {
  await addUpstream('provinz')
  const read = async () => ({
    upstreams: await database.db.selectFrom('upstreams').select('password').execute(),
    secrets: await database.db.selectFrom('upstream_secrets').select('password').execute(),
  })
  expect(await read()).toEqual({ upstreams: [{ password: null }], secrets: [{ password: 'provinz' }] })
  await database.db.updateTable('upstreams').set({ name: 'other' }).execute()
  expect((await read()).secrets).toHaveLength(1)
  await database.db.updateTable('upstreams').set({ password: null }).execute()
  expect((await read()).secrets).toEqual([])
  await upper.close()
})
