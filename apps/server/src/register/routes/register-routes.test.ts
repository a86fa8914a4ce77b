import { createHash } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { EntityDetail, EntityFile, EntityList, GapRow, Kind, ListBatch, RulePreview } from '@qinglan/contract'
import Fastify from 'fastify'
import { readXlsx, writeXlsx, type CellValue } from 'hucre'
import Type from 'typebox'
import { Errors } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QinglanError } from '../../errors.ts'
import type { App, AppContext } from '../../http/context.ts'
import { validateRequests } from '../../http/validation.ts'
import '../../region/tables.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { saveKind, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { RuleDefinition } from '../definitions/rule.ts'
import '../tables.ts'
import { registerFileRoutes } from './file-routes.ts'
import { listRoutes } from './list-routes.ts'
import { registerRoutes } from './register-routes.ts'

const t = (zh: string, en: string) => ({ zh, en })
const tank: KindDefinition = {
  kind: 'tank',
  title: t('储罐', 'Tank'),
  rows: ['S038'],
  key: 'code',
  geometry: 'point',
  facts: {
    code: { type: 'string', title: t('罐号', 'Tank no.') },
    volume: { type: 'number', title: t('容积', 'Volume'), unit: 'm3', minimum: 0 },
  },
  states: [
    { key: 'found', title: t('已排查', 'found') },
    { key: 'treated', title: t('已治理', 'treated') },
  ],
}
const rule: RuleDefinition = {
  rule: 'big-tank',
  row: 'S038',
  title: t('大罐', 'Big tank'),
  kind: 'tank',
  edition: '1',
  validFrom: '2021-01-01',
  thresholds: { volume: { value: 75, unit: 'm3', boundary: 'included' } },
  when: 'facts.volume >= thresholds.volume',
  must: [{ duty: 'report', title: t('报告', 'Report'), type: 'document' }],
  by: '2021-06-30',
}
const at = 'at=2021-07-01'

let database: TestDatabase
let app: App
beforeAll(async () => {
  database = await testDatabase()
  const region = { geometry: null, sort: 0, name_en: '', parent_id: null, kind: 'county' } as const
  await database.db
    .insertInto('regions')
    .values({ ...region, id: '990101', name_zh: '甲县' })
    .execute()
  await saveKind(database.db, tank)
  await saveRule(database.db, rule, 'test')
  app = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(validateRequests)
  app.decorateRequest('principal')
  app.addHook('onRequest', (request, _reply, done) => {
    const nobody = {
      id: null,
      personId: null,
      unitId: null,
      regionId: null,
      roles: [],
      rights: [],
      duty: null,
    }
    request.principal = { ...nobody, kind: 'visitor', login: 'office' }
    done()
  })
  app.setErrorHandler((error, _request, reply) =>
    error instanceof QinglanError
      ? reply.status(error.status).send({ message: error.message, details: error.details })
      : reply.send(error),
  )
  await app.register(multipart)
  const inRequest: AppContext['inRequest'] = (_request, work) => database.db.transaction().execute(work)
  for (const routes of [registerRoutes, registerFileRoutes, listRoutes])
    await routes(app, { inRequest } as AppContext)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const get = async (url: string) => (await app.inject(url)).json<unknown>()
const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })
async function upload(url: string, content: Uint8Array<ArrayBuffer> | string, name: string) {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const request = new Request('http://x', { method: 'POST', body: form })
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  return app.inject({ method: 'POST', url, payload: Buffer.from(await request.arrayBuffer()), headers })
}
const workbook = async (rows: CellValue[][]) =>
  new Uint8Array(await writeXlsx({ sheets: [{ name: '储罐', rows }] }))
const template = ['罐号', '容积(m3)', '状态', '行政区代码', '经度', '纬度']
const idOf = async (key: string) =>
  ((await get('/entities?kind=tank')) as EntityList).rows.find((r) => r.key === key)?.id ?? ''

test('the template, filled in with a spreadsheet program, is taken in; the export reads back as it went in', async () => {
  const blank = await readXlsx(new Uint8Array((await app.inject('/kinds/tank/template.xlsx')).rawPayload))
  expect(blank.sheets[0]?.rows[0]).toEqual(template)
  const rows: CellValue[][] = [
    template,
    ['T1', 75, '已排查', '990101', 120.5, 32.1],
    ['T2', 74.9, '已治理', '990101', 120.6, 32.2],
    ['T3', null, null, null, null, null],
  ]
  const reply = await upload('/kinds/tank/import?effectiveOn=2021-01-01', await workbook(rows), 'tanks.xlsx')
  expect(reply.json()).toMatchObject({ entered: 3, rejected: 0 })
  const exported = await readXlsx(new Uint8Array((await app.inject('/entities.xlsx?kind=tank')).rawPayload))
  expect(exported.sheets[0]?.rows.slice(0, 3)).toEqual(rows.slice(0, 3))
})

test('a table with bad rows is refused whole and tells each by line, column and value', async () => {
  const rows = [template, ['T8', 'big', '', '', '', ''], ['T9', 1, '', '110000', '', ''], ['T10', 1]]
  const reply = await upload('/kinds/tank/import', await workbook(rows), 'tanks.xlsx')
  expect(reply.statusCode).toBe(400)
  expect(reply.json()).toMatchObject({
    details: [
      { line: 2, column: '容积(m3)', value: 'big' },
      { line: 3, column: '行政区代码', value: '110000' },
    ],
  })
  const kept = await upload('/kinds/tank/import?allOrNothing=false', await workbook(rows), 'tanks.xlsx')
  expect(kept.json()).toMatchObject({ entered: 1, rejected: 2 })
})

test('rows may hold from days of their own, and a key may come again on a later day', async () => {
  const csv =
    '罐号,状态,生效日期\nT20,已排查,2021-02-01\nT20,已治理,2021-03-01\nT20,已治理,2021-03-01\nT21,已排查,昨天\n'
  const reply = await upload('/kinds/tank/import?allOrNothing=false', csv, 'tanks.csv')
  const result = reply.json<{ entered: number; changed: number; problems: { line: number }[] }>()
  expect([result.entered, result.changed, result.problems.map((p) => p.line)]).toEqual([1, 1, [4, 5]])
  const detail = (await get(`/entities/${await idOf('T20')}?${at}`)) as EntityDetail
  expect(detail.versions.map((v) => [v.state, v.effectiveOn])).toEqual([
    ['treated', '2021-03-01'],
    ['found', '2021-02-01'],
  ])
})

test.each([
  ['/kinds/tank/import', '', 'empty.csv', 400],
  ['/kinds/tank/import', '容积\n3\n', 'no-key.csv', 400],
  ['/kinds/none/import', '罐号\nT1\n', 'tanks.csv', 404],
])('%s with %j is refused', async (url, content, name, status) => {
  expect((await upload(url, content, name)).statusCode).toBe(status)
})

test('a form that does not fit is refused by the name of the fact; one that does changes the entity', async () => {
  const form = { kind: 'tank', effectiveOn: '2021-05-01' }
  const bad = await post('/entities', { ...form, facts: { code: 'T1', volume: -1 } })
  expect([bad.statusCode, bad.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('容积'),
  ])
  expect((await post('/entities', { ...form, kind: 'none', facts: {} })).statusCode).toBe(404)
  expect((await post('/entities', { ...form, facts: { code: 'T1' }, state: 'burnt' })).statusCode).toBe(400)
  expect((await post('/entities', { ...form, facts: { code: 'T1' }, effectiveOn: 'May' })).statusCode).toBe(
    400,
  )
  const good = await post('/entities', { ...form, facts: { code: 'T1', volume: 80 }, reason: '核实' })
  expect(good.json()).toMatchObject({ version: 2, outcome: 'changed' })
})

test('evidence is taken only for a duty that counts it, and then the duty is fulfilled', async () => {
  const url = `/entities/${await idOf('T1')}/evidence`
  const item = { type: 'document', duty: 'report', on: '2021-05-02', data: {} }
  expect((await post(url, { ...item, duty: 'dance' })).statusCode).toBe(400)
  expect((await post(url, { ...item, site: 'nowhere' })).statusCode).toBe(400)
  expect((await post(url, item)).statusCode).toBe(200)
  const detail = (await get(`/entities/${await idOf('T1')}?${at}`)) as EntityDetail
  expect([...Errors(EntityDetail, detail)]).toEqual([])
  expect(detail.obligations).toMatchObject([{ bound: 'yes', status: 'fulfilled', cited: { volume: 80 } }])
})

test('kinds, lists and gaps keep to the contract; gaps download as a table', async () => {
  expect([...Errors(Type.Array(Kind), await get('/kinds'))]).toEqual([])
  expect([...Errors(EntityList, await get('/entities?kind=tank&text=T1&limit=2'))]).toEqual([])
  const gaps = await get(`/gaps?${at}&byRegion=true`)
  expect([...Errors(Type.Array(GapRow), gaps)]).toEqual([])
  expect(gaps).toContainEqual(
    expect.objectContaining({ regionId: '990101', bound: 1, fulfilled: 1, rate: 100 }),
  )
  const book = await readXlsx(new Uint8Array((await app.inject(`/gaps.xlsx?${at}&byRegion=true`)).rawPayload))
  expect(book.sheets[0]?.rows[0]).toContain('受约束')
  expect(book.sheets[0]?.rows).toContainEqual(expect.arrayContaining(['大罐', '甲县', 1]))
})

test('a rule is tried before it is saved, and a broken one is refused', async () => {
  const lower = {
    ...rule,
    edition: '2',
    thresholds: { volume: { value: 74.9, unit: 'm3', boundary: 'included' } },
  }
  const preview = (await post(`/rules/preview?${at}`, lower)).json<RulePreview>()
  expect([...Errors(RulePreview, preview)]).toEqual([])
  expect(preview).toMatchObject({
    boundNow: 1,
    boundThen: 2,
    judged: 4,
    population: 4,
    entering: 1,
    enters: [{ key: 'T2', cited: { volume: 74.9 } }],
    leaving: 0,
    leaves: [],
    standingNow: { fulfilled: 1, open: 0, late: 0 },
    standingThen: { fulfilled: 1, open: 0, late: 1 },
  })
  const broken = await app.inject({
    method: 'PUT',
    url: '/rules',
    payload: { ...rule, when: 'facts.volume >=' },
  })
  expect(broken.statusCode).toBe(409)
  const put = (payload: object) => app.inject({ method: 'PUT', url: '/rules', payload })
  expect((await put({ ...rule, edition: '3', when: 'facts.volume >=' })).statusCode).toBe(400)
  expect((await put(rule)).statusCode).toBe(200)
})

test('a preview may be of a part drawn by lot, and says so; why nobody can tell is counted', async () => {
  const lower = { ...rule, edition: '2', when: 'facts.volume >= 74.9' }
  const part = (await post(`/rules/preview?${at}&most=1`, lower)).json<RulePreview>()
  expect([part.judged, part.population]).toEqual([1, 4])
  const misspelt = { ...rule, edition: '2', when: 'facts.volum >= 75.0' }
  const blind = (await post(`/rules/preview?${at}`, misspelt)).json<RulePreview>()
  expect(blind).toMatchObject({
    judged: 4,
    boundThen: 0,
    leaving: 1,
    leaves: [{ key: 'T1' }],
    unknown: 4,
    unknownWhy: [{ why: 'No such key: volum', entities: 4 }],
  })
})

test.each([
  ['facts.volume >=', 1, 16],
  ['facts.volume >= 75.0\n  && nowhere(3)', 2, 6],
])('a mistake in a condition is refused with its place: %j', async (when, line, column) => {
  const refused = await post(`/rules/preview?${at}`, { ...rule, edition: '2', when })
  expect([refused.statusCode, refused.json()]).toMatchObject([400, { details: { text: when, line, column } }])
})

test('a list is published in batches; earlier than the last is refused; two days differ by who came and went', async () => {
  const batch = { title: '治理清单', publicFacts: ['volume'], reason: '' }
  const [one, two] = [await idOf('T1'), await idOf('T2')]
  const publish = (publishedOn: string, entityIds: string[]) =>
    post('/lists/tanks/batches', { ...batch, publishedOn, entityIds })
  const first = (await publish('2021-03-01', [one])).json<{ batch: number; sha256: string }>()
  expect(first).toEqual({ batch: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect((await publish('2021-02-01', [two])).statusCode).toBe(409)
  expect((await publish('2021-04-01', [])).statusCode).toBe(400)
  expect((await publish('2021-04-01', [two])).json()).toMatchObject({ batch: 2 })
  expect(await get('/lists/tanks/difference?from=2021-03-01&to=2021-04-01')).toEqual({
    entered: ['T2'],
    left: ['T1'],
  })
  expect([...Errors(Type.Array(ListBatch), await get('/lists'))]).toEqual([])
  const snapshot = (await app.inject('/lists/tanks/batches/1/snapshot.json')).body
  expect(JSON.parse(snapshot)).toEqual([{ key: 'T1', name: 'T1', volume: 80 }])
  expect(createHash('sha256').update(snapshot).digest('hex')).toBe(first.sha256)
  expect((await app.inject('/lists/tanks/batches/9/snapshot.json')).statusCode).toBe(404)
})

test('the file of an entity keeps to the contract: duties, evidence, lists, history; its workbook speaks either language', async () => {
  const id = await idOf('T1')
  const file = (await get(`/entities/${id}/file?${at}`)) as EntityFile
  expect([...Errors(EntityFile, file)]).toEqual([])
  expect(file).toMatchObject({
    openItems: [],
    documents: [{ key: 'T1', type: 'document', duty: { zh: '报告' }, on: '2021-05-02' }],
    lists: [{ list: 'tanks', enteredOn: '2021-03-01', leftOn: '2021-04-01', leftBatch: 2 }],
  })
  const before = (await get(`/entities/${id}/file?at=2021-03-15`)) as EntityFile
  expect(before).toMatchObject({
    documents: [],
    lists: [{ leftOn: null }],
    openItems: [{ status: 'open', due: '2021-06-30' }],
  })
  const book = async (lang: string) =>
    readXlsx(new Uint8Array((await app.inject(`/entities/${id}/file.xlsx?${at}&lang=${lang}`)).rawPayload))
  const [zh, en] = [await book('zh'), await book('en')]
  expect(zh.sheets.map((s) => s.name)).toContain('变更记录')
  expect(zh.sheets[0]?.rows).toContainEqual(['容积', 80, 'm3'])
  expect(en.sheets.map((s) => s.name)).toContain('Versions')
  expect(en.sheets[0]?.rows).toContainEqual(['Volume', 80, 'm3'])
})

test('what is exported in English has English headings and reads back', async () => {
  const sheets = async (url: string) => readXlsx(new Uint8Array((await app.inject(url)).rawPayload))
  const register = await sheets('/entities.xlsx?kind=tank&lang=en')
  expect(register.sheets[0]?.rows[0]).toEqual([
    'Tank no.',
    'Volume (m3)',
    'State',
    'Region code',
    'Longitude',
    'Latitude',
  ])
  const rows = register.sheets[0]?.rows ?? []
  const again = await upload('/kinds/tank/import?effectiveOn=2021-07-01', await workbook(rows), 'tanks.xlsx')
  expect(again.json()).toMatchObject({ changed: 0, rejected: 0, problems: [] })
  const gaps = await sheets(`/gaps.xlsx?${at}&lang=en`)
  expect(gaps.sheets[0]?.rows[0]).toContain('Fulfilled of bound (%)')
  expect(gaps.sheets[0]?.rows.at(-1)?.[1]).toContain('everything registered')
})

test('a day that the calendar lacks and a place that is none are refused', async () => {
  expect((await app.inject('/gaps?at=2021-02-30')).statusCode).toBe(400)
  const form = { kind: 'tank', facts: { code: 'T1' }, effectiveOn: '2021-07-01' }
  expect((await post('/entities', { ...form, effectiveOn: '2021-13-01' })).statusCode).toBe(400)
  const swapped = await post('/entities', { ...form, geometry: { type: 'Point', coordinates: [32, 120.9] } })
  expect([swapped.statusCode, swapped.body]).toEqual([400, expect.stringContaining('颠倒')])
})
