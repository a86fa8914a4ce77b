import { validateRequests } from '../../http/validation.ts'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  AqiCalendar,
  ImportMapping,
  ImportResult,
  SectionRow,
  Site,
  SiteSeries,
} from '@qinglan/contract'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { assessDirty } from '../assess-dirty.ts'
import { assessmentRoutes } from './assessment-routes.ts'
import type { App, AppContext } from '../../http/context.ts'
import { answerErrors } from '../../http/request-errors.ts'
import { takeUploads } from '../../http/upload.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { monitoringRoutes } from '../../monitoring/routes/monitoring-routes.ts'

let database: TestDatabase
let app: App
/** The region of who asks, as the rights functions of the database read it. */
let region = '*'

beforeAll(async () => {
  database = await testDatabase()
  const base = { name_en: '', geometry: null, sort: 0 } as const
  await database.db
    .insertInto('regions')
    .values([
      { ...base, id: '990100', parent_id: null, kind: 'city', name_zh: '乙市' },
      { ...base, id: '990101', parent_id: '990100', kind: 'county', name_zh: '丙区' },
      { ...base, id: '990102', parent_id: '990100', kind: 'county', name_zh: '丁县' },
    ])
    .execute()
  const site = { unit_id: null, lon: 120, lat: 32, name_en: 'Site' } as const
  await database.db
    .insertInto('sites')
    .values([
      { ...site, code: 'A1', kind: 'air-station', name_zh: '东站', region_id: '990101', attributes: '{}' },
      {
        ...site,
        code: 'W1',
        kind: 'water-section',
        name_zh: '大桥',
        region_id: '990102',
        attributes: '{"levels":["national"],"targetClass":"Ⅲ"}',
      },
    ])
    .execute()
  app = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(validateRequests)
  answerErrors(app)
  await takeUploads(app, 100_000 / (20 * 1024 ** 2))
  const context = {
    db: database.db,
    pool: database.pool,
    inRequest: (_request, work) =>
      database.db.transaction().execute(async (trx) => {
        await sql`select set_config('qinglan.region', ${region}, true), set_config('qinglan.roles', 'monitoring-engineer', true)`.execute(
          trx,
        )
        return work(trx)
      }),
  } as Partial<AppContext> as AppContext
  await monitoringRoutes(app, context)
  await assessmentRoutes(app, context)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await database.close()
})
beforeEach(async () => {
  region = '*'
  await sql`truncate observations, imports, import_problems, assessment_dirty, evaluations`.execute(
    database.db,
  )
})

async function upload(csv: string, fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([csv]), 'up.csv')
  const encoded = new Response(form)
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  return app.inject({
    method: 'POST',
    url: '/imports',
    headers,
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
}

const hours = (values: string) =>
  `site,time,PM2.5,PM10,SO2,NO2,CO,O3\n${Array.from({ length: 24 }, (_, hour) => `A1,2021-03-05 ${String(hour + 1).padStart(2, '0')}:00,${values}`).join('\n')}`

const get = async <T>(url: string): Promise<T> => {
  const reply = await app.inject({ url })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json<T>()
}

describe('imports', () => {
  test('a file is taken in, listed, and its problems exported', async () => {
    const csv = `${hours('35,60,10,40,0.8,90')}\nA1,2021-03-06 01:00,=1+1,1,1,1,1,1\n`
    const reply = await upload(csv, { mode: 'skip-and-report', simulated: 'true' })
    const result = reply.json<ImportResult>()
    expect(result).toMatchObject({
      status: 'done',
      rows: 25,
      accepted: 24,
      rejected: 1,
      simulated: true,
      fileName: 'up.csv',
    })
    expect(await get<ImportResult[]>('/imports')).toMatchObject([{ id: result.id, problems: [] }])
    expect(await get<ImportResult>(`/imports/${result.id}`)).toEqual(result)
    const exported = await app.inject({ url: `/imports/${result.id}/problems.csv` })
    expect(exported.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(exported.body).toMatch(
      /^\uFEFF行 line,列 column,值 value,原因,reason\r\n26,PM2.5,'=1\+1,"不是数值[^"]*","not a number[^"]*"\r\n$/,
    )
  })

  test('the sender may choose the id, and have new sites entered in a region', async () => {
    const id = '0b3bd4f0-7c1e-4e0b-9d63-0f9f3f2f6c11'
    const csv = 'site,time,PM2.5\nNEW1,2021-03-05 07:00,35\n'
    const result = (await upload(csv, { id, newSites: 'true', region: '990102' })).json<ImportResult>()
    expect(result).toMatchObject({ id, status: 'done', inserted: 1 })
    const site = await database.db
      .selectFrom('sites')
      .selectAll()
      .where('code', '=', 'NEW1')
      .executeTakeFirst()
    expect(site).toMatchObject({ region_id: '990102', kind: 'air-station', attributes: { cityPoint: true } })
    expect((await upload(csv, { id })).statusCode).toBe(400)
    expect((await upload(csv, { id: 'mine' })).statusCode).toBe(400)
    await sql`delete from sites where code = 'NEW1'`.execute(database.db)
  })

  test.each([
    ['a header nobody knows', 'a,b\n1,2\n', {}, 400, 'bad-input'],
    ['an unknown mapping', 'site,time,PM2.5\n', { mapping: 'nope' }, 400, 'bad-input'],
    ['a path as mapping', 'site,time,PM2.5\n', { mapping: '/etc/x.yaml' }, 400, 'bad-input'],
    ['an unknown mode', 'site,time,PM2.5\n', { mode: 'hope' }, 400, 'bad-input'],
    [
      'a file above the limit',
      `site,time,PM2.5\n${'A1,2021-03-05 07:00,1\n'.repeat(6000)}`,
      {},
      413,
      'too-large',
    ],
  ])('%s is refused', async (_, csv, fields, status, code) => {
    const reply = await upload(csv, fields)
    expect([reply.statusCode, reply.json<{ error?: { code: string }; code?: string }>()]).toMatchObject([
      status,
      {},
    ])
    expect(reply.body).toContain(code)
    const { rows } = await sql`select 1 from observations`.execute(database.db)
    expect(rows).toEqual([])
  })

  test('an officer of a county writes to the sites of the county alone', async () => {
    region = '990102'
    expect((await upload(hours('35,60,10,40,0.8,90'))).json<ImportResult>()).toMatchObject({
      status: 'refused',
      rejected: 24,
    })
    expect((await upload('site,time,NH3N\nW1,2021-03-05,0.5\n')).json<ImportResult>()).toMatchObject({
      status: 'done',
    })
  })

  test('every bundled mapping is described and takes its own example header', async () => {
    const mappings = await get<ImportMapping[]>('/import-mappings')
    expect(mappings.map((mapping) => mapping.name)).toContain('long')
    for (const { exampleHeader } of mappings) expect(exampleHeader.length).toBeGreaterThan(2)
  })

  test('an import that is not there', async () => {
    expect((await app.inject({ url: '/imports/00000000-0000-4000-8000-000000000000' })).statusCode).toBe(404)
  })
})

describe('sites', () => {
  test('with their latest values and the grade of these', async () => {
    await upload(hours('80,60,10,40,0.8,90'))
    await upload('site,time,PH,DO,NH3N,HG\nW1,2021-03-05 10:00,7.5,8,1.2,<0.00004\n')
    const sites = await get<Site[]>('/sites')
    expect(
      sites.map(({ code, latest }) => [
        code,
        latest?.at,
        latest?.resolution,
        latest?.grade,
        latest?.label.zh,
      ]),
    ).toEqual([
      ['A1', '2021-03-05T16:00:00.000Z', 'hour', 3, 'AQI 107 轻度污染'],
      ['W1', '2021-03-05T02:00:00.000Z', 'sample', 4, 'Ⅳ类'],
    ])
    expect(sites[1]?.latest?.values).toEqual({
      PH: 7.5,
      DO: 8,
      NH3N: 1.2,
      HG: { missing: 'below-detection' },
    })
    expect(await get<Site[]>('/sites?kind=air-station&regionId=990100')).toHaveLength(1)
    expect(await get<Site[]>('/sites?regionId=990102')).toMatchObject([{ code: 'W1' }])
    const id = sites[0]!.id
    // as of a day: the hour that ends at 24:00 is its last; before anything was measured there is nothing
    const asOf = async (at: string) => (await get<Site[]>(`/sites?at=${at}`)).map(({ latest }) => latest?.at)
    expect(await asOf('2021-03-05')).toEqual(sites.map(({ latest }) => latest?.at))
    expect(await asOf('2021-03-04')).toEqual([undefined, undefined])
    const series = await get<SiteSeries>(
      `/sites/${id}/series?factor=PM2.5&resolution=hour&from=2021-03-05&to=2021-03-05`,
    )
    expect(series).toMatchObject({ unit: 'µg/m³', factor: 'PM2.5', resolution: 'hour' })
    expect([series.times.length, series.times[0], series.times.at(-1)]).toEqual([
      24,
      '2021-03-04T17:00:00.000Z',
      '2021-03-05T16:00:00.000Z',
    ])
    expect(new Set(series.values)).toEqual(new Set([80]))
  })

  test.each([
    ['/sites/999999/series?factor=PM2.5&resolution=hour&from=2021-03-05&to=2021-03-05', 404],
    ['/sites/x/series?factor=PM2.5&resolution=hour&from=2021-03-05&to=2021-03-05', 404],
    ['/sites/1/series?factor=PM2.5&resolution=hour&from=2021-03-05&to=2021-03-04', 400],
    ['/sites/1/series?factor=PM2.5&resolution=week&from=2021-03-05&to=2021-03-05', 400],
    ['/sites/nobody/aqi-calendar?year=2021', 404],
    ['/regions/nobody/aqi-calendar?year=2021', 404],
  ])('%s answers %i', async (url, status) => expect((await app.inject({ url })).statusCode).toBe(status))
})

describe('what they mean', () => {
  test('a calendar of indices and the classes of sections', async () => {
    await upload(hours('80,60,10,40,0.8,90'), { simulated: 'true' })
    await upload('site,time,PH,DO,NH3N\nW1,2021-03-05 10:00,7.5,8,1.2\nW1,2021-02-05 10:00,7.5,8,0.6\n')
    while ((await assessDirty(database.db)) > 0);
    const asOf = (at: string) => get<AqiCalendar>(`/regions/990101/aqi-calendar?year=2021&at=${at}`)
    expect((await asOf('2021-03-04')).days).toEqual([])
    expect((await asOf('2021-03-05')).days).toHaveLength(1)
    const calendar = await get<AqiCalendar>('/regions/990101/aqi-calendar?year=2021')
    expect(calendar).toMatchObject({
      subject: { kind: 'region', name: { zh: '丙区' } },
      goodDays: 0,
      validDays: 1,
      days: [{ date: '2021-03-05', aqi: 107, grade: 3, primary: ['PM2.5'] }],
      provenance: { standard: 'HJ 633', edition: '2012', simulated: true },
    })
    const sections = await get<SectionRow[]>('/sections')
    expect(sections).toMatchObject([
      {
        site: { code: 'W1' },
        month: {
          from: '2021-03-01',
          to: '2021-03-31',
          class: 'Ⅳ',
          attained: false,
          main: ['NH3N'],
          valid: 1,
        },
        yearToDate: { from: '2021-01-01', class: 'Ⅲ', attained: true, valid: 2 },
        simulated: false,
      },
    ])
    expect(await get<SectionRow[]>('/sections?at=2021-02-28')).toMatchObject([{ month: { class: 'Ⅲ' } }])
    const unknown = await app.inject({ url: '/sections?level=spaceport' })
    expect(unknown.statusCode).toBe(400)
    expect(unknown.body).toContain('national')
  })
})
