import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSession } from '../../identity/sessions/sessions.ts'
import { makeWorld, type Actor } from '../../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../../identity/testing/test-application.ts'
import { startFleet } from '../../simulator/fleet.ts'
import { mnOf } from '../../simulator/profiles.ts'
import { registerLoggers } from '../../simulator/register-loggers.ts'
import { until } from '../../testing/until.ts'
import { bundledRules } from '../signals/compile-rules.ts'
import { lookAtArrivals } from '../signals/signal-worker.ts'
import { startGateway, type Gateway } from './start-gateway.ts'

let it: TestApplication
let gateway: Gateway
const cookies = new Map<string, string>()

beforeAll(async () => {
  it = await testApplication()
  const { db } = it.database
  const actors = await makeWorld(db)
  for (const actor of actors) cookies.set(actor.name, await cookieOf(actor))
  cookies.set('engineer of all', await cookieOf(await engineerOfAll()))
  await sql`select setval(pg_get_serial_sequence('sites', 'id'), 100)`.execute(db)
  await sql`select setval(pg_get_serial_sequence('layouts', 'id'), 100)`.execute(db)
  await registerLoggers(db, 2, '990181-p')
  gateway = await startGateway(db, { host: '127.0.0.1', port: 0, log: () => undefined })
  const fleet = startFleet({
    host: '127.0.0.1',
    port: gateway.port,
    sites: 3,
    rate: 0,
    faults: false,
    seed: 1,
    history: 48,
  })
  await until(() => fleet.counts.acknowledged >= 96)
  fleet.stop()
  const rules = await bundledRules()
  await sql`update site_limits set high = 1 where source like '%simulated%'`.execute(db)
  while ((await db.transaction().execute((trx) => lookAtArrivals(trx, rules))) > 0);
})
afterAll(async () => {
  await gateway?.stop()
  await it?.close()
})

async function cookieOf({ principal }: Pick<Actor, 'principal'>): Promise<string> {
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const { personId, unitId } = principal
  return (await startSession(it.database.db, { personId: personId ?? '', unitId: unitId ?? '', ...session }))
    .token
}

/** The engineer of the unit that administers the installation: the quarantine belongs to no region. */
async function engineerOfAll(): Promise<Pick<Actor, 'principal'>> {
  const { db } = it.database
  const { rows } = await sql<{
    id: string
  }>`insert into people (login, name) values ('all', 'all') returning id`.execute(db)
  const personId = rows[0]?.id ?? ''
  await sql`insert into memberships (person_id, unit_id, role) values (${personId}, 'qinglan', 'monitoring-engineer')`.execute(
    db,
  )
  await sql`insert into credentials (person_id) values (${personId})`.execute(db)
  return { principal: { personId, unitId: 'qinglan' } as Actor['principal'] }
}

async function ask(who: string, method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object) {
  const reply = await it.app.inject({
    method,
    url: `/api/v1${url}`,
    cookies: { qinglan: cookies.get(who) ?? '' },
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json<unknown>() }
}

const engineer = 'monitoring-engineer C'

describe('data loggers', () => {
  test('are listed with their lights, without a password', async () => {
    const { body } = await ask(engineer, 'GET', '/devices')
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ mn: mnOf(0), light: 'online', dialect: '2017', simulated: true }),
      ]),
    )
    expect(JSON.stringify(body)).not.toContain('123456')
  })

  test('one that was refused is listed with a masked packet; accepted with a new site, it may send', async () => {
    const unknown = mnOf(2)
    const { body } = await ask('engineer of all', 'GET', '/quarantine')
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          mn: unknown,
          reason: 'unknown-mn',
          sample: expect.stringContaining('PW=***'),
        }),
      ]),
    )
    const newSite = { code: 'N1', name: { zh: '新口', en: 'New' }, regionId: '990181-p' }
    expect(await ask('engineer of all', 'PUT', `/devices/${unknown}`, { newSite })).toMatchObject({
      status: 400,
    })
    expect(
      await ask('county-staff A', 'PUT', `/devices/${unknown}`, { newSite, password: 'x' }),
    ).toMatchObject({ status: 403 })
    expect(
      await ask('engineer of all', 'PUT', `/devices/${unknown}`, { newSite, password: '123456' }),
    ).toMatchObject({ status: 200, body: { light: 'never' } })
    expect(JSON.stringify((await ask('engineer of all', 'GET', '/quarantine')).body)).not.toContain(unknown)
  })

  test('a new site is of the kind said; an air station counts for its city', async () => {
    const newSite = {
      code: 'N2',
      name: { zh: '新站', en: 'New station' },
      regionId: '990181-p',
      kind: 'air-station',
    }
    const put = (kind: string) =>
      ask('engineer of all', 'PUT', '/devices/AIRSTATION00000000000001', {
        newSite: { ...newSite, kind },
        password: '123456',
      })
    expect(await put('airport')).toMatchObject({ status: 400 })
    expect(await put('air-station')).toMatchObject({ status: 200 })
    const { body } = await ask('engineer of all', 'GET', '/sites')
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'N2', kind: 'air-station', attributes: { cityPoint: true } }),
      ]),
    )
  })

  test('the unit of a factor is said by an engineer of its region, and counted as in doubt until then', async () => {
    const { db } = it.database
    const mn = mnOf(0)
    const { rows } = await sql<{ factor: string }>`
      select c ->> 'factor' as factor from layouts l, jsonb_array_elements(l.channels) c
      where l.key like 'hj212:%' and c ->> 'statistic' = 'Avg' and c ->> 'unit' = 'mg/L' limit 1`.execute(db)
    const [{ factor } = { factor: '' }] = rows
    const path = `/devices/${mn}/units`
    const say = (who: string, unit: string | null) => ask(who, 'PUT', `${path}/${factor}`, { unit })
    expect(await ask(engineer, 'GET', path)).toMatchObject({
      status: 200,
      body: expect.arrayContaining([expect.objectContaining({ factor, unit: 'mg/L', origin: 'table' })]),
    })
    await sql`insert into site_units (site_id, factor, unit, noted_by) select site_id, ${factor}, null, 'system' from devices where mn = ${mn}`.execute(
      db,
    )
    expect((await ask(engineer, 'GET', '/devices')).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ mn, unitsInDoubt: 1 })]),
    )
    expect(await say('county-staff A', 'µg/L')).toMatchObject({ status: 403 })
    expect(await say(engineer, 'm/s')).toMatchObject({ status: 400 })
    expect(await say(engineer, 'µg/L')).toMatchObject({
      status: 200,
      body: expect.arrayContaining([expect.objectContaining({ factor, unit: 'µg/L', origin: 'said' })]),
    })
    expect(await ask('county-staff B', 'GET', path)).toMatchObject({ status: 404 })
    expect(await say(engineer, null)).toMatchObject({ status: 200 })
    expect((await ask(engineer, 'GET', '/devices')).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ mn, unitsInDoubt: 0 })]),
    )
  })

  test('a password is set and never read: not in the table, not in the trail', async () => {
    const { db } = it.database
    const set = (password: string) => ask('engineer of all', 'PUT', `/devices/${mnOf(2)}`, { password })
    expect(await set('s3cret-1')).toMatchObject({ status: 200 })
    expect(await set('s3cret-2')).toMatchObject({ status: 200 })
    const [device] = await db.selectFrom('devices').selectAll().where('mn', '=', mnOf(2)).execute()
    expect(device).toMatchObject({ password: null, password_set_at: expect.any(Date) })
    const secrets = await db.selectFrom('device_secrets').selectAll().where('mn', '=', mnOf(2)).execute()
    expect(secrets).toMatchObject([{ password: 's3cret-2' }])
    const { rows } = await sql<{ entry: string }>`
      select e::text as entry from audit_entries e where table_name in ('devices', 'device_secrets')`.execute(
      db,
    )
    expect(rows.filter(({ entry }) => entry.includes(mnOf(2))).length).toBeGreaterThan(2)
    expect(rows.filter(({ entry }) => /s3cret|123456/.test(entry))).toEqual([])
    // registering a device that is there changes nothing about it
    await registerLoggers(db, 3, '990181-p')
    expect(await db.selectFrom('device_secrets').selectAll().where('mn', '=', mnOf(2)).execute()).toEqual(
      secrets,
    )
  })

  test('a command is asked and listed; one that is no command of a platform is refused', async () => {
    expect(await ask(engineer, 'POST', `/devices/${mnOf(0)}/commands`, { cn: '1011' })).toMatchObject({
      status: 202,
    })
    expect(await ask(engineer, 'GET', `/device-commands?mn=${mnOf(0)}`)).toMatchObject({
      body: [{ cn: '1011', askedBy: 'mark-C.monitoring-engineer' }],
    })
    expect(await ask(engineer, 'POST', `/devices/${mnOf(0)}/commands`, { cn: '9014' })).toMatchObject({
      status: 400,
    })
    expect(
      await ask(engineer, 'POST', `/devices/${mnOf(0)}/commands`, {
        cn: '1012',
        parameters: { SystemTime: '1;PW=2' },
      }),
    ).toMatchObject({ status: 400 })
    expect(await ask('inspector C', 'POST', `/devices/${mnOf(0)}/commands`, { cn: '1011' })).toMatchObject({
      status: 403,
    })
  })
})

describe('alarms', () => {
  const open = async (who: string) =>
    (
      (await ask(who, 'GET', '/alarms?state=open')).body as readonly {
        id: string
        rule: string
        endedAt: string | null
      }[]
    ).filter((a) => a.rule === 'over-limit')

  test('are seen where they belong, taken by who may, and not closed while they hold', async () => {
    const [alarm] = await open('park P')
    expect(alarm).toMatchObject({ endedAt: null })
    expect(await open('county-staff B')).toEqual([])
    const act = (who: string, action: string) =>
      ask(who, 'POST', `/alarms/${alarm?.id ?? ''}/actions`, { action, note: '已派单' })
    expect(await act('county-staff B', 'acknowledge')).toMatchObject({ status: 404 })
    expect(await act('enterprise eP', 'acknowledge')).toMatchObject({ status: 404 })
    expect(await act('department C', 'acknowledge')).toMatchObject({ status: 403 })
    expect(await act('park P', 'close')).toMatchObject({ status: 409 })
    expect(await act('park P', 'acknowledge')).toMatchObject({
      status: 200,
      body: { state: 'acknowledged', note: '已派单' },
    })
  })

  test('an event of a camera makes one, however often it is sent', async () => {
    const event = {
      kind: 'truck-exit',
      key: '1',
      at: '2026-03-01T01:00:00Z',
      facts: { plate: 'A1', washed: false },
    }
    expect(await ask(engineer, 'POST', '/sites/6/events', event)).toMatchObject({
      status: 200,
      body: { isNew: true },
    })
    expect(await ask(engineer, 'POST', '/sites/6/events', event)).toMatchObject({ body: { isNew: false } })
    expect(await ask(engineer, 'GET', '/alarms?siteId=6')).toMatchObject({
      body: expect.arrayContaining([
        expect.objectContaining({ rule: 'unwashed-truck', subject: 'A1', repeats: 1 }),
      ]),
    })
    expect(await ask('administrator A', 'POST', '/sites/7/events', event)).toMatchObject({ status: 403 })
  })
})

test('limits are read and replaced', async () => {
  const limits = [{ factor: 'w01018', low: null, high: 40, rangeLow: 0, rangeHigh: 500, source: '许可证' }]
  expect(await ask(engineer, 'PUT', '/sites/6/limits', limits)).toMatchObject({ status: 200, body: limits })
  expect(await ask('enterprise eP', 'GET', '/sites/6/limits')).toMatchObject({ body: limits })
  expect(await ask('enterprise eP', 'PUT', '/sites/6/limits', limits)).toMatchObject({ status: 403 })
})

test('the quality of a month is a table and a spreadsheet', async () => {
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
  const { body } = await ask(engineer, 'GET', `/data-quality?month=${month}`)
  expect(body).toEqual(
    expect.arrayContaining([expect.objectContaining({ factor: 'w01018', validRate: 1, simulated: true })]),
  )
  const reply = await it.app.inject({
    url: `/api/v1/data-quality.xlsx?month=${month}&lang=en`,
    cookies: { qinglan: cookies.get(engineer) ?? '' },
  })
  const book = await readXlsx(new Uint8Array(reply.rawPayload))
  expect(JSON.stringify(book.sheets[0]?.rows[0])).toContain('Transmission %')
})
