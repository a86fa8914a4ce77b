import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectForRequests } from '../database/request-role.ts'
import type { Connection } from '../database/connect.ts'
import { requestRole, serviceRoles, workerRole } from '../database/service-roles.ts'
import { rightOfRoute } from './http/route-rights.ts'
import { makeWorld, mayKnow, type Actor } from './testing/rights-world.ts'
import { testApplication, type TestApplication } from './testing/test-application.ts'
import {
  grantsOf,
  ownersOf,
  rowsOf,
  tablesOf,
  tryAll,
  verbs,
  type TableShape,
  type Trial,
  type Verb,
} from './testing/trial.ts'
import { startSession } from './sessions/sessions.ts'

const golden = fileURLToPath(new URL('../../../../docs/rights-matrix.md', import.meta.url))

let it: TestApplication
let requests: Connection
let actors: readonly Actor[]
let tables: readonly TableShape[]
const done = new Map<string, Record<Verb, string[]>>()
const key = (table: string, actor: Actor) => `${table} ${actor.name}`

beforeAll(async () => {
  it = await testApplication()
  actors = await makeWorld(it.database.db)
  requests = await connectForRequests(it.database.url, { max: 2 })
  tables = await tablesOf(it.database.db)
  const markOf = await ownersOf(it.database.db)
  const trials: Trial[] = []
  for (const table of tables) {
    const rows = await rowsOf(it.database.db, table, markOf)
    trials.push({ table, rows, granted: await grantsOf(requests, table) })
  }
  for (const actor of actors) {
    for (const [table, result] of await tryAll(requests, actor, trials)) done.set(key(table, actor), result)
  }
}, 600_000)
afterAll(async () => {
  await requests?.close()
  await it?.close()
})

/** Tables of which a person sees some rows by other rules than where they belong: stated in their room's rights. */
const byOtherRules = new Set(['people', 'memberships', 'audit_entries'])

test('no role sees a row of a place it may not know, in any table', () => {
  const leaks: string[] = []
  for (const table of tables) {
    if (byOtherRules.has(table.name)) continue
    for (const actor of actors) {
      const known = new Set([...(mayKnow[actor.letter] ?? []), '·', 'import', 'rule', 'kind', 'list'])
      for (const mark of done.get(key(table.name, actor))?.select ?? []) {
        if (!known.has(mark)) leaks.push(`${actor.name} sees ${mark} in ${table.name}`)
      }
    }
  }
  expect(leaks).toEqual([])
})

test('nobody writes what they may not know, and nobody writes what only the system writes', () => {
  const leaks: string[] = []
  for (const table of tables) {
    for (const actor of actors) {
      const known = new Set([...(mayKnow[actor.letter] ?? []), '·', 'import', 'rule', 'kind', 'list'])
      const result = done.get(key(table.name, actor))
      for (const verb of verbs) {
        // a person who has no role yet belongs to no place
        if (verb === 'select' || (verb === 'insert' && table.name === 'people')) continue
        for (const mark of result?.[verb] ?? []) {
          if (!known.has(mark)) leaks.push(`${actor.name} may ${verb} ${mark} in ${table.name}`)
        }
      }
    }
  }
  expect(leaks).toEqual([])
  const system = [
    'audit_entries',
    'audit_links',
    'credentials',
    'sessions',
    'api_tokens',
    'observations',
    'evaluations',
    'region_closure',
  ]
  for (const table of system) {
    for (const actor of actors) {
      const { insert, update, delete: gone } = done.get(key(table, actor))!
      expect({ table, actor: actor.name, writes: [...insert, ...update, ...gone] }).toMatchObject({
        writes: [],
      })
    }
  }
})

test('every table has rows in the world, so that the trial says something', async () => {
  const empty: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(it.database.db)
    if (rows.length === 0) empty.push(name)
  }
  expect(empty).toEqual(['api_tokens', 'login_throttle', 'sessions'])
})

const streaming = new Set(['/api/v1/events'])

/** The ids of the world that a noun in an address may be followed by; other nouns are tried with all of them. */
async function idsOfWorld(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ noun: string; id: string }>`
    select 'campaigns' as noun, id from campaigns union select 'targets', id from targets union select 'tasks', id from tasks
    union select 'sites', id::text from sites union select 'sites', code from sites union select 'regions', id from regions
    union select 'imports', id::text from imports union select 'people', id::text from people
    union select 'entities', id::text from entities union select 'kinds', kind from entity_kinds
    union select 'lists', list from list_batches`.execute(it.database.db)
  const byNoun = new Map<string, string[]>()
  for (const { noun, id } of rows) byNoun.set(noun, [...(byNoun.get(noun) ?? []), id])
  return byNoun
}

async function cookieFor(actor: Actor): Promise<string> {
  const { personId, unitId } = actor.principal
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const { token } = await startSession(it.database.db, {
    personId: personId ?? '',
    unitId: unitId ?? '',
    ...session,
  })
  return token
}

const readable = () =>
  it.app.identity.routes.filter(
    (r) => r.method === 'GET' && !streaming.has(r.url) && !r.url.includes('/docs'),
  )

test('no reading route shows a role the mark of a place it may not know, whatever id is asked for', async () => {
  const ids = await idsOfWorld()
  const leaks = new Set<string>()
  // one of each place: which role of a place sees which row, the tables have shown
  for (const actor of actors.filter(({ letter }, i) => actors.findIndex((a) => a.letter === letter) === i)) {
    const cookies = { qinglan: await cookieFor(actor) }
    const known = new Set([...(mayKnow[actor.letter] ?? []), 'import', 'rule', 'kind', 'list', actor.letter])
    for (const route of readable()) {
      if (byOtherRules.has(route.url.split('/')[3] ?? '') || route.url === '/api/v1/audit') continue
      const tried = ids.get(route.url.split('/')[3] ?? '') ?? [...ids.values()].flat()
      const urls = route.url.includes(':')
        ? tried.map((id) => route.url.replace(/:[a-z]+/gi, encodeURIComponent(id)))
        : [route.url]
      for (const url of urls) {
        const reply = await it.app.inject({
          url: `${url}?year=2026&factor=pm25&resolution=hour&from=2026-01-01&to=2026-01-02`,
          cookies,
        })
        for (const [, mark = ''] of reply.body.matchAll(/mark-([A-Za-z]+)/g)) {
          if (!known.has(mark) && !url.includes(`mark-${mark}`))
            leaks.add(`${actor.name} reads ${mark} at ${route.url}`)
        }
      }
    }
  }
  expect([...leaks]).toEqual([])
}, 180_000)

test('every route lets in exactly who holds its right, and every changing route names one', async () => {
  const open = it.app.identity.routes.filter((route) => rightOfRoute(route) === 'closed')
  expect(open).toEqual([])
  const wrong: string[] = []
  for (const actor of [...actors, undefined]) {
    for (const route of it.app.identity.routes) {
      if (streaming.has(route.url) || route.method === 'HEAD' || route.url.includes('/docs')) continue
      const right = rightOfRoute(route)
      if (right === 'self' || (right === 'open' && route.method !== 'GET')) continue
      const url = route.url.replace(/:[a-z]+/gi, '00000000-0000-4000-8000-00000000ffff')
      const reply = await it.app.inject({
        method: route.method as 'GET',
        url,
        headers: { 'sec-fetch-site': 'same-origin' },
        ...(actor ? { cookies: { qinglan: await cookieFor(actor) } } : {}),
      })
      const expected = right === 'open' || actor?.principal.rights.some((r) => r === right)
      const admitted = reply.statusCode !== 401 && reply.statusCode !== 403
      if (admitted !== Boolean(expected))
        wrong.push(`${actor?.name ?? 'nobody'} ${route.method} ${route.url}: ${reply.statusCode}`)
    }
  }
  expect(wrong).toEqual([])
}, 180_000)

const cell = (marks: readonly string[]) => (marks.length === 0 ? '–' : marks.join(' '))

function tableSection(table: TableShape): string {
  const groups = new Map<string, string[]>()
  for (const actor of actors) {
    const { select, insert, update, delete: gone } = done.get(key(table.name, actor))!
    const line = [select, insert, update, gone].map((marks) => cell([...marks].sort())).join(' | ')
    groups.set(line, [...(groups.get(line) ?? []), actor.name])
  }
  if (groups.size === 1 && [...groups.keys()][0] === '– | – | – | –')
    return `### ${table.name}\n\nClosed to every role.\n`
  const lines = [...groups].map(([line, names]) => `| ${names.join(', ')} | ${line} |`)
  return [
    `### ${table.name}`,
    '',
    '| role and place | sees | adds | changes | deletes |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}

async function serviceSection(): Promise<string> {
  const { rows } = await sql<{ name: string; worker: string[]; account: string[] }>`
    select t.name, ${sql.join(
      serviceRoles
        .filter((role) => role !== requestRole)
        .map(
          (role) => sql`array(select v from unnest(${verbs}::text[]) with ordinality as u (v, i)
            where has_table_privilege(${role}, t.name, v) order by i) as ${sql.ref(role === workerRole ? 'worker' : 'account')}`,
        ),
    )} from unnest(${tables.map(({ name }) => name)}::text[]) with ordinality as t (name, i) order by t.i`.execute(
    it.database.db,
  )
  const groups = new Map<string, string[]>()
  for (const { name, worker, account } of rows) {
    const line = `${cell(worker)} | ${cell(account)}`
    groups.set(line, [...(groups.get(line) ?? []), name])
  }
  const lines = [...groups].map(([line, names]) => `| ${names.join(', ')} | ${line} |`)
  return ['| tables | qinglan_worker | qinglan_account |', '| --- | --- | --- |', ...lines, ''].join('\n')
}

function routeSection(): string {
  const roles = [...new Set(actors.map((actor) => actor.principal.roles[0] ?? ''))]
  const rightsOfRole = new Map(
    actors.map((actor) => [actor.principal.roles[0] ?? '', actor.principal.rights]),
  )
  const lines = it.app.identity.routes
    .filter((route) => route.method !== 'HEAD' && !route.url.includes('/docs'))
    .map((route) => {
      const right = rightOfRoute(route)
      const who =
        right === 'open'
          ? 'everyone'
          : roles.filter((role) => rightsOfRole.get(role)?.some((r) => r === right)).join(', ')
      return `| ${route.method} ${route.url.replace('/api/v1', '')} | ${right} | ${who.split(', ').length === roles.length ? 'every role' : who} |`
    })
  return ['| route | right | who |', '| --- | --- | --- |', ...[...new Set(lines)].sort(), ''].join('\n')
}

test('the matrix of rights reads as docs/rights-matrix.md says (REGEN=1 writes it)', async () => {
  const text = [
    '# Who may see and do what 权限矩阵',
    '',
    'Generated by `apps/server/src/identity/rights-matrix.test.ts`, which tries every role on every table and route; do not edit.',
    '',
    'The world it is tried in: city C with counties A and B, park P inside A; city Z beside it; enterprise eP in the park, eB in B.',
    'Marks say whose a row is: **C** a campaign the city published to its counties, **D** what the city keeps to itself, **A B P Z** what',
    'belongs to that place alone, **…env** its air station, **eP eB** what the enterprise emits and owes, **·** reference data.',
    'A role name is followed by where it is held.',
    '',
    '## Tables',
    '',
    ...tables.map(tableSection),
    '## Accounts of the system',
    '',
    'What the database lets its service accounts do with each table, whoever asks: `qinglan_worker` for background work and imports,',
    '`qinglan_account` for signing in. Neither owns a table; the owner migrates and sets up, and then rests.',
    '',
    await serviceSection(),
    '## Routes',
    '',
    'A route first asks for a right; which rows it then reaches, the tables above say.',
    '',
    routeSection(),
  ].join('\n')
  if (process.env['REGEN']) await writeFile(golden, text)
  expect(text).toBe(await readFile(golden, 'utf8'))
})
