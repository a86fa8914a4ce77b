import type { DaysToAssess } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'

/**
 * Asks for all days on which sites' devices sent anything to be assessed anew: their values have another unit now. One row for each site,
 * however many years it has and whatever is being assessed; the assessment finds the days and does the work.
 */
export async function assessAnew(db: Db, siteIds: readonly number[]): Promise<void> {
  await sql`insert into assessment_anew (site_id) select unnest(${siteIds}::int[])`.execute(db)
}

/** What of a site's days before today waits for its assessment. */
export async function daysToAssess(db: Db, siteId: number, today: string): Promise<DaysToAssess> {
  const { rows } = await sql<{ asked: boolean; days: number }>`
    select exists (select 1 from assessment_anew where site_id = ${siteId}) as asked,
      (select count(*)::int from assessment_dirty where site_id = ${siteId} and day < ${today}) as days`.execute(
    db,
  )
  const { asked = false, days = 0 } = rows[0] ?? {}
  return { waiting: asked || days > 0, days: asked ? null : days }
}
