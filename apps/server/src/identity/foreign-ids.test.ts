import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isReading } from './http/route-rights.ts'
import { startSession } from './sessions/sessions.ts'
import { makeWorld, type Actor } from './testing/rights-world.ts'
import { sampleBody, type Filling } from './testing/sample-body.ts'
import { testApplication, type TestApplication } from './testing/test-application.ts'
import { ownersOf, tablesOf } from './testing/trial.ts'

let it: TestApplication
let actors: readonly Actor[]
beforeAll(async () => {
  it = await testApplication()
  actors = await makeWorld(it.database.db)
  // every listed number a person may take for someone else's
  await sql`insert into api_tokens (token_hash, person_id, unit_id, name, scopes, expires_at)
    select decode(md5(id::text), 'hex'), id, 'unit-A', login, '{read}', now() + interval '1 day' from people`.execute(
    it.database.db,
  )
  await it.app.ready()
})
afterAll(() => it?.close())

/** Whose records a person may change at all, said independently of how the database decides it. */
const inCity = ['C', 'D', 'A', 'B', 'P', 'eP', 'eB', 'Cenv', 'Aenv', 'Benv', 'Penv']
const mayChange: Readonly<Record<string, readonly string[]>> = {
  C: inCity,
  A: ['A', 'P', 'eP', 'Aenv', 'Penv'],
  B: ['B', 'eB', 'Benv'],
  P: ['P', 'eP', 'Penv'],
  eP: ['eP'],
  Z: ['Z', 'Zenv'],
}
/** Tables to which a person adds what is about another's record: a report on a target of the city, the trail, what they did. */
const addedTo = new Set(['progress_reports', 'audit_entries', 'audit_links', 'sessions', 'register_dirty'])
/** What the trial itself moves. */
const moving = new Set([
  'sessions',
  'audit_entries',
  'audit_links',
  'login_throttle',
  'assessment_dirty',
  'signal_pending',
])

type Snapshot = ReadonlyMap<string, string>

/** Every row that is not the actor's to change, under its table and content. */
async function othersRows(own: readonly string[]): Promise<Snapshot> {
  const markOf = await ownersOf(it.database.db)
  const found = new Map<string, string>()
  for (const { name } of await tablesOf(it.database.db)) {
    if (moving.has(name)) continue
    const { rows } = await sql<{
      json: string
    }>`select to_jsonb(t)::text as json from ${sql.table(name)} t`.execute(it.database.db)
    for (const { json } of rows) {
      const mark = markOf(json)
      if (mark !== '·' && !own.includes(mark)) found.set(`${name} ${json}`, mark)
    }
  }
  return found
}

async function idsByNoun(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ noun: string; id: string }>`
    select 'campaigns' as noun, id from campaigns union select 'targets', id from targets union select 'tasks', id from tasks
    union select 'sites', id::text from sites union select 'people', id::text from people union select 'units', id from units
    union select 'entities', id::text from entities union select 'kinds', kind from entity_kinds
    union select 'lists', list from list_batches union select 'devices', mn from devices union select 'quarantine', mn from quarantine
    union select 'alarms', id::text from alarms union select 'reviews', id::text from reviews union select 'tokens', id::text from api_tokens
    union select 'upstreams', id::text from upstreams union select 'publications', id from campaigns`.execute(
    it.database.db,
  )
  const byNoun = new Map<string, string[]>()
  for (const { noun, id } of rows) byNoun.set(noun, [...(byNoun.get(noun) ?? []), id])
  return byNoun
}

const elsewhere = (letter: string): Filling =>
  letter === 'A'
    ? { regionId: '990182', unitId: 'unit-B', id: 'mark-B', kind: 'campaign', login: 'probe-a' }
    : letter === 'Z'
      ? { regionId: '990181', unitId: 'unit-A', id: 'mark-A', kind: 'campaign', login: 'probe-z' }
      : { regionId: '990200', unitId: 'unit-Z', id: 'mark-Z', kind: 'campaign', login: `probe-${letter}` }

interface Described {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }
}

const outcomes = new Map<string, Set<number>>()

async function tryEverything(actor: Actor): Promise<void> {
  const { personId, unitId } = actor.principal
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const start = () => startSession(it.database.db, { personId: personId!, unitId: unitId!, ...session })
  let { token } = await start()
  const ids = await idsByNoun()
  const described = it.app.swagger().paths as Record<string, Record<string, Described>>
  for (const route of it.app.identity.routes) {
    if (isReading(route.method)) continue
    const noun = route.url.split('/')[3] ?? ''
    const schema =
      described[route.url.replace(/:([a-z]+)/gi, '{$1}')]?.[route.method.toLowerCase()]?.requestBody
        ?.content?.['application/json']?.schema
    const tried = route.url.includes(':') ? (ids.get(noun) ?? [...ids.values()].flat()) : ['']
    for (const id of tried) {
      const reply = await it.app.inject({
        method: route.method as 'PUT',
        url: route.url.replace(/:kind/, 'campaign').replace(/:[a-z]+/gi, encodeURIComponent(id)),
        cookies: { qinglan: token },
        headers: { 'sec-fetch-site': 'same-origin' },
        ...(schema ? { payload: sampleBody(schema, elsewhere(actor.letter)) as object } : {}),
      })
      const key = `${route.method} ${route.url.replace('/api/v1', '')}`
      outcomes.set(key, (outcomes.get(key) ?? new Set()).add(reply.statusCode))
      if (reply.statusCode === 401 || key === 'DELETE /session') ({ token } = await start())
    }
  }
}

test('whatever id or body a person sends, what is not theirs to change stays as it was', async () => {
  for (const actor of actors) {
    const own = mayChange[actor.letter] ?? []
    const before = await othersRows(own)
    expect(before.size).toBeGreaterThan(30)
    await tryEverything(actor)
    const after = await othersRows(own)
    const lost = [...before.keys()].filter((row) => !after.has(row))
    const added = [...after.keys()].filter((row) => !before.has(row) && !addedTo.has(row.split(' ')[0] ?? ''))
    expect({ actor: actor.name, lost, added }).toEqual({ actor: actor.name, lost: [], added: [] })
  }
}, 400_000)

test('the trial was let through where it may be, and refused for its right or its place elsewhere, not for its form alone', () => {
  const taken = [...outcomes].filter(([, codes]) => [...codes].some((code) => code < 300))
  expect(taken.length).toBeGreaterThan(12)
  const formOnly = [...outcomes].filter(([, codes]) =>
    [...codes].every((code) => code === 400 || code === 415),
  )
  expect(formOnly.length).toBeLessThan(outcomes.size / 5)
})
