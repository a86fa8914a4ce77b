import type { Db } from '../../database/connect.ts'
import type { SiteUnits } from './unit-at-site.ts'
import './tables.ts'
import '../tables.ts'

const nothingSaid: ReadonlyMap<string, string | null> = new Map()

/** What engineers said of the units of sites, by site and factor code. */
export async function saidUnits(db: Db): Promise<ReadonlyMap<number, ReadonlyMap<string, string | null>>> {
  const rows = await db.selectFrom('site_units').select(['site_id', 'factor', 'unit']).execute()
  const bySite = Map.groupBy(rows, (row) => row.site_id)
  return new Map(
    [...bySite].map(([id, said]) => [id, new Map(said.map(({ factor, unit }) => [factor, unit]))]),
  )
}

/** What is known of the units of some sites; of a site that is not there nothing. */
export async function siteUnits(db: Db, siteIds: readonly number[]): Promise<(siteId: number) => SiteUnits> {
  if (siteIds.length === 0) return () => ({ isAmbient: false, said: nothingSaid })
  const stations = await db
    .selectFrom('sites')
    .select('id')
    .where('kind', '=', 'air-station')
    .where('id', 'in', siteIds)
    .execute()
  const ambient = new Set(stations.map(({ id }) => id))
  const said = await saidUnits(db)
  return (siteId) => ({ isAmbient: ambient.has(siteId), said: said.get(siteId) ?? nothingSaid })
}
