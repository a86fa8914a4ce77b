import { writeTimestamp } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { replayPackets } from '../gateway/replay-packets.ts'
import { startGateway } from '../gateway/start-gateway.ts'
import { frame, openDevice } from '../gateway/testing/device-socket.ts'
import { oneOutlet } from '../gateway/testing/one-outlet.ts'
import { actOnAlarm, listAlarms } from '../signals/alarms.ts'
import { bundledRules, type SignalRules } from '../signals/compile-rules.ts'
import { lookAtUnended } from '../signals/events.ts'
import { lookAtArrivals } from '../signals/signal-worker.ts'
import { eventsOf, type AlarmReport } from './alarm-reports.ts'

const mn = '010000A8900016F000169DC0'
const hourMs = 3_600_000
let database: TestDatabase
let rules: SignalRules

beforeAll(async () => {
  database = await testDatabase()
  rules = await bundledRules()
  await oneOutlet(database.db, mn)
})
afterAll(() => database.close())
beforeEach(() =>
  database.pool.query(
    'truncate device_reports, raw_packets, site_events, alarms, alarm_episodes, signal_pending',
  ),
)

const look = async () => {
  while ((await database.db.transaction().execute((trx) => lookAtArrivals(trx, rules))) > 0);
}

/** Sends packets over a socket, waits until all are stored, and lets the rules look. */
async function send(...packets: readonly (readonly [cn: string, cp: string])[]): Promise<void> {
  const gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
  const { socket, answers } = await openDevice(gateway.port)
  for (const [cn, cp] of packets) {
    socket.write(frame(`QN=20260301080000000;ST=32;CN=${cn};PW=123456;MN=${mn};Flag=1;CP=&&${cp}&&`))
  }
  await until(() => answers.length >= packets.length)
  socket.destroy()
  await gateway.stop()
  await look()
}

const event = (at: number, type: 0 | 1, value = 120, factor = '011') =>
  ['2072', `AlarmTime=${writeTimestamp(at)};${factor}-Ala=${value},AlarmType=${type}`] as const

const minute = Math.floor(Date.now() / 60_000) * 60_000
const ago = (hours: number) => minute - hours * hourMs
const alarms = async () =>
  (await listAlarms(database.db, {})).map(({ rule, subject, state, late, repeats, beganAt, endedAt }) => ({
    rule,
    subject,
    state,
    late,
    repeats,
    began: Date.parse(beganAt),
    ended: endedAt === null ? null : Date.parse(endedAt),
  }))
const live = { rule: 'logger-alarm', subject: '011', state: 'open', late: false, repeats: 1 }

test('an alarm of a logger is an alarm of the city until the logger tells its end', async () => {
  await send(event(ago(2), 1, 150))
  expect(await alarms()).toEqual([{ ...live, began: ago(2), ended: null }])
  const [raised] = await listAlarms(database.db, {})
  expect(raised).toMatchObject({
    name: { zh: '数采仪上报化学需氧量报警' },
    severity: 1,
    detail: { value: 150, type: '1', mn },
  })
  await expect(actOnAlarm(database.db, raised?.id ?? '', { action: 'close' }, 'x')).rejects.toThrow()
  await send(event(ago(1), 0))
  expect(await alarms()).toEqual([{ ...live, began: ago(2), ended: ago(1) }])
  await actOnAlarm(database.db, raised?.id ?? '', { action: 'close' }, 'engineer')
  // what persons closed is not raised by the same words again
  await send(event(ago(2), 1, 150), event(ago(1), 0))
  await database.pool.query('truncate device_reports')
  await send(event(ago(2), 1, 150))
  expect(await alarms()).toEqual([{ ...live, state: 'closed', began: ago(2), ended: ago(1) }])
})

test('alarms of one factor are one until a person closes it, those of another another', async () => {
  await send(
    event(ago(5), 1),
    event(ago(4), 0),
    event(ago(3), 1),
    event(ago(2), 0),
    event(ago(3), 1, 9, '060'),
  )
  expect(await alarms()).toEqual(
    expect.arrayContaining([
      { ...live, repeats: 2, began: ago(5), ended: ago(2) },
      { ...live, subject: '060', began: ago(3), ended: null },
    ]),
  )
})

test('the end before the beginning, as an outage sends it, comes to the same', async () => {
  await send(event(ago(2), 0))
  expect(await alarms()).toEqual([])
  await send(event(ago(3), 1))
  expect(await alarms()).toEqual([{ ...live, began: ago(3), ended: ago(2) }])
})

test('a record of 2071 was over when it was written, and ends nothing that goes on', async () => {
  const record = (hours: number) => ['2071', `DataTime=${writeTimestamp(ago(hours))};011-Ala=130`] as const
  await send(record(5))
  expect(await alarms()).toEqual([{ ...live, began: ago(5), ended: ago(5) }])
  await send(event(ago(4), 1), record(3))
  expect(await alarms()).toEqual([{ ...live, repeats: 2, began: ago(5), ended: null }])
})

test('days late, or replayed from what was kept, it calls nobody; a loss of what was told raises nothing twice', async () => {
  await send(event(ago(80), 1), event(ago(79), 0), event(ago(30), 1))
  const late = [{ ...live, state: 'closed', late: true, repeats: 2, began: ago(80), ended: ago(30) }]
  expect(await alarms()).toEqual(late)
  const range = { from: new Date(ago(1)), to: new Date(Date.now() + hourMs) }
  await database.pool.query('truncate device_reports')
  await replayPackets(database.db, { ...range, dryRun: false })
  await look()
  expect(await alarms()).toEqual(late)
  await database.pool.query('truncate device_reports, site_events, alarms, alarm_episodes')
  await replayPackets(database.db, { ...range, dryRun: false })
  await look()
  expect(await alarms()).toEqual(late)
  // what comes in time beside it calls as ever
  await send(event(ago(1), 1))
  expect(await alarms()).toEqual(expect.arrayContaining([...late, { ...live, began: ago(1), ended: null }]))
})

test('rules that did not look for days call for what came in time then', async () => {
  await sql`
    insert into device_reports (mn, site_id, at, cn, subject, item, value, received_at, unheard)
    values (${mn}, 1, ${new Date(ago(72))}, '2072', '011', 'AlarmType', '1', ${new Date(ago(72))}, true)`.execute(
    database.db,
  )
  await look()
  expect(await alarms()).toEqual([{ ...live, began: ago(72), ended: null }])
})

test('an end that was lost does not hold the alarm for ever', async () => {
  await send(event(ago(3), 1), event(ago(2), 1, 130))
  const unended = (now: number) => database.db.transaction().execute((trx) => lookAtUnended(trx, rules, now))
  await unended(ago(2) + 24 * hourMs)
  expect(await alarms()).toEqual([{ ...live, began: ago(3), ended: null }])
  await unended(ago(2) + 24 * hourMs + 1)
  expect(await alarms()).toEqual([{ ...live, began: ago(3), ended: ago(2) }])
})

test('other reports, and alarms without a word of one, raise none', async () => {
  await send(
    ['3020', `DataTime=${writeTimestamp(ago(1))};PolId=w01018;i12001-Info=2`],
    ['2071', `DataTime=${writeTimestamp(ago(1))};Note=1`],
  )
  expect(await alarms()).toEqual([])
})

describe('the events of one packet', () => {
  const at = new Date(ago(1))
  const told = (...lines: readonly (readonly [subject: string, item: string, value: string])[]) =>
    eventsOf(
      lines.map(([subject, item, value]): AlarmReport => {
        const packet = { mn, site_id: 1, at, cn: '2072', received_at: at }
        return { ...packet, subject, item, value }
      }),
    ).map(({ facts }) => [facts['factor'], facts['type'], facts['value']])

  test.each([
    [
      'the type of the packet is that of all its factors',
      [
        ['011', 'Ala', '120'],
        ['060', 'Ala', '9'],
        ['', 'AlarmType', '1'],
      ],
      [
        ['011', '1', 120],
        ['060', '1', 9],
      ],
    ],
    [
      'a factor of its own type keeps it',
      [
        ['011', 'AlarmType', '0'],
        ['060', 'Ala', '9'],
        ['', 'AlarmType', '1'],
      ],
      [
        ['011', '0', undefined],
        ['060', '1', 9],
      ],
    ],
    ['no factor: of the logger itself', [['', 'AlarmType', '1']], [['', '1', undefined]]],
    [
      'numbers are told plainly',
      [
        ['011', 'AlarmType', '01'],
        ['011', 'Ala', '1.20'],
      ],
      [['011', '1', 1.2]],
    ],
    [
      'two packets of one instant',
      [
        ['011', 'AlarmType', '1'],
        ['011', 'AlarmType', '0'],
        ['011', 'Ala', '3'],
        ['011', 'Ala', '-'],
      ],
      [
        ['011', '1', 3],
        ['011', '0', 3],
      ],
    ],
    [
      'a type that no one could mean is none',
      [['011', 'AlarmType', 'x'.repeat(900)]],
      [['011', '', undefined]],
    ],
    ['only what no alarm has', [['', 'BeginTime', '20260301000000']], []],
  ] as const)('%s', (_, lines, expected) => {
    expect(told(...lines)).toEqual(expected)
  })
})
