import { surfaceWaterClasses } from '@qinglan/standards'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { importSimulated, simulateMeasurements, type SimulatedSite } from './simulate.ts'
import type { SimulationSpec } from './simulation-spec.ts'
import { quotas } from './simulation/section-classes.ts'

const spec: SimulationSpec = {
  seed: 7,
  firstYear: 2021,
  until: '2021-03-31',
  air: {
    years: { '2021': { 'PM2.5': 32, PM10: 52, SO2: 8, NO2: 28, CO: 1, O3: 152 } },
    gaps: 0.02,
    dustfall: { '2021': 3 },
  },
  water: {
    sections: { '2021': { national: { Ⅱ: 0.5, Ⅲ: 0.5 }, city: { Ⅱ: 0.25, Ⅲ: 0.5, 劣Ⅴ: 0.25 } } },
    sources: { '2020': { Ⅱ: 1 } },
    items: '9+X',
    gaps: 0.05,
  },
}
const sites: readonly SimulatedSite[] = [
  { code: 'A1', kind: 'air-station', attributes: {} },
  { code: 'A2', kind: 'air-station', attributes: {} },
  ...Array.from({ length: 8 }, (_, index): SimulatedSite => ({
    code: `S${index}`,
    kind: 'water-section',
    attributes: { levels: index < 4 ? ['national', 'city'] : ['city'], lake: index === 7 },
  })),
  { code: 'D1', kind: 'water-source', attributes: {} },
]

const textOf = (some: SimulationSpec) =>
  [...simulateMeasurements(some, sites)].map(({ name, csv }) => [name, [...csv].join('')] as const)

describe('the text', () => {
  test('the same spec gives the same text, another seed another', () => {
    expect(textOf(spec)).toEqual(textOf(spec))
    expect(textOf({ ...spec, seed: 8 })).not.toEqual(textOf(spec))
  })

  test('nothing is dated after the last day, whose last hour ends at 00:00', () => {
    const air = textOf(spec)[0]![1].trim().split('\n')
    expect(air.at(-1)).toMatch(/^A2,2021-04-01 00:00,/)
    expect(air).toHaveLength(1 + 2 * 90 * 24)
  })

  test('a whole year comes to the means asked, PM10 is never below PM2.5', () => {
    const whole = { ...spec, until: '2021-12-31', air: { ...spec.air, gaps: 0 } }
    const rows = textOf(whole)[0]![1]
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',').slice(2).map(Number))
    const mean = (column: number) => rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length
    const wanted = [32, 52, 8, 28, 1]
    for (const [column, value] of wanted.entries())
      expect(Math.abs(mean(column) / value - 1)).toBeLessThan(0.02)
    expect(rows.every((row) => row[1]! >= row[0]!)).toBe(true)
  })

  test('shares become whole numbers of sections by largest remainder', () => {
    expect(quotas({ Ⅱ: 0.25, Ⅲ: 0.625, Ⅳ: 0.125 }, 16)).toMatchObject({ Ⅱ: 4, Ⅲ: 10, Ⅳ: 2 })
    const counts = quotas({ Ⅱ: 0.2, Ⅲ: 0.67, Ⅳ: 0.13 }, 55)
    expect(surfaceWaterClasses.reduce((sum, name) => sum + counts[name], 0)).toBe(55)
  })
})

describe('in the database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await database.db
      .insertInto('sites')
      .values(
        sites.map(({ code, kind, attributes }) => ({
          code,
          kind,
          name_zh: code,
          name_en: code,
          region_id: null,
          unit_id: null,
          lon: null,
          lat: null,
          attributes: JSON.stringify(attributes),
        })),
      )
      .execute()
  })
  afterAll(() => database.close())

  test('it goes through the import and is marked as simulated; again changes nothing', async () => {
    const codes = sites.map((site) => site.code)
    const first = await importSimulated(database.pool, database.db, spec, codes)
    expect(
      first.map((result) => [result.fileName, result.status, result.rejected, result.simulated]),
    ).toEqual([
      ['simulated-air-2021.csv', 'done', 0, true],
      ['simulated-dustfall-2021.csv', 'done', 0, true],
      ['simulated-sections-2021.csv', 'done', 0, true],
      ['simulated-sources-2021.csv', 'done', 0, true],
    ])
    const { rows } = await sql<{ real: number; faults: number }>`
      select count(*) filter (where not simulated) as real, count(*) filter (where flags is not null and resolution = 'h') as faults
      from observations`.execute(database.db)
    expect(rows[0]?.real).toBe(0)
    expect(rows[0]?.faults).toBeGreaterThan(10)
    const again = await importSimulated(database.pool, database.db, spec, codes)
    expect(again.every((result) => result.inserted === 0 && result.changed === 0)).toBe(true)
  })
})
