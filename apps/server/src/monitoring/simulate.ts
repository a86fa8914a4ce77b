import { Readable } from 'node:stream'
import type { ImportResult } from '@qinglan/contract'
import type pg from 'pg'
import type { Db } from '../database/connect.ts'
import { badInput } from '../errors.ts'
import { importCsv, type ImportProgress } from './import/import-csv.ts'
import type { SimulationSpec } from './simulation-spec.ts'
import { airYearCsv, dustfallYearCsv } from './simulation/air-year.ts'
import { waterYearCsv } from './simulation/water-year.ts'
import type { SiteKind } from './tables.ts'
import './tables.ts'

/** A place that simulated measurements are made for. */
export interface SimulatedSite {
  readonly code: string
  readonly kind: SiteKind
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A file of simulated measurements, in the generic wide format. */
export interface SimulatedFile {
  readonly name: string
  readonly csv: Iterable<string>
}

/**
 * Makes measurements as a spec describes them: season, weather that lasts for days, the course of the day, faults, exceedances; hourly air,
 * monthly dustfall and water. The same spec and sites give the same text.
 */
export function* simulateMeasurements(
  spec: SimulationSpec,
  sites: readonly SimulatedSite[],
): Generator<SimulatedFile> {
  const codes = sites.filter((site) => site.kind === 'air-station').map((site) => site.code)
  const water = (kind: SiteKind) =>
    sites
      .filter((site) => site.kind === kind)
      .map(({ code, attributes }) => ({
        code,
        lake: attributes['lake'] === true,
        levels: Array.isArray(attributes['levels']) ? attributes['levels'].map(String) : [],
      }))
  for (let year = spec.firstYear; year <= Number(spec.until.slice(0, 4)); year++) {
    yield { name: `simulated-air-${year}.csv`, csv: airYearCsv(spec, year, codes) }
    yield { name: `simulated-dustfall-${year}.csv`, csv: dustfallYearCsv(spec, year, codes) }
    yield {
      name: `simulated-sections-${year}.csv`,
      csv: waterYearCsv(spec, year, water('water-section'), 'sections'),
    }
    yield {
      name: `simulated-sources-${year}.csv`,
      csv: waterYearCsv(spec, year, water('water-source'), 'sources'),
    }
  }
}

/** Takes a pack's simulated measurements in for sites that are stored, through the import every file goes through, marked as simulated. */
export async function importSimulated(
  pool: pg.Pool,
  db: Db,
  spec: SimulationSpec,
  codes: readonly string[],
  onProgress: (file: string, progress: ImportProgress) => void = () => undefined,
): Promise<readonly ImportResult[]> {
  if (codes.length === 0) return []
  const sites = await db
    .selectFrom('sites')
    .select(['code', 'kind', 'attributes'])
    .where('code', 'in', codes)
    .orderBy('code')
    .execute()
  const results: ImportResult[] = []
  for (const { name, csv } of simulateMeasurements(spec, sites)) {
    const texts = csv[Symbol.iterator]()
    const first = texts.next()
    if (first.done) continue
    const bytes = Readable.from(
      (function* () {
        yield Buffer.from(first.value)
        for (let next = texts.next(); !next.done; next = texts.next()) yield Buffer.from(next.value)
      })(),
      { objectMode: false, highWaterMark: 1 << 20 },
    )
    const options = { fileName: name, mapping: 'wide', mode: 'all-or-nothing', simulated: true } as const
    const result = await importCsv(pool, db, bytes, options, (progress) => onProgress(name, progress))
    if (result.status !== 'done') {
      const [problem] = result.problems
      throw badInput(
        `模拟数据 ${name} 未能导入:${problem?.reason.zh}`,
        `simulated data ${name} were refused: ${problem?.reason.en}`,
      )
    }
    results.push(result)
  }
  return results
}
