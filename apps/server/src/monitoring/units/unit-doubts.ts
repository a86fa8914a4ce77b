import { defaultUnit } from '@qinglan/hj212'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { assessAnew } from './assess-anew.ts'
import { isPlain, layoutsOfPackets, recentFactors, type RecentFactor } from './recent-values.ts'
import { siteUnits } from './site-units.ts'
import { ambientUnit, unitAtSite, unitOfMedian, type SiteUnits } from './unit-at-site.ts'
import '../gateway/tables.ts'

/** Who notes a doubt, or what the values settle. */
export const bySystem = 'system'
/** Few: the gateway's thread goes on with packets between them. */
const stationsAtOnce = 10
const sitesAtOnce = 200
/** As many last packets of a kind tell what a device sends. */
const rowsOfSite = 12

interface Note {
  readonly site_id: number
  readonly factor: string
  /** What the values settle; null: in doubt. */
  readonly unit: string | null
}

function* inParts<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}

/**
 * Looks for factors whose unit cannot be what the rule takes it for: the table's ng/m³ away from air stations, and ambient values a
 * thousandfold off. Each is noted once and counts nowhere until an engineer has said its unit; what was said is left alone. Ambient values
 * that speak for the table's own unit settle it.
 * @returns how many were found
 */
export async function lookForUnitDoubts(db: Kysely<Tables>): Promise<number> {
  const devices = await db
    .selectFrom('devices')
    .select('site_id')
    .distinct()
    .where('enabled', '=', true)
    .execute()
  const siteIds = devices.map((row) => row.site_id)
  const unitsOf = await siteUnits(db, siteIds)
  const layouts = await layoutsOfPackets(db)
  const { stations = [], others = [] } = Object.groupBy(siteIds, (id) =>
    unitsOf(id).isAmbient ? 'stations' : 'others',
  )
  let count = 0
  for (const part of inParts(stations, stationsAtOnce)) {
    for (const [siteId, factors] of await recentFactors(db, part, layouts))
      count += await note(db, siteId, doubtsOfValues(siteId, factors, unitsOf(siteId)))
  }
  const unclear = new Map([...layouts].filter(([, channels]) => channels.some(isUnclear)))
  if (unclear.size === 0) return count
  for (const part of inParts(others, sitesAtOnce)) {
    for (const [siteId, layoutIds] of await recentLayouts(db, part, [...unclear.keys()])) {
      const { said } = unitsOf(siteId)
      const factors = layoutIds
        .flatMap((id) => unclear.get(id) ?? [])
        .filter((channel) => isUnclear(channel) && !said.has(channel.factor))
      const notes = [...new Set(factors.map(({ factor }) => factor))]
      count += await note(
        db,
        siteId,
        notes.map((factor) => ({ site_id: siteId, factor, unit: null })),
      )
    }
  }
  return count
}

/** A channel whose unit nobody can know away from air stations. */
const isUnclear = (channel: { factor: string; statistic: string; unit: string }): boolean =>
  isPlain(channel.statistic) && unitAtSite(channel, elsewhere) === null

const elsewhere: SiteUnits = { isAmbient: false, said: new Map() }

function doubtsOfValues(siteId: number, factors: readonly RecentFactor[], site: SiteUnits): Note[] {
  return factors.flatMap(({ factor, statistic, storedUnit, median }): Note[] => {
    if (site.said.has(factor)) return []
    const unit = unitAtSite({ factor, statistic, unit: storedUnit }, site)
    const spoken = median === null ? null : unitOfMedian(factor, median)
    const isAssumed = unit !== null && unit === ambientUnit(factor)
    if (unit !== null && (!isAssumed || spoken === null || spoken === unit)) return []
    // where the values say what the standard's table prints, two agree and the custom of stations is overruled
    const settled = spoken === defaultUnit(factor, statistic) ? spoken : null
    return [{ site_id: siteId, factor, unit: settled }]
  })
}

/** In which of some layouts sites sent their last packets. */
async function recentLayouts(
  db: Kysely<Tables>,
  siteIds: readonly number[],
  layoutIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await sql<{ site_id: number; layout_ids: number[] }>`
    select s.id as site_id, array_agg(distinct o.layout_id) as layout_ids
    from unnest(${siteIds}::int[]) as s (id) cross join unnest(array['h', 's', 'i']::"char"[]) as r (letter)
    cross join lateral (
      select layout_id from observations o where o.site_id = s.id and o.resolution = r.letter
      order by o.at desc limit ${rowsOfSite}
    ) as o
    where o.layout_id = any(${layoutIds}::int[]) group by s.id`.execute(db)
  return new Map(rows.map((row) => [row.site_id, row.layout_ids]))
}

async function note(db: Kysely<Tables>, siteId: number, notes: readonly Note[]): Promise<number> {
  if (notes.length === 0) return 0
  const noted = await db
    .insertInto('site_units')
    .values(notes.map((one) => ({ ...one, noted_by: bySystem })))
    .onConflict((c) => c.columns(['site_id', 'factor']).doNothing())
    .returning('site_id')
    .execute()
  if (noted.length > 0) await assessAnew(db, [siteId])
  return noted.length
}
