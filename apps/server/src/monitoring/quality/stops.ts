import type { Reading, SiteStop, SiteStopInput } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { siteById } from '../sites/list-sites.ts'
import '../signals/tables.ts'

const hourMs = 3_600_000

/** A time in which a source stood still. */
export interface Stop {
  readonly from: number
  readonly to: number
}

/** The stops of a site that touch a period. */
export async function stopsOfSite(db: Db, siteId: number, from: number, to: number): Promise<Stop[]> {
  const rows = await db
    .selectFrom('site_stops')
    .select(['from_at', 'to_at'])
    .where('site_id', '=', siteId)
    .where('from_at', '<', new Date(to))
    .where('to_at', '>', new Date(from))
    .execute()
  return rows.map(({ from_at, to_at }) => ({ from: from_at.getTime(), to: to_at.getTime() }))
}

/** The hours of a period with those that lie wholly in a stop marked so, whatever a standing instrument sent. */
export function withStops(
  hours: readonly (Reading | undefined)[],
  stops: readonly Stop[],
  from: number,
): readonly (Reading | undefined)[] {
  if (stops.length === 0) return hours
  return hours.map((reading, i) => {
    const begins = from + i * hourMs
    const isStill = stops.some((stop) => stop.from <= begins && begins + hourMs <= stop.to)
    return isStill ? { missing: 'stopped' } : reading
  })
}

/** The declared stops of a site, the latest first. @throws QinglanError */
export async function listStops(db: Db, siteId: string): Promise<SiteStop[]> {
  const site = await siteById(db, siteId)
  const rows = await db
    .selectFrom('site_stops')
    .selectAll()
    .where('site_id', '=', site.id)
    .orderBy('from_at', 'desc')
    .execute()
  return rows.map(({ id, from_at, to_at, reason, noted_by: notedBy }) => ({
    id,
    from: from_at.toISOString(),
    to: to_at.toISOString(),
    reason,
    notedBy,
  }))
}

/** Notes that a source stands still for a time. @throws QinglanError */
export async function addStop(
  db: Db,
  siteId: string,
  { from, to, reason }: SiteStopInput,
  by: string,
): Promise<SiteStop[]> {
  const site = await siteById(db, siteId)
  if (Date.parse(to) <= Date.parse(from)) throw badInput('停产结束须晚于开始', 'a stop ends after it begins')
  await db
    .insertInto('site_stops')
    .values({ site_id: site.id, from_at: new Date(from), to_at: new Date(to), reason, noted_by: by })
    .execute()
  return listStops(db, siteId)
}

/** Takes a stop back. @throws QinglanError */
export async function removeStop(db: Db, siteId: string, id: string): Promise<SiteStop[]> {
  const site = await siteById(db, siteId)
  const { numDeletedRows } = await db
    .deleteFrom('site_stops')
    .where('id', '=', id)
    .where('site_id', '=', site.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound('没有这段停产', 'no such stop')
  return listStops(db, siteId)
}
