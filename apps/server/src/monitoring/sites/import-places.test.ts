import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { importPlaces } from './import-places.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate sites, regions cascade`.execute(database.db)
})

const take = (csv: string) => importPlaces(database.db, Readable.from([Buffer.from(csv)]))

const city = `\uFEFF编码,名称,类型,所属,经度,纬度,城市点,水质目标,级别,河流,别名
321000,扬州市,市,,,,,,,,
321003,邗江区,区,,,,,,,,
YZ-GX,高新区,园区,邗江区,,,,,,,
1055A,城东,空气站,扬州市,119.46,32.41,是,,,,老城东|东站
1056A,乡村,空气站,YZ-GX,119.5,32.3,否,,,,
W1,三江营,断面,邗江区,,,,III类,国控|省控,长江,
`

test('regions and sites of a city without a pack, in one table', async () => {
  expect(await take(city)).toEqual({
    regions: { rows: 3, written: 3 },
    sites: { rows: 3, written: 3 },
    problems: [],
  })
  const regions = await database.db
    .selectFrom('regions')
    .select(['id', 'parent_id', 'kind'])
    .orderBy('id')
    .execute()
  expect(regions).toEqual([
    { id: '321000', parent_id: null, kind: 'city' },
    { id: '321003', parent_id: '321000', kind: 'county' },
    { id: 'YZ-GX', parent_id: '321003', kind: 'park' },
  ])
  const sites = await database.db
    .selectFrom('sites')
    .select(['code', 'kind', 'region_id', 'lon', 'attributes'])
    .orderBy('code')
    .execute()
  expect(sites).toEqual([
    { code: '1055A', kind: 'air-station', region_id: '321000', lon: 119.46, attributes: { cityPoint: true } },
    { code: '1056A', kind: 'air-station', region_id: 'YZ-GX', lon: 119.5, attributes: { cityPoint: false } },
    {
      code: 'W1',
      kind: 'water-section',
      region_id: '321003',
      lon: null,
      attributes: { targetClass: 'Ⅲ', levels: ['national', 'provincial'], river: '长江' },
    },
  ])
  const aliases = await database.db.selectFrom('site_aliases').select('alias').orderBy('alias').execute()
  expect(aliases.map(({ alias }) => alias).toSorted()).toEqual(['东站', '老城东'].toSorted())
})

test('the same table again changes nothing; a blank leaves what is known', async () => {
  await take(city)
  expect(await take(city)).toMatchObject({ regions: { written: 0 }, sites: { written: 0 } })
  const partly = 'code,name,kind,lon\n1055A,城东新站,air-station,\n'
  expect(await take(partly)).toMatchObject({ sites: { rows: 1, written: 1 } })
  const site = await database.db
    .selectFrom('sites')
    .selectAll()
    .where('code', '=', '1055A')
    .executeTakeFirstOrThrow()
  expect(site).toMatchObject({ name_zh: '城东新站', lon: 119.46, region_id: '321000' })
})

test('every wrong cell is listed with its line and column, and nothing is stored', async () => {
  const result = await take(
    'code,name,kind,region,lon,cityPoint,targetClass,levels\n' +
      ',无码,空气站,,,,,\nA,甲,卫星,,,,,\nB,乙,空气站,999999,,,,\nC,丙,空气站,,200,,,\nD,丁,空气站,,,也许,,\nE,戊,断面,,,,Ⅶ,\nF,己,断面,,,,,区控\nF,庚,断面,,,,,\n',
  )
  expect(result.problems.map(({ line, column, value }) => [line, column, value])).toEqual([
    [2, 'code', ''],
    [3, 'kind', '卫星'],
    [4, 'region', '999999'],
    [5, 'lon', '200'],
    [6, 'cityPoint', '也许'],
    [7, 'targetClass', 'Ⅶ'],
    [8, 'levels', '区控'],
    [9, 'code', 'F'],
  ])
  expect(await database.db.selectFrom('sites').select('id').execute()).toEqual([])
})

test('a table of something else is refused by its header', async () => {
  expect((await take('site,time,PM2.5\nA,2021-01-01,1\n')).problems.map(({ column }) => column)).toEqual([
    'code',
    'zh',
    'kind',
  ])
})

test('regions that lie in each other are refused', async () => {
  const result = await take('code,name,kind,parent\nP1,甲,park,P2\nP2,乙,park,P1\n')
  expect(result.problems.map(({ line }) => line)).toEqual([2, 3])
})
