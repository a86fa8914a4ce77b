import { composePacket, encodePacket, factorGroup, inspectPacket, writeTimestamp } from '@qinglan/hj212'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../testing/test-database.ts'
import { until } from '../../../testing/until.ts'
import { Forwarder, type ForwarderOptions } from './forwarder.ts'
import { nameOf, UpperPlatform } from './testing/upper-platform.ts'
import { upstreamMetrics } from './upstream-metrics.ts'
import { queueUpstream, sendAgain } from './upstream-queue.ts'
import { listUpstreams } from './upstreams.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const closing: (() => Promise<void>)[] = []
beforeEach(() => database.pool.query('truncate upstreams cascade'))
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const midnight = Date.UTC(2026, 2, 1, -8)
const minuteMs = 60_000

/** The records of one device from midnight on: one a minute, and one an hour between them. */
function recordsOf(mn: string, minutes: number): { raw: Uint8Array; at: number; name: string }[] {
  const record = (cn: '2051' | '2061', at: number) => {
    const parameters = { DataTime: writeTimestamp(at) }
    const groups = [factorGroup('w01018', { values: { Avg: 30 + (at % 7) }, flag: 'N' })]
    const head = { dialect: '2017', direction: 'up', st: '32', pw: '123456', mn, qn: null } as const
    const raw = encodePacket(composePacket({ ...head, cn, parameters, groups }))
    return { raw, at, name: nameOf(inspectPacket(raw).packet) }
  }
  return Array.from({ length: minutes }, (_, i) => midnight + i * minuteMs).flatMap((at, i) =>
    i % 60 === 59 ? [record('2051', at), record('2061', at - 59 * minuteMs)] : [record('2051', at)],
  )
}

const fleet = (sites: number) => Array.from({ length: sites }, (_, i) => `DAY${String(i).padStart(11, '0')}`)

/** Queues the records of all devices as they came, by time, and tells their names by device. */
async function queueDay(mns: readonly string[], minutes: number): Promise<Map<string, string[]>> {
  const records = mns.map((mn) => recordsOf(mn, minutes))
  const all = records.flat().toSorted((a, b) => a.at - b.at)
  for (let from = 0; from < all.length; from += 1000) {
    const batch = all
      .slice(from, from + 1000)
      .map(({ raw, name }) => ({ mn: name.split(' ')[0] ?? '', raw, row: {} }))
    await database.db.transaction().execute((trx) => queueUpstream(trx, batch))
  }
  const byTime = Map.groupBy(all, ({ name }) => name.split(' ')[0] ?? '')
  return new Map([...byTime].map(([mn, of]) => [mn, of.map(({ name }) => name)]))
}

async function addUpstream(port: number, { answers = true, name = '省平台' } = {}): Promise<number> {
  const { id } = await database.db
    .insertInto('upstreams')
    .values({ name, host: '127.0.0.1', port, answers, password: 'province' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A forwarder in a hurry; a line counts as dead only after a minute, so that a busy machine is not taken for one. */
function forward(options: Partial<ForwarderOptions> = {}): Forwarder {
  const forwarder = new Forwarder(database.db, () => undefined, {
    atOnce: 100,
    pauseMs: 5,
    longestPauseMs: 40,
    idleMs: 60_000,
    ...options,
  })
  closing.push(() => forwarder.stop())
  return forwarder
}

async function platform(): Promise<{ upper: UpperPlatform; port: number }> {
  const upper = new UpperPlatform()
  const port = await upper.listen()
  closing.push(() => upper.close())
  return { upper, port }
}

const state = async (id: number) => (await listUpstreams(database.db)).find((u) => u.id === id)

test('a day of four sites waits while the platform is away, and arrives though it answers slowly, refuses and cuts the line', async () => {
  const mns = fleet(4)
  const trial = new UpperPlatform()
  const port = await trial.listen()
  await trial.close() // the port is known, and nobody listens there
  const id = await addUpstream(port)
  const expected = await queueDay(mns, 1440)
  const count = 4 * (1440 + 24)
  forward()
  await until(async () => (await state(id))?.lastError !== null)
  expect(await state(id)).toMatchObject({ waiting: count, delivered: 0, held: 0, setAside: 0 })
  const registry = new Registry()
  upstreamMetrics(registry, database.db)
  expect(await registry.metrics()).toContain(`qinglan_upstream_waiting{upstream="省平台"} ${count}`)

  const upper = new UpperPlatform()
  upper.delayMs = 2
  const refusals = new Map<string, number>()
  upper.answer = (name) => {
    const { length } = upper.received
    if (length > 300) upper.delayMs = 0
    if (length % 1500 === 0) return 'cut'
    const refused = refusals.get(name) ?? 0
    if (length % 1000 === 7 || (refused > 0 && refused < 3)) {
      refusals.set(name, refused + 1)
      return 'refuse'
    }
    return 'acknowledge'
  }
  await upper.listen(port)
  closing.push(() => upper.close())
  await until(async () => (await state(id))?.waiting === 0)

  // each acknowledged once, in the order of its device; what was not acknowledged came again
  for (const mn of mns) expect(upper.of(mn)).toEqual(expected.get(mn))
  expect(upper.acknowledged).toHaveLength(count)
  expect(upper.received.length).toBeGreaterThan(count)
  expect(refusals.size).toBeGreaterThan(3)
  expect(upper.mostUnanswered).toBeLessThanOrEqual(mns.length)
  expect([...upper.passwords]).toEqual(['province'])
  expect(await state(id)).toMatchObject({ delivered: count, oldestAt: null, setAside: 0, refusal: null })
})

test('a device that the platform leaves without an answer waits, and holds up no other', async () => {
  const { upper, port } = await platform()
  const [silent = '', ...others] = fleet(4)
  upper.answer = (name) => (name.startsWith(silent) ? 'ignore' : 'acknowledge')
  const id = await addUpstream(port)
  const expected = await queueDay([silent, ...others], 120)
  forward({ idleMs: 100 })
  await until(async () => (await state(id))?.waiting === 122)
  for (const mn of others) expect(new Set(upper.of(mn))).toEqual(new Set(expected.get(mn)))
  upper.answer = () => 'acknowledge'
  await until(async () => (await state(id))?.waiting === 0)
  expect([...new Set(upper.of(silent))]).toEqual(expected.get(silent))
})

test('what is refused for too long is set aside and kept; sent again, it arrives', async () => {
  const { upper, port } = await platform()
  const [mn = ''] = fleet(1)
  const id = await addUpstream(port)
  const names = (await queueDay([mn], 30)).get(mn) ?? []
  upper.answer = (name) => (name === names[10] ? 'refuse' : 'acknowledge')
  forward({ patienceMs: 0 })
  await until(async () => (await state(id))?.waiting === 0)
  expect(upper.acknowledged).toEqual(names.filter((name) => name !== names[10]))
  expect(await state(id)).toMatchObject({ setAside: 1, delivered: 29, refusal: `${mn}: QnRtn 2` })
  upper.answer = () => 'acknowledge'
  expect(await sendAgain(database.db, id)).toBe(1)
  await until(async () => (await state(id))?.delivered === 30)
  expect(upper.acknowledged.at(-1)).toBe(names[10])
})

test('a packet that can never be sent is set aside, and those behind it go', async () => {
  const { upper, port } = await platform()
  const id = await addUpstream(port)
  await sql`insert into upstream_queue (upstream_id, mn, packet) values (${id}, 'X', 'no packet')`.execute(
    database.db,
  )
  await queueDay(['X'], 5)
  forward()
  await until(async () => (await state(id))?.delivered === 5)
  expect(await state(id)).toMatchObject({ waiting: 0, setAside: 1, refusal: 'X: cannot be read' })
  expect(upper.acknowledged).toHaveLength(5)
})

test('a platform that answers nothing at all holds up no other platform; one that never answers data is told so', async () => {
  const [dead, mute, good] = [await platform(), await platform(), await platform()]
  for (const { upper } of [dead, mute]) upper.answer = () => 'ignore'
  const [deadId, muteId, goodId] = [
    await addUpstream(dead.port, { name: 'dead' }),
    await addUpstream(mute.port, { name: 'mute', answers: false }),
    await addUpstream(good.port, { name: 'good' }),
  ]
  await queueDay(fleet(3), 60)
  forward()
  await until(async () => (await state(goodId))?.waiting === 0 && (await state(muteId))?.waiting === 0)
  await until(() => mute.upper.received.length === 183)
  expect(await state(deadId)).toMatchObject({ waiting: 183, delivered: 0 })
  expect(dead.upper.received).toHaveLength(3) // one of each device, and no more
})

test('a platform that is disabled or removed is sent nothing more', async () => {
  const { upper, port } = await platform()
  const id = await addUpstream(port)
  upper.delayMs = 1
  const forwarder = forward({ atOnce: 10 })
  await queueDay(fleet(2), 600)
  await until(() => upper.acknowledged.length > 20)
  await database.db.updateTable('upstreams').set({ enabled: false }).where('id', '=', id).execute()
  await forwarder.stop()
  forward()
  const { waiting } = (await state(id)) ?? { waiting: 0 }
  expect(waiting).toBeGreaterThan(0)
  expect(waiting + upper.acknowledged.length).toBeGreaterThanOrEqual(1220)
  await database.db.deleteFrom('upstreams').where('id', '=', id).execute()
  expect(await database.db.selectFrom('upstream_queue').select('id').execute()).toEqual([])
})
