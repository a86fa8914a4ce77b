import type { SiteLimit } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { siteById } from '../sites/list-sites.ts'
import './tables.ts'

/** The limits of a site, by factor. @throws QinglanError `not-found` */
export async function listLimits(db: Db, id: string): Promise<SiteLimit[]> {
  const site = await siteById(db, id)
  const rows = await db
    .selectFrom('site_limits')
    .selectAll()
    .where('site_id', '=', site.id)
    .orderBy('factor')
    .execute()
  return rows.map(({ factor, low, high, range_low, range_high, source }) => ({
    factor,
    low,
    high,
    rangeLow: range_low,
    rangeHigh: range_high,
    source,
  }))
}

/** Replaces the limits of a site. Hours already held against the former ones stay as they were judged. @throws QinglanError */
export async function saveLimits(db: Db, id: string, limits: readonly SiteLimit[]): Promise<SiteLimit[]> {
  const site = await siteById(db, id)
  await db.deleteFrom('site_limits').where('site_id', '=', site.id).execute()
  for (const { factor, low, high, rangeLow, rangeHigh, source } of limits) {
    const range = { range_low: rangeLow, range_high: rangeHigh }
    await db
      .insertInto('site_limits')
      .values({ site_id: site.id, factor, low, high, ...range, source })
      .onConflict((c) => c.columns(['site_id', 'factor']).doUpdateSet({ low, high, ...range, source }))
      .execute()
  }
  return listLimits(db, id)
}
