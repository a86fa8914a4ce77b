import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFleet, type Fleet } from '../../simulator/fleet.ts'
import { mnOf } from '../../simulator/profiles.ts'
import { registerLoggers } from '../../simulator/register-loggers.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { startGateway, type Gateway } from './start-gateway.ts'
import './tables.ts'

let database: TestDatabase
let gateway: Gateway
let fleet: Fleet

beforeAll(async () => {
  database = await testDatabase()
  await registerLoggers(database.db, 2, null)
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
  const load = { sites: 2, rate: 10, faults: false, seed: 1, history: 0 }
  fleet = startFleet({ host: '127.0.0.1', port: gateway.port, ...load })
})
afterAll(async () => {
  fleet?.stop()
  await gateway?.stop()
  await database?.close()
})

async function ask(cn: string, parameters: Record<string, string>): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ id: string }>`
    insert into device_commands (mn, cn, parameters, asked_by) values (${mnOf(0)}, ${cn}, ${JSON.stringify(parameters)}, 'test') returning id`.execute(
    database.db,
  )
  const command = database.db
    .selectFrom('device_commands')
    .selectAll()
    .where('id', '=', rows[0]?.id ?? '')
  const givesRecords = !(cn === '1012' || cn.startsWith('9') || cn === '1063')
  await until(async () => {
    const { ended_at, records } = await command.executeTakeFirstOrThrow()
    return ended_at !== null && (!givesRecords || records > 0)
  })
  return command.executeTakeFirstOrThrow()
}

test.each([
  ['the clock is set', '1012', { SystemTime: '20260101000000' }, { state: 'done', code: 1, records: 0 }],
  [
    'the clock is read',
    '1011',
    {},
    { state: 'done', records: 1, answers: [{ SystemTime: expect.stringMatching(/^\d{14}$/) }] },
  ],
  [
    'history is fetched',
    '2061',
    { BeginTime: '20260101000000', EndTime: '20260101010000' },
    { state: 'done', records: 1, answers: [] },
  ],
  ['a device that cannot says so', '1063', {}, { state: 'refused', code: 8 }],
  ['no such command', '9999', {}, { state: 'refused' }],
])('%s', async (_name, cn, parameters, expected) => {
  expect(await ask(cn, parameters as Record<string, string>)).toMatchObject(expected)
})
