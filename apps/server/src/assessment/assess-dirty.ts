import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { announce } from '../live/live-hub.ts'
import { evaluateRegionDays } from './air/region-days.ts'
import { evaluateRegionYears } from './air/region-years.ts'
import { evaluateStationDays } from './air/station-days.ts'
import { removeEvaluations, storeEvaluations } from './evaluations.ts'
import { evaluateWaterMonths, waterSite } from './water/section-months.ts'
import '../region/tables.ts'
import '../monitoring/tables.ts'
import './tables.ts'

/** One assessment at a time: a city's day needs the days of all its stations, whoever computed them. */
const assessmentLock = 0x71696e68
const batchSize = 6000
/** Years of hours of so many sites are read at a time. */
const sitesAtOnce = 10

interface DirtyRow {
  readonly site_id: number
  readonly day: string
}

/** Takes some of the days that wait; of sites that are to be assessed anew all days on which their devices sent anything. */
async function takeDays(trx: Transaction<Tables>): Promise<readonly DirtyRow[]> {
  for (;;) {
    const asked = await spreadOut(trx)
    // by day, so that the stations of a city come together
    const { rows } = await sql<DirtyRow>`
      delete from assessment_dirty d using (
        select site_id, day from assessment_dirty order by day, site_id limit ${batchSize} for update skip locked
      ) as taken where d.site_id = taken.site_id and d.day = taken.day
      returning d.site_id, d.day`.execute(trx)
    if (rows.length > 0 || asked === 0) return rows
  }
}

/** @returns how many sites were asked for; each becomes the days of its packets */
async function spreadOut(trx: Transaction<Tables>): Promise<number> {
  const { rows: asked } = await sql<{ site_id: number }>`
    delete from assessment_anew where site_id in (
      select site_id from assessment_anew group by site_id order by min(id) limit ${sitesAtOnce}) returning site_id`.execute(
    trx,
  )
  if (asked.length === 0) return 0
  await sql`
    insert into assessment_dirty (site_id, day)
    select distinct o.site_id,
      ((o.at + interval '8 hours' - case when o.resolution = 'h' then interval '1 millisecond' else interval '0' end) at time zone 'UTC')::date
    from observations o join layouts l on l.id = o.layout_id and l.key like 'hj212:%'
    where o.site_id = any(${asked.map(({ site_id }) => site_id)}::int[]) and o.resolution in ('h', 'd')
    order by 1, 2 on conflict (site_id, day) do nothing`.execute(trx)
  return asked.length
}

/**
 * Computes again what depends on the days noted as changed, one batch in one transaction, and announces it. Returns how many site days
 * were taken; 0 when nothing is left, or another process is at work.
 */
export async function assessDirty(db: Kysely<Tables>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows: locked } = await sql<{
      free: boolean
    }>`select pg_try_advisory_xact_lock(${assessmentLock}) as free`.execute(trx)
    if (!locked[0]?.free) return 0
    const rows = await takeDays(trx)
    if (rows.length === 0) return 0
    const sites = await trx
      .selectFrom('sites')
      .select(['id', 'kind', 'region_id', 'attributes'])
      .where('id', 'in', [...new Set(rows.map((row) => row.site_id))])
      .execute()
    const kindOf = new Map(sites.map((site) => [site.id, site.kind]))
    const air = new Map<number, string[]>()
    const water = new Map<number, string[]>()
    for (const { site_id, day } of rows) {
      const kind = kindOf.get(site_id)
      const days =
        kind === 'air-station' ? air : kind === 'water-section' || kind === 'water-source' ? water : undefined
      if (!days) continue
      const known = days.get(site_id)
      if (known) known.push(day)
      else days.set(site_id, [day])
    }
    const touched = new Set(sites.flatMap((site) => site.region_id ?? []))
    if (air.size > 0) {
      const evaluations = await evaluateStationDays(trx, air)
      const there = new Set(evaluations.map((row) => `${row.subjectId} ${row.starts}`))
      const gone = [...air].flatMap(([siteId, days]) =>
        days
          .filter((day) => !there.has(`${siteId} ${day}`))
          .map((starts) => ({ subjectKind: 'site' as const, subjectId: String(siteId), starts })),
      )
      await removeEvaluations(trx, 'HJ 633', 'day', gone)
      await storeEvaluations(trx, evaluations)
      const regions = await evaluateRegionDays(trx, air)
      await evaluateRegionYears(trx, regions, new Set([...air.values()].flat().map((day) => day.slice(0, 4))))
      for (const regionId of regions) touched.add(regionId)
    }
    if (water.size > 0) {
      const waterSites = sites
        .filter((site) => water.has(site.id))
        .map((site) => waterSite(site.id, site.attributes))
      await evaluateWaterMonths(trx, waterSites, water)
    }
    await announce(trx, { type: 'assessed', regionIds: [...touched].toSorted() })
    return rows.length
  })
}
