import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { startGateway, type Gateway } from './start-gateway.ts'
import { frame, openDevice, type DeviceSocket } from './testing/device-socket.ts'
import { oneOutlet } from './testing/one-outlet.ts'
import '../tables.ts'
import './tables.ts'

let database: TestDatabase
let gateway: Gateway
let device: DeviceSocket

beforeAll(async () => {
  database = await testDatabase()
  await oneOutlet(database.db, 'A1')
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
})
afterAll(async () => {
  device?.socket.destroy()
  await gateway?.stop()
  await database?.close()
})
beforeEach(async () => {
  device?.socket.destroy()
  await database.pool.query('delete from observations; delete from observation_revisions')
  device = await openDevice(gateway.port)
})

const minute = (n: number) => {
  const [hour, left] = [8 + Math.floor(n / 60), n % 60]
  return `20210305${String(hour).padStart(2, '0')}${String(left).padStart(2, '0')}00`
}

/** A minute's packet; its value tells the minute, and `by` changes it. */
const packet = (n: number, by = 0) =>
  frame(
    `QN=${minute(n)}000;ST=32;CN=2051;PW=123456;MN=A1;Flag=5;CP=&&DataTime=${minute(n)};w01018-Avg=${n + by + 0.25},w01018-Flag=N;w21003-Avg=${-n - 0.5},w21003-Flag=${n % 2 ? 'N' : 'D'};w21011-Avg=&&`,
  )

const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Sends packets in one piece, so that they are one batch, and waits for the last answer. */
async function send(packets: readonly Buffer[]): Promise<void> {
  const answers = device.answers.length + packets.length
  device.socket.write(Buffer.concat(packets))
  await until(() => device.answers.length === answers)
}

const stored = async () =>
  (
    await sql<{
      values: number[]
      flags: string | null
    }>`select values, flags from observations order by at`.execute(database.db)
  ).rows
const revised = async () =>
  (await sql<{ values: number[] }>`select values from observation_revisions order by at`.execute(database.db))
    .rows

const row = (n: number, by = 0) => ({
  values: [n + by + 0.25, -n - 0.5, null],
  flags: n % 2 ? '..-' : '.D-',
})

test('new, sent again, changed, late and twice in one batch: each once, former values kept', async () => {
  await send(minutes(20, 60).map((n) => packet(n)))
  expect(await stored()).toEqual(minutes(20, 60).map((n) => row(n)))
  await send([...minutes(0, 20), ...minutes(40, 100), ...minutes(90, 100)].map((n) => packet(n)))
  expect(await stored()).toEqual(minutes(0, 100).map((n) => row(n)))
  expect(await revised()).toEqual([])
  await send([packet(99, 1000), ...minutes(100, 130).map((n) => packet(n))])
  expect(await stored()).toEqual(minutes(0, 130).map((n) => row(n, n === 99 ? 1000 : 0)))
  expect(await revised()).toEqual([{ values: row(99).values }])
})

test('a row that another process wrote meanwhile is met, not lost and not doubled', async () => {
  await send(minutes(0, 40).map((n) => packet(n)))
  await sql`
    insert into observations (site_id, resolution, at, layout_id, values, flags)
    select site_id, resolution, at + interval '20 minutes', layout_id, array[7.5], null from observations order by at desc limit 1`.execute(
    database.db,
  )
  await send(minutes(40, 80).map((n) => packet(n)))
  expect(await stored()).toEqual(minutes(0, 80).map((n) => row(n)))
  expect(await revised()).toEqual([{ values: [7.5] }])
})

test('after a start the newest row of each site is learned, so old packets meet what is there', async () => {
  await send(minutes(0, 60).map((n) => packet(n)))
  device.socket.destroy()
  await gateway.stop()
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
  device = await openDevice(gateway.port)
  await send(minutes(30, 90).map((n) => packet(n, n === 30 ? 5 : 0)))
  expect(await stored()).toEqual(minutes(0, 90).map((n) => row(n, n === 30 ? 5 : 0)))
  expect(await revised()).toEqual([{ values: row(30).values }])
})
