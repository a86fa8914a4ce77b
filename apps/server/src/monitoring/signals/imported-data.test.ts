import { Readable } from 'node:stream'
import { civilDateOf } from '@qinglan/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { ObservationStore } from '../gateway/observation-store.ts'
import { importCsv } from '../import/import-csv.ts'
import { actOnAlarm, listAlarms } from './alarms.ts'
import { bundledRules, type SignalRules } from './compile-rules.ts'
import { lookAtArrivals } from './signal-worker.ts'
import '../tables.ts'

const hourMs = 3_600_000
let database: TestDatabase
let rules: SignalRules
beforeAll(async () => {
  database = await testDatabase()
  rules = await bundledRules()
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate sites, observations, observation_revisions, imports, import_problems cascade`.execute(
    database.db,
  )
  for (const code of ['P1', 'P2']) {
    await sql`insert into sites (code, kind, name_zh, name_en) values (${code}, 'source-outlet', ${code}, ${code})`.execute(
      database.db,
    )
  }
  await limit('w01018', 50)
})

const limit = (factor: string, high: number) =>
  sql`insert into site_limits (site_id, factor, high) select id, ${factor}, ${high} from sites where code = 'P1'`.execute(
    database.db,
  )

const look = async () => {
  while ((await database.db.transaction().execute((trx) => lookAtArrivals(trx, rules))) > 0);
}

/** Hours by their end, from an instant on, in China Standard Time, taken in from a file. */
async function take(
  from: number,
  values: readonly number[],
  { site = 'P1', header = '化学需氧量(mg/L)', apart = false } = {},
): Promise<void> {
  const lines = values.map((value, i) => {
    const at = from + i * hourMs
    const hour = String(new Date(at + 8 * hourMs).getUTCHours()).padStart(2, '0')
    return `${site},${civilDateOf(at)}${apart ? ',' : ' '}${hour}${apart ? '' : ':00'},${value}`
  })
  const file = Readable.from([
    Buffer.from([`site,${apart ? 'date,hour' : 'time'},${header}`, ...lines].join('\n')),
  ])
  const result = await importCsv(database.pool, database.db, file, {
    fileName: 't.csv',
    mode: 'all-or-nothing',
  })
  expect(result.problems).toEqual([])
  await look()
}

/** An hour of a device, by its end. */
async function send(at: number, cod: number): Promise<void> {
  const { id } = await database.db
    .selectFrom('sites')
    .select('id')
    .where('code', '=', 'P1')
    .executeTakeFirstOrThrow()
  const channels = [{ factor: 'w01018', statistic: 'Avg', unit: 'mg/L' }]
  const row = {
    siteId: id,
    resolution: 'h',
    epochMs: at,
    channels,
    layout: 'hj212:w01018-Avg',
    values: [cod],
    flags: null,
  } as const
  await database.db.transaction().execute((trx) => new ObservationStore().write(trx, [row]))
  await look()
}

const thisHour = Math.floor(Date.now() / hourMs) * hourMs
const longAgo = Date.UTC(2021, 2, 5)
const alarms = async () =>
  (await listAlarms(database.db, {})).map(({ state, late, repeats, beganAt, endedAt, closedBy }) => ({
    state,
    late,
    repeats,
    began: Date.parse(beganAt),
    ended: endedAt !== null,
    closedBy,
  }))
const exceeded = async () => (await sql`select 1 from exceedances`.execute(database.db)).rows.length

test('hours of last night in a file are an alarm like that of a device', async () => {
  await take(thisHour - 4 * hourMs, [40, 60, 60, 40])
  expect(await alarms()).toEqual([
    { state: 'open', late: false, repeats: 1, began: thisHour - 4 * hourMs, ended: true, closedBy: null },
  ])
  expect(await exceeded()).toBe(2)
})

test('years back each hour over the limit counts, and one closed alarm that says so calls nobody', async () => {
  await take(longAgo, [60, 40, 60, 40, 60, 40])
  expect(await exceeded()).toBe(3)
  expect(await alarms()).toEqual([
    { state: 'closed', late: true, repeats: 3, began: longAgo - hourMs, ended: true, closedBy: 'system' },
  ])
  // the same file again, and a second one
  await take(longAgo, [60, 40, 60, 40, 60, 40])
  expect(await alarms()).toMatchObject([{ late: true, repeats: 3 }])
  await take(longAgo + 24 * hourMs, [60, 40])
  expect(await alarms()).toMatchObject([{ late: true, repeats: 4, began: longAgo - hourMs }])
  // corrected: nothing is left
  await take(longAgo, [40, 40, 40, 40, 40, 40])
  await take(longAgo + 24 * hourMs, [40, 40])
  expect(await alarms()).toEqual([])
  expect(await exceeded()).toBe(0)
})

test('the alarm that goes on stays as it is when older data come in a file', async () => {
  await send(thisHour - 2 * hourMs, 60)
  const live = { state: 'open', late: false, repeats: 1, began: thisHour - 3 * hourMs, ended: false }
  expect(await alarms()).toMatchObject([live])
  await take(longAgo, [60, 40])
  expect(await alarms()).toMatchObject([live, { state: 'closed', late: true, repeats: 1 }])
  await send(thisHour - hourMs, 60)
  expect(await alarms()).toMatchObject([live, { late: true, repeats: 1 }])
})

test('what persons closed is not found anew by a file of the same days', async () => {
  const then = thisHour - 50 * hourMs
  await send(then, 60)
  await send(then + hourMs, 40)
  const [alarm] = await listAlarms(database.db, {})
  await actOnAlarm(database.db, alarm?.id ?? '', { action: 'close' }, 'engineer')
  await take(then, [60, 40])
  expect(await alarms()).toMatchObject([{ state: 'closed', late: false, closedBy: 'engineer' }])
})

test('a limit is held against a file in the unit that it is written in; sites without limits wait for no rule', async () => {
  await limit('a21026', 3.5)
  await take(longAgo, [3600, 3400], { header: 'SO2' })
  expect((await sql`select factor, value from exceedances`.execute(database.db)).rows).toEqual([
    { factor: 'a21026', value: 3.6 },
  ])
  await take(longAgo, [60], { site: 'P2' })
  expect(
    (await sql`select 1 from signal_states union all select 1 from signal_pending`.execute(database.db)).rows,
  ).toEqual([])
})

test('a rule over channels looks at a file as at packets: a level that stays too high raises its alarm', async () => {
  const bound = JSON.stringify({ channels: { ammonia: 'w21003/Avg', nox: 'a21002/Avg' } })
  await sql`update sites set attributes = ${bound}::jsonb where code = 'P2'`.execute(database.db)
  await take(thisHour - 3 * hourMs, [1, 3, 3], { site: 'P2', header: '氨氮(mg/L)', apart: true })
  expect(await listAlarms(database.db, {})).toMatchObject([
    { rule: 'ammonia-slip', severity: 1, state: 'open', late: false, endedAt: null },
  ])
})
