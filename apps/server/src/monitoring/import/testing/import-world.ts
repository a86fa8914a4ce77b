import { Readable } from 'node:stream'
import type { ImportMode, ImportResult } from '@qinglan/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../testing/test-database.ts'
import { importCsv, type ImportOptions, type ImportProgress } from '../import-csv.ts'
import '../../tables.ts'

interface Options extends Partial<Omit<ImportOptions, 'fileName'>> {
  readonly mode?: ImportMode
  readonly onProgress?: (progress: ImportProgress) => void
}

/** Two hours of one station and one of another. */
export const wide =
  'site,time,PM2.5,PM10,CO\nA1,2021-03-05 07:00,35,60,0.8\nA1,2021-03-05 08:00,36,,0.9\n西站,2021-03-05 07:00,20,30,0.5\n'

/** A database with five sites for the tests of one file; what is imported is emptied before each. */
export function importWorld() {
  const world = {} as { base: TestDatabase }
  beforeAll(async () => {
    world.base = await testDatabase()
    const { db } = world.base
    const site = { unit_id: null, region_id: null, lon: null, lat: null, attributes: '{}' } as const
    await db
      .insertInto('sites')
      .values([
        { ...site, code: 'A1', kind: 'air-station', name_zh: '东站', name_en: 'East' },
        { ...site, code: 'A2', kind: 'air-station', name_zh: '西站', name_en: 'West' },
        { ...site, code: 'A3', kind: 'air-station', name_zh: '同名', name_en: 'Same 1' },
        { ...site, code: 'A4', kind: 'air-station', name_zh: '同名', name_en: 'Same 2' },
        { ...site, code: 'W1', kind: 'water-section', name_zh: '大桥', name_en: 'Bridge' },
      ])
      .execute()
    await sql`insert into site_aliases select '老东站', id from sites where code = 'A1'`.execute(db)
  })
  afterAll(() => world.base.close())
  beforeEach(async () => {
    await sql`truncate observations, observation_revisions, imports, import_problems, assessment_dirty`.execute(
      world.base.db,
    )
  })
  return {
    get db() {
      return world.base.db
    },
    get pool() {
      return world.base.pool
    },
    take: (csv: string | Buffer, { onProgress, ...options }: Options = {}): Promise<ImportResult> => {
      const whole = { fileName: 'test.csv', mode: 'all-or-nothing', ...options } as const
      return importCsv(world.base.pool, world.base.db, Readable.from([Buffer.from(csv)]), whole, onProgress)
    },
    /** Every observation as one line of text. */
    stored: async (): Promise<string[]> => {
      const { rows } = await sql<{
        code: string
        resolution: string
        at: Date
        values: (number | null)[]
        flags: string | null
      }>`select s.code, o.resolution, o.at, o.values, o.flags from observations o join sites s on s.id = o.site_id order by s.code, o.at`.execute(
        world.base.db,
      )
      return rows.map((row) =>
        `${row.code} ${row.resolution} ${row.at.toISOString().slice(0, 16)} ${row.values.map(String).join(',')} ${row.flags ?? ''}`.trim(),
      )
    },
  }
}
