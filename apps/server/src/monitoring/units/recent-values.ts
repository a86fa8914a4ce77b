import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { readingAt } from '../flags.ts'
import '../tables.ts'

/** A factor that a site's devices sent lately. */
export interface RecentFactor {
  readonly factor: string
  readonly statistic: string
  readonly storedUnit: string
  /** The middle of its positive values; null of too few. */
  readonly median: number | null
}

interface Row {
  readonly site_id: number
  readonly resolution: string
  readonly values: readonly (number | null)[]
  readonly flags: string | null
  readonly channels: readonly { factor: string; statistic: string; unit: string }[]
}

/** Three days of hours. */
const rowsOfSite = 72
/** Fewer positive values say nothing: instruments warm up, and report zero. */
const fewestValues = 12

const medianOf = (values: readonly number[]): number | null =>
  values.length < fewestValues ? null : (values.toSorted((a, b) => a - b)[values.length >> 1] ?? null)

/** A plain mean or reading: what stands for the factor where its unit is asked. */
const isPlain = (statistic: string): boolean => statistic === 'Avg' || statistic === 'Rtd'

/** The factors of the last packets of sites' devices, from their hours; of a site that sends none, from what it sends at short intervals. */
export async function recentFactors(
  db: Db,
  siteIds: readonly number[],
): Promise<ReadonlyMap<number, readonly RecentFactor[]>> {
  const { rows } = await sql<Row>`
    select s.id as site_id, r.letter::text as resolution, o.values, o.flags, l.channels
    from unnest(${siteIds}::int[]) as s (id) cross join unnest(array['h', 's', 'i']::"char"[]) as r (letter)
    cross join lateral (
      select layout_id, values, flags from observations o where o.site_id = s.id and o.resolution = r.letter
      order by o.at desc limit ${rowsOfSite}
    ) as o
    join layouts l on l.id = o.layout_id and l.key like 'hj212:%'`.execute(db)
  const bySite = Map.groupBy(rows, (row) => row.site_id)
  return new Map(
    [...bySite].map(([siteId, all]) => {
      const letter = ['h', 's', 'i'].find((wanted) => all.some(({ resolution }) => resolution === wanted))
      return [siteId, factorsOf(all.filter(({ resolution }) => resolution === letter))]
    }),
  )
}

function factorsOf(rows: readonly Row[]): RecentFactor[] {
  const found = new Map<string, { statistic: string; storedUnit: string; values: number[] }>()
  for (const { channels, values, flags } of rows) {
    for (const [i, { factor, statistic, unit }] of channels.entries()) {
      if (!isPlain(statistic)) continue
      const known = found.get(factor) ?? { statistic, storedUnit: unit, values: [] }
      found.set(factor, known)
      const reading = readingAt(values, flags, i)
      if (typeof reading === 'number' && reading > 0) known.values.push(reading)
    }
  }
  return [...found].map(([factor, { values, ...rest }]) => ({ factor, ...rest, median: medianOf(values) }))
}
