import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { importCsv } from '../../monitoring/import/import-csv.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import type { DayResult } from '../air/day-result.ts'
import { assessDirty } from '../assess-dirty.ts'
import { assessmentIndicators } from '../indicators/assessment-indicators.ts'
import type { WaterMonthResult } from '../water/section-months.ts'
import '../../region/tables.ts'
import '../tables.ts'

/** The region of the city that tests assess. */
export const city = '990100'

/** Rows of hours from 01:00 on. */
export const hours = (site: string, day: string, count: number, values: string) =>
  Array.from(
    { length: count },
    (_, hour) => `${site},${day} ${String(hour + 1).padStart(2, '0')}:00,${values}`,
  )

/** An evaluation as it is stored. */
interface StoredRow<T> {
  readonly subject: string
  readonly starts: string
  readonly edition: string
  readonly result: T
  readonly inputs: number
  readonly valid: number
  readonly simulated: boolean
}

/** A database with a city of two counties, its stations, sections and sources, for the tests of one file. */
export function assessmentWorld() {
  const world = {} as { base: TestDatabase }
  beforeAll(async () => {
    world.base = await testDatabase()
    const region = { name_en: '', geometry: null, sort: 0 } as const
    await world.base.db
      .insertInto('regions')
      .values([
        { ...region, id: '990000', parent_id: null, kind: 'province', name_zh: '甲省' },
        { ...region, id: city, parent_id: '990000', kind: 'city', name_zh: '乙市' },
        { ...region, id: '990101', parent_id: city, kind: 'county', name_zh: '丙区' },
        { ...region, id: '990102', parent_id: city, kind: 'county', name_zh: '丁县' },
      ])
      .execute()
  })
  afterAll(() => world.base.close())
  beforeEach(async () => {
    await sql`truncate observations, imports, import_problems, assessment_dirty, evaluations, sites cascade`.execute(
      world.base.db,
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
    await world.base.db
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
      world.base.pool,
      world.base.db,
      Readable.from([Buffer.from(lines.join('\n'))]),
      options,
    )
    expect(result.problems).toEqual([])
    while ((await assessDirty(world.base.db)) > 0);
  }
  const stored = async <T extends DayResult | WaterMonthResult>(
    kind: 'site' | 'region',
    standard: string,
  ): Promise<readonly StoredRow<T>[]> => {
    const { rows } = await sql<StoredRow<T>>`
      select coalesce(s.code, e.subject_id) as subject, e.starts::text, e.edition, e.result, e.inputs, e.valid, e.simulated
      from evaluations e left join sites s on e.subject_kind = 'site' and s.id::text = e.subject_id
      where e.subject_kind = ${kind} and e.standard = ${standard} order by 1, 2`.execute(world.base.db)
    return rows
  }
  const ask = async (key: string, at: string, params: Record<string, unknown> = {}, regionId = city) => {
    const indicator = assessmentIndicators.find((one) => one.key === key)
    if (!indicator) throw new Error(key)
    return indicator.answer(world.base.db, { regionId, year: Number(at.slice(0, 4)), at, params })
  }
  return {
    get db() {
      return world.base.db
    },
    get pool() {
      return world.base.pool
    },
    take,
    stored,
    ask,
  }
}
