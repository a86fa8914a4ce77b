import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFleet } from '../../../simulator/fleet.ts'
import { registerLoggers } from '../../../simulator/register-loggers.ts'
import { testDatabase, type TestDatabase } from '../../../testing/test-database.ts'
import { until } from '../../../testing/until.ts'
import { startGateway, type Gateway, type GatewayOptions } from '../start-gateway.ts'
import { Forwarder } from './forwarder.ts'
import { listUpstreams } from './upstreams.ts'

let [city, province]: (TestDatabase | undefined)[] = []
const options: GatewayOptions = { host: '127.0.0.1', port: 0, log: () => undefined }
const closing: (() => unknown)[] = []

beforeAll(async () => {
  city = await testDatabase()
  province = await testDatabase()
  for (const { db } of [city, province]) await registerLoggers(db, 3, null)
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
  await city?.close()
  await province?.close()
})

const stored = async ({ db }: TestDatabase) =>
  (await sql`select site_id, resolution, at, values from observations order by site_id, at`.execute(db)).rows

test('what the city stores while the province is away waits, and arrives once it is back', async () => {
  if (!city || !province) throw new Error('no database')
  // the port is known, but nobody listens there yet
  const trial: Gateway = await startGateway(province.db, options)
  const { port } = trial
  await trial.stop()
  await sql`insert into upstreams (name, host, port) values ('省平台', '127.0.0.1', ${port})`.execute(city.db)
  const gateway = await startGateway(city.db, options)
  const forwarder = new Forwarder(city.db, () => undefined)
  closing.push(
    () => gateway.stop(),
    () => forwarder.stop(),
  )
  const fleet = startFleet({
    host: '127.0.0.1',
    port: gateway.port,
    sites: 3,
    rate: 30,
    faults: false,
    seed: 1,
    history: 0,
  })
  closing.push(() => fleet.stop())
  await until(
    async () => (await listUpstreams(city!.db))[0]?.lastError != null && fleet.counts.acknowledged > 30,
  )
  await fleet.finish(5000)
  const [away] = await listUpstreams(city.db)
  expect(away).toMatchObject({ waiting: fleet.counts.acknowledged, delivered: 0 })
  expect(away?.oldestAt).not.toBeNull()
  const back = await startGateway(province.db, { ...options, port })
  closing.push(() => back.stop())
  await until(async () => (await listUpstreams(city!.db))[0]?.waiting === 0)
  expect(await stored(province)).toEqual(await stored(city))
  expect(await listUpstreams(city.db)).toMatchObject([
    { waiting: 0, delivered: fleet.counts.acknowledged, lastError: null },
  ])
})
