import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importCsv } from '../monitoring/import/import-csv.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { assessDirty } from './assess-dirty.ts'
import type { DayResult } from './air/day-result.ts'
import type { WaterMonthResult } from './water/section-months.ts'
import { assessmentIndicators } from './indicators/assessment-indicators.ts'
import '../region/tables.ts'
import './tables.ts'

let database: TestDatabase
const city = '990100'
beforeAll(async () => {
  database = await testDatabase()
  const region = { name_en: '', geometry: null, sort: 0 } as const
  await database.db
    .insertInto('regions')
    .values([
      { ...region, id: '990000', parent_id: null, kind: 'province', name_zh: '甲省' },
      { ...region, id: city, parent_id: '990000', kind: 'city', name_zh: '乙市' },
      { ...region, id: '990101', parent_id: city, kind: 'county', name_zh: '丙区' },
      { ...region, id: '990102', parent_id: city, kind: 'county', name_zh: '丁县' },
    ])
    .execute()
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate observations, imports, import_problems, assessment_dirty, evaluations, sites cascade`.execute(
    database.db,
  )
  const site = { unit_id: null, lon: null, lat: null, name_en: '' } as const
  const section = (code: string, levels: string[], extra: Record<string, unknown> = {}) =>
    ({
      ...site,
      code,
      kind: 'water-section',
      name_zh: code,
      region_id: '990101',
      attributes: JSON.stringify({ levels, targetClass: 'Ⅲ', ...extra }),
    }) as const
  await database.db
    .insertInto('sites')
    .values([
      {
        ...site,
        code: 'A1',
        kind: 'air-station',
        name_zh: '一站',
        region_id: '990101',
        attributes: '{"cityPoint":true}',
      },
      { ...site, code: 'A2', kind: 'air-station', name_zh: '二站', region_id: '990102', attributes: '{}' },
      {
        ...site,
        code: 'A3',
        kind: 'air-station',
        name_zh: '路边站',
        region_id: '990102',
        attributes: '{"cityPoint":false}',
      },
      section('S1', ['national', 'city']),
      section('S2', ['city']),
      section('S3', ['city'], { lake: true }),
      { ...site, code: 'D1', kind: 'water-source', name_zh: '水源一', region_id: city, attributes: '{}' },
      { ...site, code: 'D2', kind: 'water-source', name_zh: '水源二', region_id: city, attributes: '{}' },
    ])
    .execute()
})

const take = async (lines: readonly string[], simulated = false) => {
  const options = { fileName: 't.csv', mode: 'all-or-nothing', simulated } as const
  const result = await importCsv(
    database.pool,
    database.db,
    Readable.from([Buffer.from(lines.join('\n'))]),
    options,
  )
  expect(result.problems).toEqual([])
  while ((await assessDirty(database.db)) > 0);
}

const hours = (site: string, day: string, count: number, values: string) =>
  Array.from(
    { length: count },
    (_, hour) => `${site},${day} ${String(hour + 1).padStart(2, '0')}:00,${values}`,
  )

interface StoredRow<T> {
  readonly subject: string
  readonly starts: string
  readonly edition: string
  readonly result: T
  readonly inputs: number
  readonly valid: number
  readonly simulated: boolean
}

const stored = async <T extends DayResult | WaterMonthResult>(
  kind: 'site' | 'region',
  standard: string,
): Promise<readonly StoredRow<T>[]> => {
  const { rows } = await sql<StoredRow<T>>`
    select coalesce(s.code, e.subject_id) as subject, e.starts::text, e.edition, e.result, e.inputs, e.valid, e.simulated
    from evaluations e left join sites s on e.subject_kind = 'site' and s.id::text = e.subject_id
    where e.subject_kind = ${kind} and e.standard = ${standard} order by 1, 2`.execute(database.db)
  return rows
}

const ask = async (key: string, at: string, params: Record<string, unknown> = {}, regionId = city) => {
  const indicator = assessmentIndicators.find((one) => one.key === key)
  if (!indicator) throw new Error(key)
  return indicator.answer(database.db, { regionId, year: Number(at.slice(0, 4)), at, params })
}

const air = 'site,time,PM2.5,PM10,SO2,NO2,CO,O3'

describe('air', () => {
  test('a day of 24 hours, one of 20, one of 19; the hour 24:00 is of the day (GB 3095 Table 4)', async () => {
    await take([
      air,
      ...hours('A1', '2021-03-01', 24, '75,100,10,40,1.0,100'),
      ...hours('A1', '2021-03-02', 20, '76,100,10,40,1.0,100'),
      ...hours('A1', '2021-03-03', 19, '20,30,10,40,1.0,100'),
    ])
    const days = await stored<DayResult>('site', 'HJ 633')
    expect(
      days.map((day) => [day.starts, day.edition, day.result.aqi, day.result.grade, day.inputs, day.valid]),
    ).toEqual([
      ['2021-03-01', '2012', 100, 2, 24, 6],
      ['2021-03-02', '2012', 102, 3, 20, 6],
      ['2021-03-03', '2012', 50, 1, 19, 1], // 19 hours hold 14 windows of ozone, and nothing else
    ])
    expect(days[1]?.result.primary).toEqual(['PM2.5'])
    expect(days[2]?.result.concentrations.pm25DailyMeanUgPerM3).toBe('insufficient')
  })

  test('the edition is that of the day of the data', async () => {
    await take([
      air,
      ...hours('A1', '2026-03-01', 24, '61,100,10,40,1.0,100'),
      ...hours('A1', '2014-03-01', 24, '61,100,10,40,1.0,100'),
    ])
    const days = await stored<DayResult>('site', 'HJ 633')
    expect(days.map((day) => [day.edition, day.result.aqi])).toEqual([
      ['2012', 83],
      ['2026', 101],
    ])
  })

  test('a city is the mean of its city points first, a county of its own; nobody expects a station before its first day', async () => {
    await take([
      air,
      ...hours('A1', '2021-03-01', 24, '30,60,10,40,1.0,100'),
      ...hours('A1', '2021-03-02', 24, '30,60,10,40,1.0,100'),
      ...hours('A2', '2021-03-02', 24, '41,60,10,40,1.0,100'),
      ...hours('A3', '2021-03-02', 24, '300,500,10,40,1.0,100'),
    ])
    const days = await stored<DayResult>('region', 'HJ 633')
    expect(
      days.map((day) => [
        day.subject,
        day.starts,
        day.result.concentrations.pm25DailyMeanUgPerM3,
        day.inputs,
      ]),
    ).toEqual([
      [city, '2021-03-01', 30, 1],
      [city, '2021-03-02', 35.5, 2],
      ['990101', '2021-03-01', 30, 1],
      ['990101', '2021-03-02', 30, 1],
      ['990102', '2021-03-02', 41, 1],
    ])
  })

  test('what arrives later is assessed anew, and only that', async () => {
    await take([
      air,
      ...hours('A1', '2021-03-01', 24, '30,60,10,40,1.0,100'),
      ...hours('A1', '2021-03-02', 24, '30,60,10,40,1.0,100'),
    ])
    const before = await sql<{
      computed_at: Date
    }>`select computed_at from evaluations where starts = '2021-03-01' order by subject_kind`.execute(
      database.db,
    )
    await take([air, ...hours('A1', '2021-03-02', 24, '40,60,10,40,1.0,100')])
    const after = await sql<{
      computed_at: Date
    }>`select computed_at from evaluations where starts = '2021-03-01' order by subject_kind`.execute(
      database.db,
    )
    expect(after.rows).toEqual(before.rows)
    expect((await ask('air.pm25.annual-mean', '2021-03-02')).value).toBe(35)
  })

  test('ready-made daily values stand where there are no hours', async () => {
    await take(['site,time,PM2.5,PM10,SO2,NO2,CO,O3_8h', 'A1,2021-03-01,30,60,10,40,1.0,170'])
    expect((await stored<DayResult>('site', 'HJ 633'))[0]?.result).toMatchObject({
      aqi: 110,
      primary: ['O3'],
    })
  })

  test('packets of devices are assessed like files, in their own layouts and units', async () => {
    await sql`
      with layout as (
        insert into layouts (key, channels) values ('hj212:a34004-Avg,a21005-Avg,a34004-Max',
          '[{"factor":"a34004","statistic":"Avg","unit":"mg/m3"},{"factor":"a21005","statistic":"Avg","unit":"mg/m3"},
            {"factor":"a34004","statistic":"Max","unit":"mg/m3"}]') returning id
      )
      insert into observations (site_id, resolution, at, layout_id, values)
      select s.id, 'h', h, layout.id, '{0.076,0.5,9}' from sites s, layout,
        generate_series('2021-03-01 01:00+08'::timestamptz, '2021-03-02 00:00+08', '1 hour') as h
      where s.code = 'A1'`.execute(database.db)
    await sql`insert into assessment_dirty (site_id, day) select id, '2021-03-01' from sites where code = 'A1'`.execute(
      database.db,
    )
    while ((await assessDirty(database.db)) > 0);
    expect((await stored<DayResult>('site', 'HJ 633'))[0]?.result).toMatchObject({
      aqi: 102,
      primary: ['PM2.5'],
    })
  })

  test('indicators answer as of any day', async () => {
    await take(
      [
        air,
        ...hours('A1', '2021-01-01', 24, '30,60,10,40,1.0,100'),
        ...hours('A1', '2021-01-02', 24, '160,60,10,40,1.0,100'),
        ...hours('A1', '2021-01-03', 24, '33,60,10,40,2.0,180'),
        ...hours('A1', '2021-01-04', 10, '33,60,10,40,1.0,100'),
      ],
      true,
    )
    const mean = await ask('air.pm25.annual-mean', '2021-01-02')
    expect(mean).toMatchObject({
      value: 95,
      missing: null,
      accumulation: { kind: 'mean', done: 2, total: 365 },
      history: [],
    })
    expect(mean.series).toEqual([
      { period: '2021-01-01', value: 30, toDate: 30 },
      { period: '2021-01-02', value: 160, toDate: 95 },
    ])
    expect(mean.provenance).toMatchObject([
      { standard: 'HJ 663', edition: '2013', inputs: 2, valid: 2, simulated: true },
    ])
    const good = await ask('air.good-day-ratio', '2021-12-31')
    expect(good).toMatchObject({
      fraction: { numerator: 1, denominator: 3 },
      accumulation: { kind: 'ratio', good: 1, done: 3, total: 3 },
    })
    expect(await ask('air.heavy-pollution-days', '2021-12-31')).toMatchObject({
      value: 1,
      accumulation: { kind: 'count' },
    })
    expect((await ask('air.o3-p90', '2021-12-31')).value).toBeCloseTo(164, 10)
    expect(await ask('air.pm25.annual-mean', '2020-12-31')).toMatchObject({
      value: null,
      missing: { en: 'no valid day of this year to date' },
    })
    const end = await ask('air.pm25.annual-mean', '2021-12-31')
    expect(end.provenance[0]?.note?.en).toContain('fewer than GB 3095 Table 4')
  })

  test('earlier years are cut at the same day', async () => {
    const rows = (year: number, values: (day: number) => number) =>
      Array.from({ length: 365 }, (_, day) => {
        const date = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)
        return `A1,${date},${values(day)},50,5,20,0.5,90`
      })
    await take([
      'site,time,PM2.5,PM10,SO2,NO2,CO,O3_8h',
      ...rows(2019, (day) => (day < 181 ? 40 : 20)),
      ...rows(2021, () => 30),
    ])
    const { history, accumulation } = await ask('air.pm25.annual-mean', '2021-06-30')
    expect(history).toEqual([{ year: 2019, toDate: 40, rest: 20, whole: (40 * 181 + 20 * 184) / 365 }])
    expect(accumulation).toEqual({ kind: 'mean', done: 181, total: 365 })
  })

  test('the year to date of a region is stored with its statistics; only a whole year is judged (HJ 663)', async () => {
    const rows = (days: number) =>
      Array.from({ length: days }, (_, day) => {
        const date = new Date(Date.UTC(2021, 0, 1 + day)).toISOString().slice(0, 10)
        return `A1,${date},${day < 200 ? 30 : 40},50,5,20,0.5,${day === 0 ? 170 : 90}`
      })
    const header = 'site,time,PM2.5,PM10,SO2,NO2,CO,O3_8h'
    await take([header, ...rows(200)])
    const [part] = await stored<DayResult>('region', 'HJ 663')
    expect(part).toMatchObject({
      subject: city,
      starts: '2021-01-01',
      edition: '2013',
      inputs: 200,
      valid: 200,
    })
    expect(part?.result).toMatchObject({
      wholeYear: false,
      to: '2021-07-19',
      pollutants: { 'PM2.5': { mean: { value: 30 } } },
      goodDays: { goodDays: 199, validCount: 200 },
      judgement: { complies: 'insufficient' },
    })
    await take([header, ...rows(365)])
    const [whole] = await stored<DayResult>('region', 'HJ 663')
    expect(whole?.result).toMatchObject({
      wholeYear: true,
      pollutants: { 'PM2.5': { mean: { value: (30 * 200 + 40 * 165) / 365 } } },
      judgement: { complies: true },
    })
  })

  test('dustfall: the mean of the months over the points, only months that are over', async () => {
    await take(['site,time,DUSTFALL', 'A1,2021-01,2.0', 'A2,2021-01,4.0', 'A1,2021-02,5.0', 'A1,2021-03,9.0'])
    expect(await ask('air.dustfall.annual-mean', '2021-03-30')).toMatchObject({
      value: 4,
      accumulation: { kind: 'mean', done: 2, total: 12 },
    })
  })
})

const water = 'site,time,PH,DO,CODMn,NH3N,TP'

describe('water', () => {
  test('the class of a month is that of its mean; of the year to date, of the mean of the months', async () => {
    await take([
      water,
      'S1,2021-01-05,7.5,8.0,3.0,0.30,0.05',
      'S1,2021-01-20,7.5,8.0,3.0,0.50,0.05',
      'S1,2021-02-05,7.5,8.0,3.0,1.80,0.05',
    ])
    const months = await stored<WaterMonthResult>('site', 'GB 3838')
    expect(
      months.map(({ starts, inputs, result }) => [
        starts,
        inputs,
        result.class,
        result.attained,
        result.toDate.class,
        result.toDate.months,
      ]),
    ).toEqual([
      ['2021-01-01', 2, 'Ⅱ', true, 'Ⅱ', 1],
      ['2021-02-01', 1, 'Ⅴ', false, 'Ⅳ', 2],
    ])
    expect(months[1]?.result.mainText).toBe('氨氮(0.8)')
  })

  test('an earlier month that changes brings the rest of its year along', async () => {
    await take([water, 'S1,2021-01-05,7.5,8.0,3.0,0.30,0.05', 'S1,2021-02-05,7.5,8.0,3.0,0.9,0.05'])
    await take([water, 'S1,2021-01-05,7.5,8.0,3.0,3.10,0.05'])
    const months = await stored<WaterMonthResult>('site', 'GB 3838')
    expect(months.map(({ result }) => result.toDate.class)).toEqual(['劣Ⅴ', 'Ⅴ'])
  })

  test('half of a detection limit counts, and lakes have their own limits for phosphorus', async () => {
    await take(['site,time,CODMn,TP,HG', 'S2,2021-01-05,3.0,0.06,<0.00004', 'S3,2021-01-05,3.0,0.06,'])
    const months = await stored<WaterMonthResult>('site', 'GB 3838')
    expect(months.map(({ subject, result }) => [subject, result.class, result.itemsJudged])).toEqual([
      ['S2', 'Ⅱ', 3],
      ['S3', 'Ⅳ', 2],
    ])
  })

  test('shares by level, as of any day, with the sections that fail', async () => {
    await take([
      water,
      'S1,2021-01-05,7.5,8.0,3.0,0.3,0.05',
      'S2,2021-01-05,7.5,8.0,3.0,1.4,0.05',
      'S1,2021-02-05,7.5,8.0,3.0,0.3,0.05',
      'S1,2021-02-25,7.5,8.0,3.0,9.9,0.05',
      'S2,2021-02-05,7.5,8.0,3.0,0.1,0.05',
    ])
    const january = await ask('water.sections.good-ratio', '2021-01-31', { level: 'city' })
    expect(january).toMatchObject({
      value: 50,
      fraction: { numerator: 1, denominator: 2 },
      accumulation: { kind: 'latest' },
    })
    expect(january.inputs).toMatchObject({
      listed: 3,
      judged: 2,
      failing: [{ code: 'S2', class: 'Ⅳ' }],
      without: [{ code: 'S3' }],
    })
    // the sample of the 25th is not known on the 20th
    expect(await ask('water.sections.good-ratio', '2021-02-20', { level: 'city' })).toMatchObject({
      value: 100,
    })
    const february = await ask('water.sections.good-ratio', '2021-02-28', { level: 'city' })
    expect(february.series).toEqual([
      { period: '2021-01-01', value: 50, toDate: 50 },
      { period: '2021-02-01', value: 50, toDate: 50 },
    ])
    expect(await ask('water.sections.good-ratio', '2021-02-28', { level: 'national' })).toMatchObject({
      fraction: { numerator: 0, denominator: 1 },
    })
    expect(await ask('water.sections.worse-than-v-count', '2021-02-28', {})).toMatchObject({
      value: 1,
      inputs: { failing: [{ code: 'S1' }] },
    })
    expect(await ask('water.sections.good-ratio', '2021-02-28', { level: 'nowhere' })).toMatchObject({
      value: null,
      missing: { en: 'no such section or source is registered' },
    })
    expect(await ask('water.sections.good-ratio', '2020-12-31', { level: 'city' })).toMatchObject({
      value: null,
    })
    expect(await ask('water.sections.good-ratio', '2021-02-28', {}, '990102')).toMatchObject({ value: null })
  })

  test('sources: how many reach the class asked, and which months they did not', async () => {
    await take([
      water,
      'D1,2021-01-05,7.5,8.0,3.0,0.3,0.05',
      'D2,2021-01-05,7.5,8.0,3.0,1.4,0.05',
      'D2,2021-02-05,7.5,8.0,3.0,0.2,0.05',
    ])
    const count = await ask('water.sources.qualified-count', '2021-01-31', { maxClass: 3 })
    expect(count).toMatchObject({
      value: 1,
      inputs: { judged: 2, failing: [{ code: 'D2' }], shortMonths: [{ code: 'D2', months: [1] }] },
    })
    expect(await ask('water.sources.qualified-count', '2021-02-28', { maxClass: 3 })).toMatchObject({
      value: 2,
    })
    expect(await ask('water.sources.qualified-ratio', '2021-02-28', { maxClass: 2 })).toMatchObject({
      value: 50,
      fraction: { numerator: 1, denominator: 2 },
    })
  })
})

test('two workers at once: nothing is left and nothing is done twice', async () => {
  const lines = [air, ...hours('A1', '2021-03-01', 24, '30,60,10,40,1.0,100')]
  const options = { fileName: 't.csv', mode: 'all-or-nothing' } as const
  await importCsv(database.pool, database.db, Readable.from([Buffer.from(lines.join('\n'))]), options)
  const done = await Promise.all([assessDirty(database.db), assessDirty(database.db)])
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1])
  expect(await stored('site', 'HJ 633')).toHaveLength(1)
})
