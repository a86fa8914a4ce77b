import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { closeDemoAccounts, demoPassword, refuseDemoAccounts } from '../people/demo-accounts.ts'
import { startSession } from '../sessions/sessions.ts'
import { prepareAccess } from '../start.ts'
import { makeWorld, type Actor } from '../testing/rights-world.ts'
import { testApplication, type TestApplication } from '../testing/test-application.ts'

let it: TestApplication
let actors: readonly Actor[]
const cookies = new Map<string, string>()

beforeAll(async () => {
  it = await testApplication()
  actors = await makeWorld(it.database.db)
  for (const { name, principal } of actors) {
    const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
    const who = { personId: principal.personId ?? '', unitId: principal.unitId ?? '' }
    cookies.set(name, (await startSession(it.database.db, { ...who, ...session })).token)
  }
})
afterAll(() => it?.close())

const as = (
  name: string,
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH',
  path: string,
  payload?: object,
) =>
  it.app.inject({
    method,
    url: `/api/v1${path}`,
    cookies: { qinglan: cookies.get(name) ?? '' },
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
const idOf = (name: string) => actors.find((actor) => actor.name === name)?.principal.personId ?? ''

test('an administrator adds a person, whose first password must be changed; roles are in the trail', async () => {
  const wanted = { login: 'wang.wu', name: '王五', memberships: [{ unitId: 'unit-A', role: 'county-staff' }] }
  const reply = await as('administrator C', 'POST', '/people', wanted)
  expect(reply.statusCode).toBe(200)
  const { person, firstPassword } = reply.json<{ person: { id: string }; firstPassword: string }>()
  const signIn = await it.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login: 'Wang.Wu', password: firstPassword },
  })
  expect(signIn.json()).toMatchObject({
    duty: 'change-password',
    roles: ['county-staff'],
    unit: { id: 'unit-A' },
  })
  const { rows } =
    await sql`select actor, action, table_name from audit_entries where after::text like '%' || ${person.id} || '%' order by id`.execute(
      it.database.db,
    )
  const actor = 'mark-C.administrator'
  expect(rows.slice(0, 3)).toEqual([
    { actor, action: 'insert', table_name: 'people' },
    { actor, action: 'insert', table_name: 'memberships' },
    { actor, action: 'insert', table_name: 'credentials' },
  ])
  expect((await as('administrator C', 'PATCH', `/people/${person.id}`, { active: false })).statusCode).toBe(
    200,
  )
  const again = await it.app.inject({
    url: '/api/v1/sessions',
    cookies: { qinglan: signIn.cookies[0]?.value ?? '' },
  })
  expect(again.statusCode).toBe(401)
})

test('a county administrator reaches no person and no unit outside of the county, and nobody promotes themselves', async () => {
  const add = (unitId: string, role: string) =>
    as('administrator A', 'POST', '/people', {
      login: `x.${unitId}.${role}`,
      name: 'x',
      memberships: [{ unitId, role }],
    })
  expect((await add('unit-B', 'county-staff')).statusCode).toBe(403)
  expect((await add('unit-C', 'campaign-office')).statusCode).toBe(403)
  expect((await add('unit-P', 'park')).statusCode).toBe(200)
  const city = idOf('campaign-office C')
  for (const [method, path] of [
    ['POST', `/people/${city}/first-password`],
    ['DELETE', `/people/${city}/second-factor`],
    ['GET', `/people/${city}/sessions`],
    ['PATCH', `/people/${city}`],
  ] as const) {
    const reply = await as('administrator A', method, path, method === 'PATCH' ? { name: 'x' } : undefined)
    expect([403, 404], `${method} ${path}`).toContain(reply.statusCode)
  }
  const own = {
    memberships: [
      { unitId: 'unit-A', role: 'administrator' },
      { unitId: 'unit-A', role: 'campaign-office' },
    ],
  }
  expect((await as('administrator A', 'PATCH', `/people/${idOf('administrator A')}`, own)).statusCode).toBe(
    403,
  )
  const unit = { regionId: '990182', kind: 'bureau', name: { zh: '局', en: 'B' } }
  expect((await as('administrator A', 'PUT', '/units/new-one', unit)).statusCode).toBe(403)
  expect(
    (await as('administrator A', 'PUT', '/units/new-one', { ...unit, regionId: '990181' })).statusCode,
  ).toBe(204)
  expect(
    (await as('administrator A', 'PUT', '/units/unit-B', { ...unit, regionId: '990181' })).statusCode,
  ).toBe(403)
})

test('one person is never both administrator and auditor', async () => {
  const both = [
    { unitId: 'unit-A', role: 'auditor' },
    { unitId: 'unit-A', role: 'administrator' },
  ]
  const reply = await as('administrator C', 'POST', '/people', {
    login: 'both',
    name: 'x',
    memberships: both,
  })
  expect(reply.statusCode).toBe(409)
})

test('what a county reports reaches the city, what the city publishes reaches the county, with one value and its history', async () => {
  const read = async (name: string) => {
    const actor = actors.find((a) => a.name === name)!
    const request = { principal: actor.principal, ip: '10.0.0.9', id: 'r', headers: {} }
    return it.context.inRequest(request as never, async (trx) => {
      const { rows } =
        await sql`select target_id, value, reported_by from progress_reports where target_id in ('mark-C/T', 'mark-D/T', 'mark-A/T')
        order by target_id, reported_at, value`.execute(trx)
      return rows as { target_id: string; value: number }[]
    })
  }
  const office = actors.find((a) => a.name === 'county-staff A')!
  const report = (target: string, value: number) =>
    it.context.inRequest(
      { principal: office.principal, ip: '10.0.0.9', id: 'r', headers: {} } as never,
      (trx) =>
        sql`insert into progress_reports (target_id, as_of, value, reported_by) values (${target}, '2026-03-01', ${value}, 'A')`.execute(
          trx,
        ),
    )
  await report('mark-C/T', 7)
  await report('mark-A/T', 8)
  await expect(report('mark-D/T', 9)).rejects.toThrow(/row-level security/)
  await expect(report('mark-B/T', 9)).rejects.toThrow(/row-level security/)
  const city = await read('campaign-office C')
  const county = await read('county-staff A')
  expect(city.filter((row) => row.target_id === 'mark-C/T').map((row) => row.value)).toEqual([1, 7])
  expect(county.filter((row) => row.target_id === 'mark-C/T')).toEqual(
    city.filter((row) => row.target_id === 'mark-C/T'),
  )
  expect(county.filter((row) => row.target_id === 'mark-A/T')).toEqual(
    city.filter((row) => row.target_id === 'mark-A/T'),
  )
  expect(county.some((row) => row.target_id === 'mark-D/T')).toBe(false)

  const publication = { kind: 'campaign', id: 'mark-D', audience: 'below' }
  expect((await as('campaign-office A', 'PUT', '/publications', publication)).statusCode).toBe(403)
  expect((await as('campaign-office C', 'PUT', '/publications', publication)).statusCode).toBe(204)
  expect((await read('county-staff A')).some((row) => row.target_id === 'mark-D/T')).toBe(true)
  expect((await as('campaign-office C', 'DELETE', '/publications/campaign/mark-D')).statusCode).toBe(204)
  expect((await read('county-staff A')).some((row) => row.target_id === 'mark-D/T')).toBe(false)
})

test('a token does what its scopes say, never its person’s own account, and ends when revoked', async () => {
  const tooMuch = await as('county-staff A', 'POST', '/tokens', {
    name: 't',
    scopes: ['read', 'import'],
    days: 1,
  })
  expect(tooMuch.statusCode).toBe(403)
  const made = await as('county-staff A', 'POST', '/tokens', { name: 't', scopes: ['read'], days: 1 })
  const { token, row } = made.json<{ token: string; row: { id: string } }>()
  expect(token).toMatch(/^qlt_[A-Za-z0-9_-]{43}$/)
  const by = (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) =>
    it.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload ? { payload } : {}),
    })
  expect((await by('GET', '/units')).statusCode).toBe(200)
  expect((await by('PUT', '/profile', { language: 'en' })).statusCode).toBe(403)
  expect((await by('POST', '/tokens', { name: 'u', scopes: ['read'], days: 1 })).statusCode).toBe(403)
  expect((await as('county-staff A', 'DELETE', `/tokens/${row.id}`)).statusCode).toBe(204)
  expect((await by('GET', '/units')).statusCode).toBe(401)
  const stored =
    await sql`select 1 from api_tokens where encode(token_hash, 'escape') like '%' || ${token} || '%'`.execute(
      it.database.db,
    )
  expect(stored.rows).toEqual([])
})

test('an auditor searches the trail of the region and below; others do not', async () => {
  const reply = await as('auditor C', 'GET', '/audit?table=people&action=insert')
  const entries = reply.json<{ actor: string; before: unknown }[]>()
  expect(entries.length).toBeGreaterThan(0)
  expect(new Set(entries.map((entry) => entry.actor))).toEqual(
    new Set(['mark-C.administrator', 'mark-A.administrator']),
  )
  expect((await as('administrator C', 'GET', '/audit')).statusCode).toBe(403)
  const reads = (await as('auditor C', 'GET', '/audit?action=read')).json<
    { table: string; actor: string }[]
  >()
  expect(reads[0]).toMatchObject({ table: '/api/v1/audit', actor: 'mark-C.auditor' })
})

test('the emissions of a polluter are a sensitive read, the air of a station is not', async ({ skip }) => {
  const count = async () =>
    Number(
      (
        await sql<{
          n: number
        }>`select count(*) as n from audit_entries where table_name = '/api/v1/sites/:id/series'`.execute(
          it.database.db,
        )
      ).rows[0]?.n,
    )
  const served = it.app.identity.routes.some((route) => route.url === '/api/v1/sites/:id/series')
  skip(!served, 'the route of series is not served')
  const series = (id: number) =>
    as('inspector C', 'GET', `/sites/${id}/series?factor=pm25&resolution=hour&from=2026-01-01&to=2026-01-02`)
  const before = await count()
  await series(1)
  expect(await count()).toBe(before)
  await series(7)
  expect(await count()).toBe(before + 1)
})

test('a file is refused where none is taken, and a form is no JSON', async () => {
  const send = (type: string) =>
    it.app.inject({
      method: 'PUT',
      url: '/api/v1/profile',
      cookies: { qinglan: cookies.get('park P') ?? '' },
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': type },
      payload: 'language=en',
    })
  expect((await send('multipart/form-data; boundary=x')).statusCode).toBe(415)
  expect((await send('application/x-www-form-urlencoded')).statusCode).toBe(415)
  expect((await send('text/plain')).statusCode).toBe(415)
})

test('demo accounts work in a demo, and a production start refuses them until they are closed', async () => {
  const demo = await testApplication({ mode: 'demo' })
  try {
    await makeWorld(demo.database.db)
    const started = { config: demo.context.config, db: demo.database.db }
    const before = prepareAccess(started, process.stderr)
    await expect(before, 'real accounts are not opened to visitors').rejects.toThrow(/mark-/)
    await sql`update people set demo = true`.execute(demo.database.db)
    const lines: string[] = []
    const stderr = { write: (line: string) => lines.push(line) > 0 } as unknown as NodeJS.WritableStream
    await prepareAccess(started, stderr)
    await prepareAccess(started, stderr)
    expect(lines.join('')).toContain(demoPassword)
    const visit = await demo.app.inject('/api/v1/session')
    expect(visit.json()).toMatchObject({
      signedIn: false,
      demo: true,
      roles: ['campaign-office'],
      rights: ['read'],
    })
    expect((await demo.app.inject('/api/v1/publications')).statusCode).toBe(200)
    const write = await demo.app.inject({
      method: 'PUT',
      url: '/api/v1/publications',
      payload: { kind: 'campaign', id: 'x', audience: 'below' },
    })
    expect(write.statusCode).toBe(401)
    const login = { login: 'demo-campaign-office', password: demoPassword }
    expect(
      (await demo.app.inject({ method: 'POST', url: '/api/v1/session', payload: login })).statusCode,
    ).toBe(200)

    const production = {
      ...started,
      config: { ...demo.context.config, access: { ...demo.context.config.access!, mode: 'login' as const } },
    }
    await expect(prepareAccess(production, stderr)).rejects.toThrow(/demo-campaign-office/)
    expect(await closeDemoAccounts(demo.database.db)).toBe(10 + actors.length)
    await refuseDemoAccounts(demo.database.db)
    await prepareAccess(production, stderr)
    expect(lines.at(-1)).toMatch(/admin/)
  } finally {
    await demo.close()
  }
})

test('after all this the chain of the trail is whole', async () => {
  expect((await verifyAudit(it.database.db)).faults).toEqual([])
})
