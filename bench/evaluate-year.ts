import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assessDirty } from '../apps/server/src/assessment/assess-dirty.ts'
import { assessmentIndicators } from '../apps/server/src/assessment/indicators/assessment-indicators.ts'
import { connect } from '../apps/server/src/database/connect.ts'
import { startEmbedded } from '../apps/server/src/database/embedded.ts'
import { migrate } from '../apps/server/src/database/migrate.ts'
import { importSimulated } from '../apps/server/src/monitoring/simulate.ts'
import type { SimulationSpec } from '../apps/server/src/monitoring/simulation-spec.ts'
import type { BenchResult } from './result.ts'

const stations = 8
const sections = 104
const region = '990100'

const spec: SimulationSpec = {
  seed: 1,
  firstYear: 2021,
  until: '2021-12-31',
  air: {
    years: { '2021': { 'PM2.5': 32, PM10: 52, SO2: 8, NO2: 28, CO: 1, O3: 152 } },
    gaps: 0.01,
    dustfall: { '2021': 3 },
  },
  water: {
    sections: { '2021': { city: { Ⅱ: 0.2, Ⅲ: 0.65, Ⅳ: 0.15 } } },
    sources: { '2021': { Ⅱ: 1 } },
    items: '21',
  },
}

const seconds = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
  const started = performance.now()
  const value = await work()
  return [(performance.now() - started) / 1000, value]
}

/** A full year of a city from the database: 8 stations by the hour, 104 sections with 21 items, 8 sources; then every indicator. */
export async function evaluateYearBench(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-bench-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  const connection = connect(embedded.url)
  const { db, pool } = connection
  try {
    await migrate(db)
    await db
      .insertInto('regions')
      .values({
        id: region,
        parent_id: null,
        kind: 'city',
        name_zh: '乙市',
        name_en: 'City B',
        geometry: null,
        sort: 0,
      })
      .execute()
    const site = (kind: 'air-station' | 'water-section' | 'water-source') => (_: unknown, index: number) => ({
      code: `${kind}-${index}`,
      kind,
      name_zh: `${index}`,
      name_en: `${index}`,
      region_id: region,
      unit_id: null,
      lon: null,
      lat: null,
      attributes: JSON.stringify({ levels: ['city'] }),
    })
    const sites = [
      ...Array.from({ length: stations }, site('air-station')),
      ...Array.from({ length: sections }, site('water-section')),
      ...Array.from({ length: 8 }, site('water-source')),
    ]
    await db.insertInto('sites').values(sites).execute()
    const [importSeconds, results] = await seconds(() =>
      importSimulated(
        pool,
        db,
        spec,
        sites.map(({ code }) => code),
      ),
    )
    const rows = results.reduce((sum, result) => sum + result.rows, 0)
    const [assessSeconds, siteDays] = await seconds(async () => {
      let days = 0
      for (let done = await assessDirty(db); done > 0; done = await assessDirty(db)) days += done
      return days
    })
    const [answerSeconds] = await seconds(async () => {
      for (const indicator of assessmentIndicators) {
        await indicator.answer(db, {
          regionId: region,
          year: 2021,
          at: '2021-12-31',
          params: { level: 'city' },
        })
      }
    })
    return [
      {
        name: 'a city year from the database',
        figures: {
          'rows imported': rows,
          'import seconds': importSeconds,
          'site days and samples assessed': siteDays,
          'assessment seconds': assessSeconds,
          indicators: assessmentIndicators.length,
          'indicator seconds': answerSeconds,
        },
      },
    ]
  } finally {
    await connection.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
