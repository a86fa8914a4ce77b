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

interface StoredChannel {
  readonly factor: string
  readonly statistic: string
  readonly unit: string
}

type LayoutChannels = ReadonlyMap<number, readonly StoredChannel[]>

interface Row {
  readonly site_id: number
  readonly resolution: string
  readonly layout_id: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
}

/** Three days of hours. */
const rowsOfSite = 72
/** Fewer positive values say nothing: instruments warm up, and report zero. */
const fewestValues = 12

const medianOf = (values: readonly number[]): number | null =>
  values.length < fewestValues ? null : (values.toSorted((a, b) => a - b)[values.length >> 1] ?? null)

/** A plain mean or reading: what stands for the factor where its unit is asked. */
export const isPlain = (statistic: string): boolean => statistic === 'Avg' || statistic === 'Rtd'

/** What packets hold, by layout. */
export async function layoutsOfPackets(db: Db): Promise<LayoutChannels> {
  const { rows } = await sql<{ id: number; channels: readonly StoredChannel[] }>`
    select id, channels from layouts where key like 'hj212:%'`.execute(db)
  return new Map(rows.map(({ id, channels }) => [id, channels]))
}

/** The factors of the last packets of sites' devices, from their hours; of a site that sends none, from what it sends at short intervals. */
export async function recentFactors(
  db: Db,
  siteIds: readonly number[],
  layouts: LayoutChannels,
): Promise<ReadonlyMap<number, readonly RecentFactor[]>> {
  const { rows } = await sql<Row>`
    select s.id as site_id, r.letter::text as resolution, o.layout_id, o.values, o.flags
    from unnest(${siteIds}::int[]) as s (id) cross join unnest(array['h', 's', 'i']::"char"[]) as r (letter)
    cross join lateral (
      select layout_id, values, flags from observations o where o.site_id = s.id and o.resolution = r.letter
      order by o.at desc limit ${rowsOfSite}
    ) as o`.execute(db)
  const sent = rows.filter(({ layout_id }) => layouts.has(layout_id))
  const bySite = Map.groupBy(sent, (row) => row.site_id)
  return new Map(
    [...bySite].map(([siteId, all]) => {
      const letter = ['h', 's', 'i'].find((wanted) => all.some(({ resolution }) => resolution === wanted))
      return [
        siteId,
        factorsOf(
          all.filter(({ resolution }) => resolution === letter),
          layouts,
        ),
      ]
    }),
  )
}

function factorsOf(rows: readonly Row[], layouts: LayoutChannels): RecentFactor[] {
  const found = new Map<string, { statistic: string; storedUnit: string; values: number[] }>()
  for (const { layout_id: layoutId, values, flags } of rows) {
    for (const [i, { factor, statistic, unit }] of (layouts.get(layoutId) ?? []).entries()) {
      if (!isPlain(statistic)) continue
      const known = found.get(factor) ?? { statistic, storedUnit: unit, values: [] }
      found.set(factor, known)
      const reading = readingAt(values, flags, i)
      if (typeof reading === 'number' && reading > 0) known.values.push(reading)
    }
  }
  return [...found].map(([factor, { values, ...rest }]) => ({ factor, ...rest, median: medianOf(values) }))
}
