import { defaultUnit } from '@qinglan/hj212'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { recentFactors } from './recent-values.ts'
import { siteUnits } from './site-units.ts'
import { ambientUnit, unitAtSite, unitOfMedian } from './unit-at-site.ts'
import '../gateway/tables.ts'

/** Who notes a doubt, or what the values settle. */
export const bySystem = 'system'
const sitesAtOnce = 200

/** The days on which a site's devices sent anything are assessed anew: their values have another unit now. */
export async function assessAnew(db: Kysely<Tables>, siteIds: readonly number[]): Promise<void> {
  await sql`
    insert into assessment_dirty (site_id, day)
    select distinct o.site_id,
      ((o.at + interval '8 hours' - case when o.resolution = 'h' then interval '1 millisecond' else interval '0' end) at time zone 'UTC')::date
    from observations o join layouts l on l.id = o.layout_id and l.key like 'hj212:%'
    where o.site_id = any(${siteIds}::int[]) and o.resolution in ('h', 'd')
    on conflict (site_id, day) do update set noted_at = now()`.execute(db)
}

/**
 * Looks for factors whose unit cannot be what the rule takes it for: the table's ng/m³ away from air stations, and ambient values a
 * thousandfold off. Each is noted once and counts nowhere until an engineer has said its unit; what was said is left alone. Ambient values
 * that speak for the table's own unit settle it.
 * @returns how many were found
 */
export async function lookForUnitDoubts(db: Kysely<Tables>): Promise<number> {
  const sites = await db
    .selectFrom('devices')
    .select('site_id')
    .distinct()
    .where('enabled', '=', true)
    .execute()
  let count = 0
  for (let from = 0; from < sites.length; from += sitesAtOnce) {
    count += await lookAtSites(
      db,
      sites.slice(from, from + sitesAtOnce).map((row) => row.site_id),
    )
  }
  return count
}

async function lookAtSites(db: Kysely<Tables>, siteIds: readonly number[]): Promise<number> {
  const unitsOf = await siteUnits(db, siteIds)
  const notes: { site_id: number; factor: string; unit: string | null; noted_by: string }[] = []
  for (const [siteId, factors] of await recentFactors(db, siteIds)) {
    const site = unitsOf(siteId)
    for (const { factor, statistic, storedUnit, median } of factors) {
      if (site.said.has(factor)) continue
      const unit = unitAtSite({ factor, statistic, unit: storedUnit }, site)
      const spoken = site.isAmbient && median !== null ? unitOfMedian(factor, median) : null
      const isAssumed = unit !== null && unit === ambientUnit(factor)
      if (unit !== null && (!isAssumed || spoken === null || spoken === unit)) continue
      // where the values say what the standard's table prints, two agree and the custom of stations is overruled
      const settled = spoken === defaultUnit(factor, statistic) ? spoken : null
      notes.push({ site_id: siteId, factor, unit: settled, noted_by: bySystem })
    }
  }
  if (notes.length === 0) return 0
  const noted = await db
    .insertInto('site_units')
    .values(notes)
    .onConflict((c) => c.columns(['site_id', 'factor']).doNothing())
    .returning('site_id')
    .execute()
  await assessAnew(db, [...new Set(noted.map((row) => row.site_id))])
  return noted.length
}
