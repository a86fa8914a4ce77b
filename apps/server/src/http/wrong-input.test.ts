import type { ErrorReply } from '@qinglan/contract'
import { readPlan } from '@qinglan/plan-reader'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../database/connect.ts'
import { rightOfRoute, type RouteOf } from '../identity/http/route-rights.ts'
import { startSession } from '../identity/sessions/sessions.ts'
import { makeWorld, type Actor } from '../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'
import { saveGate, saveKind, saveLimits, saveRule } from '../register/definitions/definition-store.ts'
import type { KindDefinition } from '../register/definitions/kind.ts'
import { saveEntity } from '../register/entities/save-entity.ts'
import { describedOperations, type DescribedOperation } from './testing/described-operations.ts'
import { sampleOf, wrongValues, wrongWords, type Node } from './testing/samples.ts'

type Operation = DescribedOperation & { readonly route: RouteOf }

/** Names that the world of the test has, so that what is wrong elsewhere is reached. */
const given = {
  kind: 'mark-kind',
  list: 'mark-list',
  regionId: '990100',
  factor: 'pm25',
  mn: 'mn-mark-eP',
  unitId: 'unit-C',
}

/** Ids that the world has, by the noun of the address. */
const ids = new Map<string, string>([
  ['sites', '1'],
  ['regions', '990100'],
  ['campaigns', 'mark-C'],
  ['targets', 'mark-C/T'],
  ['tasks', 'mark-C/K'],
  ['units', 'unit-C'],
])

/** A register and a review that work, in place of the one whose definitions only bear marks. */
async function fill(db: Db): Promise<void> {
  for (const table of ['obligation_rules', 'register_gates', 'limit_libraries'])
    await sql`delete from ${sql.table(table)}`.execute(db)
  await sql`update entities set kind = 'mark-kind'`.execute(db)
  const title = { zh: '锅炉', en: 'Boilers' }
  const fact = { type: 'number' as const, title }
  const kind: KindDefinition = {
    kind: 'mark-kind',
    title,
    rows: ['S001'],
    key: 'code',
    geometry: 'point',
    facts: { code: { type: 'string', title }, power: fact, since: { type: 'date', title } },
    states: [{ key: 'found', title }],
  }
  await saveKind(db, kind)
  const text = '到2026年,PM2.5浓度降到30微克/立方米以下。'
  const reading = JSON.stringify(readPlan(text, { file: 'plan.txt', withText: true }))
  await sql`delete from review_steps`.execute(db)
  await sql`update reviews set text = ${text}, reading = ${reading}`.execute(db)
  const base = { row: 'S001', title, edition: '1', validFrom: '2021-01-01' }
  const must = [{ duty: 'd', type: 'document' as const, title, withinDays: 30 }]
  await saveRule(db, { ...base, rule: 'mark-rule', kind: 'mark-kind', when: 'facts.power > 1.0', must }, 'x')
  await saveLimits(db, { ...base, library: 'x', unit: '', limits: [{ of: 'x', max: 6 }] }, 'x')
  const when = "facts.power < limits.max('x', 'x', date)"
  const clauses = [{ clause: 'c', title, effect: 'refuse' as const, when }]
  await saveGate(db, { ...base, gate: 'mark-gate', kind: 'mark-kind', clauses }, 'x')
  await saveEntity(db, kind, { facts: { code: 'K', power: 5 }, effectiveOn: '2021-02-01' }, 'x')
}

let it: TestApplication
let actors: readonly Actor[]
const operations: Operation[] = []
beforeAll(async () => {
  it = await testApplication({ requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 })
  const { db } = it.database
  actors = await makeWorld(db)
  await fill(db)
  for (const noun of ['people', 'imports', 'reviews', 'upstreams', 'entities', 'alarms']) {
    const { rows } = await sql<{ id: string }>`select id::text as id from ${sql.table(noun)} limit 1`.execute(
      db,
    )
    ids.set(noun, rows[0]?.id ?? '')
  }
  await it.app.ready()
  for (const found of describedOperations(it.app)) {
    const route = it.app.identity.routes.find((r) => r.method === found.method && r.url === found.url)
    if (route && !found.url.endsWith('/events')) operations.push({ ...found, route })
  }
})
afterAll(() => it?.close())

const cookies = new Map<string, string>()

/** A session of someone with the right that an operation needs: of the administrator where there is no other need. */
async function cookieFor(operation: Operation): Promise<string> {
  const right = rightOfRoute(operation.route)
  const may = (actor: Actor) => actor.principal.rights.some((own) => own === right)
  const administrator = actors.find(({ name }) => name === 'administrator C')!
  const actor = may(administrator) ? administrator : (actors.find(may) ?? administrator)
  const { personId, unitId } = actor.principal
  const known = cookies.get(actor.name)
  if (known !== undefined && right !== 'self' && right !== 'open') return known
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const started = await startSession(it.database.db, { personId: personId!, unitId: unitId!, ...session })
  cookies.set(actor.name, started.token)
  return started.token
}

type Words = Readonly<Record<string, unknown>>

function addressOf({ url }: Operation, params: Words, query: readonly (readonly [string, string])[]): string {
  const path = url.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(`${(params[name] ?? 'x') as string | number}`),
  )
  const search = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
  return search === '' ? path : `${path}?${search}`
}

/** What is wrong with a reply, if anything: a failure of the server's, or a refusal that is not told in our shape. */
async function faultOf(operation: Operation, url: string, body?: unknown): Promise<string[]> {
  const reply = await it.app.inject({
    method: operation.method as 'GET',
    url,
    cookies: { qinglan: await cookieFor(operation) },
    headers: { 'sec-fetch-site': 'same-origin', 'x-qinglan-unattended': '1' },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' } }),
  })
  const at = `${operation.method} ${url.slice(0, 120)} ${JSON.stringify(body)?.slice(0, 120) ?? ''}: ${reply.statusCode}`
  if (reply.statusCode < 400) return []
  const { error } = reply.json<Partial<ErrorReply>>()
  const isTold =
    error !== undefined &&
    /\p{Script=Han}/u.test(error.message.zh) &&
    /[a-z]{2}/i.test(error.message.en) &&
    /^[a-z]+(-[a-z]+)*$/.test(error.code) &&
    error.requestId !== ''
  return reply.statusCode >= 500 || !isTold ? [`${at} ${reply.body.slice(0, 200)}`] : []
}

const sample = (node: Node): Record<string, unknown> => sampleOf(node, given) as Record<string, unknown>

/** Ids of an address that lead to something, where the world has it. */
function paramsOf({ url, params }: Operation): Record<string, unknown> {
  const id = ids.get(url.split('/')[3] ?? '')
  return { ...sample(params), ...(id === undefined ? {} : { id }) }
}

test('right words of an address are taken', async () => {
  const refused: string[] = []
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const query = Object.entries(sample(operation.query)).map(([k, v]) => [k, String(v)] as const)
    const url = addressOf(operation, paramsOf(operation), query)
    const reply = await it.app.inject({ url, cookies: { qinglan: await cookieFor(operation) } })
    if (reply.statusCode === 400 || reply.statusCode >= 500)
      refused.push(`${url} ${reply.statusCode} ${reply.body.slice(0, 150)}`)
  }
  expect(refused.filter((told) => !told.includes('/diff'))).toEqual([])
}, 120_000)

test('no wrong word of an address makes an operation fail, and every refusal is told', async () => {
  const faults: string[] = []
  for (const operation of operations) {
    const { params, query, body } = operation
    const rightParams = paramsOf(operation)
    const rightQuery = Object.entries(sample(query)).map(([k, v]) => [k, String(v)] as const)
    const payload = body && sample(body)
    const others = (name: string) => rightQuery.filter(([other]) => other !== name)
    for (const name of Object.keys(params.properties ?? {}))
      for (const word of wrongWords) {
        const url = addressOf(operation, { ...rightParams, [name]: word }, rightQuery)
        faults.push(...(await faultOf(operation, url, payload)))
      }
    for (const name of [...Object.keys(query.properties ?? {}), 'foo']) {
      for (const word of wrongWords)
        faults.push(
          ...(await faultOf(
            operation,
            addressOf(operation, rightParams, [...others(name), [name, word]]),
            payload,
          )),
        )
      const twice = [...others(name), [name, 'a'], [name, 'b']] as [string, string][]
      faults.push(...(await faultOf(operation, addressOf(operation, rightParams, twice), payload)))
    }
  }
  expect(operations.length).toBeGreaterThan(100)
  expect(faults).toEqual([])
}, 480_000)

/** A body with one of its values, however deep, replaced by each wrong one. */
function* spoilt(value: unknown, node: Node): Generator {
  yield* wrongValues
  if (node.anyOf) {
    for (const branch of node.anyOf) if (branch.properties) yield* spoilt(sample(branch), branch)
    return
  }
  for (const [name, inner] of Object.entries(node.properties ?? {})) {
    for (const wrong of spoilt((value as Words)[name] ?? sampleOf(inner, given, name), inner))
      yield { ...(value as Words), [name]: wrong }
  }
}

test('no wrong value of a body makes an operation fail, and every refusal is told', async () => {
  const faults: string[] = []
  for (const operation of operations) {
    const { body } = operation
    if (!body) continue
    const url = addressOf(operation, paramsOf(operation), [])
    for (const wrong of spoilt(sample(body), body)) faults.push(...(await faultOf(operation, url, wrong)))
  }
  expect(faults).toEqual([])
}, 480_000)

test('a day that the calendar lacks is refused by name, also in the sentence', async () => {
  const cookie = await cookieFor(operations.find(({ url }) => url === '/api/v1/entities')!)
  const ask = async (url: string) =>
    (await it.app.inject({ url: `/api/v1${url}`, cookies: { qinglan: cookie } })).json<ErrorReply>().error
  expect(await ask('/entities?kind=mark-kind&at=2021-02-29')).toMatchObject({
    code: 'bad-input',
    message: {
      zh: '查询参数 at 为“2021-02-29”,应为日历上有的日期(1900年起),如 2021-04-30',
      en: 'Query parameter at is “2021-02-29”; expected a day that the calendar has (from 1900), such as 2021-04-30',
    },
  })
  expect((await ask('/entities?kind=mark-kind&status=zzz')).message).toEqual({
    zh: '查询参数 status 为“zzz”,应为其中之一:late、open',
    en: 'Query parameter status is “zzz”; expected one of late, open',
  })
  expect((await ask('/entities?kind=mark-kind&regoinId=990100')).message.zh).toBe(
    '没有查询参数 regoinId;可用:kind、at、regionId、state、text、status、order、limit、offset',
  )
  expect((await ask('/entities?kind=mark-kind&text=a%00b')).message.zh).toBe('查询参数 text 含空字符(NUL)')
})

test('what is not there is said not to be there, never answered by an empty list', async () => {
  const cookie = await cookieFor(operations.find(({ url }) => url === '/api/v1/entities')!)
  const status = async (url: string) =>
    (await it.app.inject({ url: `/api/v1${url}`, cookies: { qinglan: cookie } })).statusCode
  const asked = [
    ['/entities?kind=nothing', 404],
    ['/entities.xlsx?kind=nothing', 404],
    ['/entities?kind=mark-kind&regionId=1', 400],
    ['/entities?kind=mark-kind&state=burnt', 400],
    ['/entities?kind=mark-kind&order=zzz', 400],
    ['/entities?kind=mark-kind&order=-power', 200],
    ['/kinds/nothing/difference?from=2021-01-01&to=2021-02-01', 404],
    ['/lists/nothing/difference?from=2021-01-01&to=2021-02-01', 404],
    ['/limits/nothing?of=x', 404],
    ['/sites?regionId=1', 400],
    ['/sections?level=zzz&at=2021-01-01', 400],
    ['/alarms?siteId=999', 404],
    ['/regions/1/aqi-calendar?year=2021', 404],
  ] as const
  for (const [url, expected] of asked) expect(await status(url), url).toBe(expected)
  const total = async (offset: number) => {
    const url = `/api/v1/entities?kind=mark-kind&offset=${offset}`
    return (await it.app.inject({ url, cookies: { qinglan: cookie } })).json<{ total: number }>().total
  }
  expect(await total(5000)).toBe(await total(0))
  expect(await total(0)).toBeGreaterThan(0)
})

test('what the framework refuses is told in our words', async () => {
  const cookie = await cookieFor(operations.find(({ url }) => url === '/api/v1/people')!)
  const send = async (type: string, payload: string) => {
    const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
    const options = {
      method: 'POST',
      url: '/api/v1/people',
      cookies: { qinglan: cookie },
      headers,
      payload,
    } as const
    const reply = await it.app.inject(options)
    return [reply.statusCode, reply.json<ErrorReply>().error.code]
  }
  expect(await send('application/xml', '<a/>')).toEqual([415, 'unsupported'])
  expect(await send('application/json', '{"a":')).toEqual([400, 'bad-input'])
  expect(await send('application/json', '')).toEqual([400, 'bad-input'])
  expect(await send('application/json', `"${'x'.repeat(3_000_000)}"`)).toEqual([413, 'too-large'])
  const patch = await it.app.inject({ method: 'PATCH', url: '/api/v1/people', cookies: { qinglan: cookie } })
  expect([patch.statusCode, patch.headers['allow'], patch.json<ErrorReply>().error.code]).toEqual([
    405,
    'GET, HEAD, POST',
    'wrong-method',
  ])
  for (const [url, status] of [
    ['/api/v1/nothing', 404],
    ['/api/v1/entities/%FF', 400],
    [`/api/v1/entities/${'x'.repeat(400)}`, 400],
  ] as const) {
    const reply = await it.app.inject({ url, cookies: { qinglan: cookie } })
    expect([reply.statusCode, reply.json<ErrorReply>().error.message.zh], url).toEqual([
      status,
      expect.stringMatching(/\p{Script=Han}/u),
    ])
  }
})
