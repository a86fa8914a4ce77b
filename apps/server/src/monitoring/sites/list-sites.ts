import type { CivilDate, Site, SiteKind } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import { demandRegion } from '../../region/known-region.ts'
import { gradeLatest } from './grade-latest.ts'
import { latestReadings } from './latest-readings.ts'
import '../tables.ts'
import '../../region/tables.ts'

interface SiteRow {
  readonly id: number
  readonly code: string
  readonly kind: SiteKind
  readonly name_zh: string
  readonly name_en: string
  readonly region_id: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly attributes: Record<string, unknown>
  readonly simulated: boolean
}

/** A site without what it measured last. */
export const asSite = (row: SiteRow): Omit<Site, 'latest'> => ({
  id: String(row.id),
  code: row.code,
  kind: row.kind,
  name: { zh: row.name_zh, en: row.name_en },
  regionId: row.region_id,
  lon: row.lon,
  lat: row.lat,
  attributes: row.attributes,
  simulated: row.simulated,
})

/** Sites of a kind and inside a region, with their latest values (to the end of a day, where one is given) and the grade of these. */
export async function listSites(
  db: Db,
  {
    kind,
    regionId,
    at,
  }: { kind?: SiteKind | undefined; regionId?: string | undefined; at?: CivilDate | undefined },
): Promise<Site[]> {
  await demandRegion(db, regionId)
  const { rows } = await sql<SiteRow>`
    with recursive within as (
      select id from regions where id = ${regionId ?? null}
      union all
      select r.id from regions r join within w on r.parent_id = w.id
    )
    select id, code, kind, name_zh, name_en, region_id, lon, lat, attributes, simulated from sites
    where (${kind ?? null}::text is null or kind = ${kind ?? null})
      and (${regionId ?? null}::text is null or region_id in (select id from within))
    order by kind, code`.execute(db)
  const latest = await latestReadings(
    db,
    rows.map((row) => row.id),
    at,
  )
  return rows.map((row) => {
    const found = latest.get(row.id)
    return {
      ...asSite(row),
      latest: found ? { ...found, ...gradeLatest(row.kind, row.attributes, found) } : null,
    }
  })
}

/** One site by its id. @throws QinglanError `not-found` */
export async function siteById(db: Db, id: string): Promise<SiteRow> {
  const row = /^\d{1,9}$/.test(id)
    ? await db.selectFrom('sites').selectAll().where('id', '=', Number(id)).executeTakeFirst()
    : undefined
  if (!row) throw notFound(`没有点位 ${id}`, `no site ${id}`)
  return row
}
