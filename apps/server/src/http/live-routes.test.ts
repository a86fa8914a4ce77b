import type { AddressInfo } from 'node:net'
import type { LiveEvent } from '@qinglan/contract'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildApp } from './app.ts'
import { openAppContext, type OpenAppContext } from './app-context.ts'
import type { App } from './context.ts'
import { startSession } from '../identity/sessions/sessions.ts'
import { makeWorld, type Actor } from '../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'
import { announce } from '../live/live-hub.ts'

// two processes of one installation: each with its own pools, its own memory and its own ears
let one: TestApplication
let other: { readonly app: App; readonly context: OpenAppContext }
let actors: readonly Actor[]
const addresses = new Map<App, string>()
const opened: AbortController[] = []

beforeAll(async () => {
  one = await testApplication()
  actors = await makeWorld(one.database.db)
  const context = await openAppContext(one.context.config, one.database)
  other = { app: await buildApp(context), context }
  for (const app of [one.app, other.app]) {
    await app.listen({ host: '127.0.0.1', port: 0 })
    addresses.set(app, `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`)
  }
})
afterEach(() => {
  for (const stream of opened.splice(0)) stream.abort()
})
afterAll(async () => {
  await other?.app.close()
  await other?.context.close()
  await one?.close()
})

const actor = (name: string) => actors.find((one) => one.name === name)!
async function signedIn(name: string): Promise<{ token: string; id: string; personId: string }> {
  const { personId, unitId } = actor(name).principal
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const started = await startSession(one.database.db, { personId: personId!, unitId: unitId!, ...session })
  return { ...started, personId: personId! }
}

interface Stream {
  readonly events: LiveEvent[]
  readonly ended: Promise<void>
}
async function listen(app: App, token: string): Promise<Stream> {
  const abort = new AbortController()
  opened.push(abort)
  const reply = await fetch(`${addresses.get(app)}/events`, {
    headers: { cookie: `qinglan=${token}` },
    signal: abort.signal,
  })
  expect(reply.status).toBe(200)
  const events: LiveEvent[] = []
  let text = ''
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of reply.body!) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks)
        if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)) as LiveEvent)
    }
  }
  return { events, ended: read().catch(() => undefined) }
}

const ask = (app: App, token: string) =>
  app.inject({ url: '/api/v1/regions', cookies: { qinglan: token } }).then((reply) => reply.statusCode)

const instant = '2026-01-01T00:00:00.000Z'
const secret: readonly LiveEvent[] = [
  { type: 'observations', siteIds: ['1', '2', '3', '4', '5', '6', '7'], from: instant, to: instant },
  { type: 'observations', siteIds: ['5'], from: instant, to: instant },
  { type: 'assessed', regionIds: ['990100', '990181', '990182', '990181-p', '990200'] },
  { type: 'assessed', regionIds: ['990200'] },
  ...['mark-C', 'mark-D', 'mark-A', 'mark-B', 'mark-P', 'mark-Z'].map(
    (campaignId) => ({ type: 'campaign', campaignId }) as const,
  ),
  { type: 'import', importId: '00000000-0000-4000-8000-000000000001', rows: 1, status: 'running' },
  { type: 'duties', regionIds: ['990100', '990181', '990182', '990181-p', '990200', ''] },
  { type: 'register', regionIds: ['990182'] },
]

/** Where each may see entities; not the region of the unit but that of the entity decides for an enterprise. */
const sees: Readonly<Record<string, { duties: string; register: string }>> = {
  'campaign-office C': { duties: '990100 990181 990182 990181-p', register: '990182' },
  'county-staff A': { duties: '990181 990181-p', register: '' },
  'county-staff B': { duties: '990182', register: '990182' },
  'park P': { duties: '990181-p', register: '' },
  'enterprise eP': { duties: '990181-p', register: '' },
  'campaign-office Z': { duties: '', register: '' },
}

/** What each may hear, said independently of how the server decides it: sites, regions, campaigns and imports. */
const hears: Readonly<Record<string, string>> = {
  'campaign-office C': '1 2 3 4 6 7 | 990100 990181 990182 990181-p | mark-C mark-D mark-A mark-B mark-P |',
  'county-staff A': '1 2 3 4 6 | 990100 990181 990182 990181-p | mark-C mark-A mark-P |',
  'county-staff B': '1 2 3 4 7 | 990100 990181 990182 990181-p | mark-C mark-B |',
  'park P': '1 2 3 4 6 | 990100 990181 990182 990181-p | mark-C mark-P |',
  'enterprise eP': '6 | 990181-p | mark-P |',
  'campaign-office Z': '5 | 990200 | mark-Z |',
}

function summary(events: readonly LiveEvent[]): string {
  const sites = events.flatMap((event) => (event.type === 'observations' ? event.siteIds : []))
  const regions = events.flatMap((event) => (event.type === 'assessed' ? event.regionIds : []))
  const campaigns = events.flatMap((event) => (event.type === 'campaign' ? [event.campaignId] : []))
  const imports = events.flatMap((event) => (event.type === 'import' ? ['import'] : []))
  const order = ['990100', '990181', '990182', '990181-p', '990200']
  const places = order.filter((id) => regions.includes(id))
  return [sites.sort(), places, campaigns, imports]
    .map((names) => [...new Set(names)].join(' '))
    .join(' | ')
    .trim()
}

test('a listener hears of nothing that it may not see, not even its id', async () => {
  const streams = new Map<string, Stream>()
  for (const name of Object.keys(hears))
    streams.set(name, await listen(one.app, (await signedIn(name)).token))
  for (const event of secret) await announce(other.context.db, event)
  const last: LiveEvent = { type: 'register', regionIds: [] }
  await announce(other.context.db, last)
  for (const [name, { events }] of streams) {
    await expect.poll(() => events.at(-1), { timeout: 30_000, message: name }).toEqual(last)
    const told = (type: 'duties' | 'register') =>
      events.flatMap((event) => (event.type === type ? event.regionIds : [])).join(' ')
    expect({ duties: told('duties'), register: told('register') }, name).toEqual(sees[name])
    expect(summary(events), name).toBe(hears[name])
  }
}, 120_000)

test('a session that another process ended dies at once, with its stream', async () => {
  const { token, id, personId } = await signedIn('park P')
  const stream = await listen(one.app, token)
  expect(await ask(one.app, token)).toBe(200)
  expect(await ask(other.app, token)).toBe(200)
  const reply = await other.app.inject({
    method: 'DELETE',
    url: `/api/v1/sessions/${id}`,
    cookies: { qinglan: token },
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(reply.statusCode).toBe(204)
  // no memory of five seconds: the announcement was sent before this one, over the same connection
  const heard = new Promise<void>((resolve) => {
    const stop = one.context.live.listen(({ type }) => {
      if (type === 'duties') resolve(stop())
    })
  })
  await announce(other.context.db, { type: 'duties', regionIds: [] })
  await heard
  expect(await ask(one.app, token)).toBe(401)
  await stream.ended
  expect(personId).toBeTruthy()
})

test.each([
  [
    'ended in the database by hand',
    (id: string) => sql`update sessions set ended_at = now() where id = ${id}`,
  ],
  ['deleted', (id: string) => sql`delete from sessions where id = ${id}`],
  ['made to expire', (id: string) => sql`update sessions set expires_at = now() where id = ${id}`],
  [
    'left without its role',
    (id: string) =>
      sql`delete from memberships where person_id = (select person_id from sessions where id = ${id})`,
  ],
  [
    'of a person made inactive',
    (id: string) =>
      sql`update people set active = false where id = (select person_id from sessions where id = ${id})`,
  ],
])('the stream of a session ends when it is %s', async (_how, change) => {
  const { rows } = await sql<{ id: string }>`
    insert into people (login, name) values ('gone-' || substr(gen_random_uuid()::text, 1, 8), 'x') returning id`.execute(
    one.database.db,
  )
  const personId = rows[0]!.id
  await sql`insert into memberships (person_id, unit_id, role) values (${personId}, 'unit-A', 'county-staff')`.execute(
    one.database.db,
  )
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const { token, id } = await startSession(one.database.db, { personId, unitId: 'unit-A', ...session })
  const stream = await listen(one.app, token)
  await change(id).execute(one.database.db)
  await stream.ended
  await expect.poll(() => ask(one.app, token), { timeout: 20_000 }).toBe(401)
})

test('a stream ends by itself when its session runs out, and does not keep an unattended one alive', async () => {
  const { token, id } = await signedIn('county-staff A')
  await sql`update sessions set expires_at = now() + interval '2 seconds' where id = ${id}`.execute(
    one.database.db,
  )
  await (
    await listen(one.app, token)
  ).ended

  const idle = await signedIn('county-staff A')
  await sql`update sessions set last_seen_at = now() - interval '1799 seconds' where id = ${idle.id}`.execute(
    one.database.db,
  )
  await (
    await listen(one.app, idle.token)
  ).ended
}, 90_000)

test('a page that nobody touches asks without being counted as use', async () => {
  const { token, id } = await signedIn('county-staff A')
  const past = await sql<{ at: Date }>`
    update sessions set last_seen_at = now() - interval '10 minutes' where id = ${id} returning last_seen_at as at`.execute(
    one.database.db,
  )
  const seen = async () =>
    (
      await sql<{ at: Date }>`select last_seen_at as at from sessions where id = ${id}`.execute(
        one.database.db,
      )
    ).rows
  const get = (headers: Record<string, string>) =>
    one.app.inject({ url: '/api/v1/regions', cookies: { qinglan: token }, headers })
  expect((await get({ 'x-qinglan-unattended': '1' })).statusCode).toBe(200)
  expect(await seen()).toEqual(past.rows)
  expect((await get({})).statusCode).toBe(200)
  expect(await seen()).not.toEqual(past.rows)
})

test('a session opens so many streams and no more', async () => {
  const { token } = await signedIn('campaign-office Z')
  for (let i = 0; i < 30; i++) await listen(one.app, token)
  const refused = await fetch(`${addresses.get(one.app)}/events`, { headers: { cookie: `qinglan=${token}` } })
  expect(refused.status).toBe(429)
  for (const stream of opened.splice(0)) stream.abort()
  await expect
    .poll(
      () =>
        listen(one.app, token).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true)
})

test('a stranger opens no stream', async () => {
  expect((await fetch(`${addresses.get(one.app)}/events`)).status).toBe(401)
})
