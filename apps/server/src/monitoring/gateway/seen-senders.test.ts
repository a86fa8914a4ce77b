import { writeTimestamp } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { startGateway, type Gateway } from './start-gateway.ts'
import { frame, openDevice } from './testing/device-socket.ts'
import { oneOutlet } from './testing/one-outlet.ts'

let database: TestDatabase
let gateway: Gateway

beforeAll(async () => {
  database = await testDatabase()
  await oneOutlet(database.db, 'D', 'B', 'N')
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
})
afterAll(async () => {
  await gateway?.stop()
  await database?.close()
})

const seen = async () => {
  const { rows } = await sql<{
    mn: string
    seen: boolean
    data: boolean
    dialect: string | null
    skew: number | null
  }>`
    select mn, last_seen_at > now() - interval '1 minute' as seen, last_data_at is not null as data, dialect, clock_skew_seconds as skew
    from devices order by mn`.execute(database.db)
  return rows.map((row) => ({ ...row, skew: row.skew === null ? null : Math.round(row.skew / 100) }))
}

test('who was heard of, with data or without, and how far its clock is off', async () => {
  const device = await openDevice(gateway.port)
  const send = (at: number, mn: string, rest: string) =>
    device.socket.write(frame(`QN=${writeTimestamp(at)}000;${rest.replace('MN', `PW=123456;MN=${mn}`)}`))
  const ahead = Date.now() + 300_000
  const data = (at: number) => `ST=32;CN=2011;MN;Flag=5;CP=&&DataTime=${writeTimestamp(at)};w01018-Rtd=1&&`
  send(ahead, 'D', data(ahead))
  send(ahead, 'B', 'ST=91;CN=9015;MN;Flag=9;CP=&&&&')
  const heard = [
    { mn: 'B', seen: true, data: false, dialect: 'surface-water', skew: null },
    { mn: 'D', seen: true, data: true, dialect: '2017', skew: 3 },
    { mn: 'N', seen: null, data: false, dialect: null, skew: null },
  ]
  await until(async () => (await seen())[1]?.seen === true)
  expect(await seen()).toEqual(heard)
  // what came last before the gateway ends is noted too
  send(Date.now() - 700_000, 'D', data(Date.now() - 700_000))
  await until(() => device.answers.length === 3)
  device.socket.destroy()
  await gateway.stop()
  expect((await seen())[1]).toEqual({ ...heard[1], skew: -7 })
})
