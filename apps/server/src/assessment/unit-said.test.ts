import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSession } from '../identity/sessions/sessions.ts'
import { makeWorld } from '../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'
import { until } from '../testing/until.ts'
import { assessDirty } from './assess-dirty.ts'
import type { DayResult } from './air/day-result.ts'
import { runAssessmentWorker } from './worker.ts'

const mn = 'AIR0000000000000000000001'
const days = 730
/** Of the one station of county A. */
const siteId = 2
let it: TestApplication
const cookies = new Map<string, string>()

beforeAll(async () => {
  it = await testApplication()
  const { db } = it.database
  for (const { name, principal } of await makeWorld(db)) {
    const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
    const who = { personId: principal.personId ?? '', unitId: principal.unitId ?? '' }
    cookies.set(name, (await startSession(db, { ...who, ...session })).token)
  }
  await sql`truncate observations, assessment_dirty, assessment_anew`.execute(db)
  await sql`insert into devices (mn, site_id, password, registered_by) values (${mn}, ${siteId}, '123456', 'test')`.execute(
    db,
  )
  await sql`insert into layouts (id, key, channels) overriding system value
    values (50, 'hj212:test', '[{"factor":"a34004","statistic":"Avg","unit":"ng/m³"}]')`.execute(db)
  // two years of hours, by their ends
  await sql`
    insert into observations (site_id, resolution, at, layout_id, values)
    select ${siteId}, 'h', '2024-01-01T00:00+08'::timestamptz + make_interval(hours => n), 50, '{0.035}'
    from generate_series(1, ${days * 24}) as n`.execute(db)
  await say('µg/m³')
  await assess()
})
afterAll(() => it?.close())

const assess = async () => {
  while ((await assessDirty(it.database.db)) > 0);
}

async function ask(who: string, method: 'GET' | 'PUT', path: string, payload?: object) {
  const reply = await it.app.inject({
    method,
    url: `/api/v1/devices/${mn}/${path}`,
    cookies: { qinglan: cookies.get(who) ?? '' },
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
  return { status: reply.statusCode, body: reply.json<unknown>() }
}

const engineer = 'monitoring-engineer C'
const say = (unit: string) => ask(engineer, 'PUT', 'units/a34004', { unit })
const waiting = async () => (await ask(engineer, 'GET', 'days-to-assess')).body

/** The values of fine dust of which days were judged, and on how many. */
async function judged(): Promise<readonly unknown[]> {
  const { rows } = await sql<{ mean: DayResult['concentrations']['pm25DailyMeanUgPerM3']; days: number }>`
    select result -> 'concentrations' -> 'pm25DailyMeanUgPerM3' as mean, count(*)::int as days from evaluations
    where subject_kind = 'site' and subject_id = ${String(siteId)} and standard = 'HJ 633' and period = 'day' group by 1 order by 1`.execute(
    it.database.db,
  )
  return rows.map((row) => [row.mean, row.days])
}

test('a unit that is said is answered at once, and all former days follow in the background, as the page says', async () => {
  expect(await waiting()).toEqual({ waiting: false, days: 0 })
  const before = await judged()
  expect(before).toEqual([[expect.any(Number), days]])
  expect(before).not.toEqual([[35, days]])
  expect(await say('mg/m³')).toMatchObject({ status: 200, body: [{ unit: 'mg/m³', origin: 'said' }] })
  // nothing of it was done in the request
  expect(await judged()).toEqual(before)
  expect(await waiting()).toEqual({ waiting: true, days: null })
  const worker = runAssessmentWorker(it.context)
  await until(async () => !((await waiting()) as { waiting: boolean }).waiting)
  await worker.stop()
  expect(await judged()).toEqual([[35, days]])
})

test('whoever says a unit does not wait for an assessment that holds the days of the site', async () => {
  const { db } = it.database
  await say('ng/m³')
  await sql`insert into assessment_dirty (site_id, day) values (${siteId}, '2024-01-01')`.execute(db)
  await db.transaction().execute(async (trx) => {
    // as the assessment does with what it takes
    await sql`delete from assessment_dirty`.execute(trx)
    await sql`delete from assessment_anew`.execute(trx)
    expect(await say('mg/m³')).toMatchObject({ status: 200 })
  })
  expect(await waiting()).toEqual({ waiting: true, days: null })
  await assess()
  expect(await waiting()).toEqual({ waiting: false, days: 0 })
  expect(await judged()).toEqual([[35, days]])
})

test('days that are left are counted; who may not see the logger is not told', async () => {
  const { db } = it.database
  await sql`insert into assessment_dirty (site_id, day) values (${siteId}, '2024-01-01'), (${siteId}, '2024-01-02'), (${siteId}, '2100-01-01'), (1, '2024-01-01')`.execute(
    db,
  )
  expect(await waiting()).toEqual({ waiting: true, days: 2 })
  await sql`truncate assessment_dirty`.execute(db)
  expect(await ask('campaign-office Z', 'GET', 'days-to-assess')).toMatchObject({ status: 404 })
})
