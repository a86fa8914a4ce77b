import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { hourlyAqi, evaluateSection, type SampleMgPerL } from '@qinglan/standards'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importCsv } from '../monitoring/import/import-csv.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { assessDirty } from './assess-dirty.ts'
import '../region/tables.ts'

const data = process.env['QINGLAN_SHARED_DATA']
const files = [
  ['air/nantong_hourly_20200326-0408.csv', 'air-hourly-city', 1226, 0],
  ['air/jiangsu_hourly_20200326-0408.csv', 'air-hourly-city', 12151, 0],
  ['air/jiangsu_snapshot_20180220T07.csv', 'air-hourly-national', 97, 0],
  ['air/jiangsu_cnemc_2022_3hours.csv', 'air-hourly-national', 74, 0],
  ['air/jiangsu_daily_20131202-20170131_aqistudy.csv', 'air-daily-city', 16154, 0],
  // rows that the crawl met twice with other values are refused, the first stands
  ['water/jiangsu_anhui_4h_20210401-05.csv', 'water-auto-4h', 7363, 220],
  ['water/jiangsu_daily_20200508-20210405_raw.csv', 'water-auto-raw', 3894, 4],
] as const

interface Row {
  readonly [column: string]: string
}

// these need the real measurements: set QINGLAN_SHARED_DATA to their folder
describe.skipIf(!data)('real files (skipped without QINGLAN_SHARED_DATA)', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    const region = { parent_id: null, kind: 'city', name_en: '', geometry: null, sort: 0 } as const
    await database.db
      .insertInto('regions')
      .values({ ...region, id: '320600', name_zh: '南通市' })
      .execute()
  })
  afterAll(() => database.close())

  const read = async (file: string): Promise<Row[]> =>
    parse<Row>(await readFile(join(data ?? '', file)), { columns: true, bom: true })

  test.each(files)('%s is recognised as %s and taken in', async (file, mapping, rows, rejectedAtMost) => {
    const take = () =>
      importCsv(database.pool, database.db, createReadStream(join(data ?? '', file)), {
        fileName: file,
        mode: 'skip-and-report',
      })
    const first = await take()
    expect(first).toMatchObject({ status: 'done', mapping, rows })
    expect(first.rejected, JSON.stringify(first.problems.slice(0, 5))).toBeLessThanOrEqual(rejectedAtMost)
    expect(first.problems.every((problem) => problem.reason.en.startsWith('the same site and time'))).toBe(
      true,
    )
    expect(await take()).toMatchObject({
      inserted: 0,
      changed: 0,
      unchanged: first.inserted + first.changed + first.unchanged,
    })
  })

  test('the hourly index of what is stored is the published one, in every row with six values', async () => {
    const { rows: stored } = await sql<{ code: string; at: Date; values: (number | null)[] }>`
      select s.attributes ->> 'city' || '/' || s.name_zh as code, o.at, o.values
      from observations o join sites s on s.id = o.site_id
      where o.resolution = 'h' and o.at between '2020-03-01' and '2020-05-01'`.execute(database.db)
    const valuesOf = new Map(stored.map((row) => [`${row.code} ${row.at.toISOString()}`, row.values]))
    let checked = 0
    for (const [file] of files.slice(0, 2)) {
      for (const row of await read(file)) {
        const at = new Date(`${row['time']!.replace(' ', 'T')}:00+08:00`).toISOString()
        const values = valuesOf.get(`${row['city']}/${row['station']} ${at}`)?.slice(0, 6)
        if (!row['aqi'] || values?.length !== 6 || values.includes(null)) continue
        const [pm25, pm10, so2, no2, co, o3] = values as number[]
        const { aqi } = hourlyAqi(
          {
            pm25HourMeanUgPerM3: pm25!,
            pm10HourMeanUgPerM3: pm10!,
            so2HourMeanUgPerM3: so2!,
            no2HourMeanUgPerM3: no2!,
            coHourMeanMgPerM3: co!,
            o3HourMeanUgPerM3: o3!,
          },
          'HJ 633-2012',
        )
        expect(aqi, JSON.stringify(row)).toBe(Number(row['aqi']))
        checked += 1
      }
    }
    expect(checked).toBe(1114 + 9122)
  })

  test('the class of what is stored is the published one in 98 of 100 readings', async () => {
    const { rows: stored } = await sql<{ section: string; at: Date; values: (number | null)[] }>`
      select s.name_zh as section, o.at, o.values from observations o join sites s on s.id = o.site_id
      where o.resolution = 's' and o.at between '2021-03-31' and '2021-04-06'`.execute(database.db)
    const valuesOf = new Map(stored.map((row) => [`${row.section} ${row.at.toISOString()}`, row.values]))
    const counts = { agree: 0, all: 0 }
    for (const row of await read('water/jiangsu_anhui_4h_20210401-05.csv')) {
      if (!row['time']) continue
      const at = new Date(`${row['time'].replace(' ', 'T')}:00+08:00`).toISOString()
      const values = valuesOf.get(`${row['section']} ${at}`)
      if (!values || !/^劣?[Ⅰ-Ⅴ]$/.test(row['class'] ?? '') || row['station_status'] !== '正常') continue
      const [, PH, DO, CODMn, , , NH3N, TP] = values
      const present = Object.entries({ PH, DO, CODMn, NH3N, TP }).filter(
        ([, value]) => typeof value === 'number',
      )
      const sampleMgPerL = Object.fromEntries(present) as SampleMgPerL
      const classes = (['river', 'lake'] as const).map((water) => {
        const judged = evaluateSection({ sampleMgPerL, water, judging: 'asGiven' })
        return judged.evaluated ? judged.class : ''
      })
      counts.all += 1
      if (classes.includes(row['class'] as (typeof classes)[number])) counts.agree += 1
    }
    expect(counts.all).toBeGreaterThan(6000)
    expect(counts.agree / counts.all).toBeGreaterThan(0.98)
  })

  test('all of it is assessed; a city known only by its mean still has a year', async () => {
    while ((await assessDirty(database.db)) > 0);
    const { rows } = await sql<{ mean: number; days: number }>`
      select avg((result -> 'concentrations' ->> 'pm25DailyMeanUgPerM3')::numeric) as mean, count(*) as days from evaluations
      where subject_kind = 'region' and subject_id = '320600' and starts between '2015-01-01' and '2015-12-31'`.execute(
      database.db,
    )
    expect(rows[0]?.days).toBeGreaterThan(360)
    expect(rows[0]?.mean).toBeCloseTo(57.0, 0)
  })
})
