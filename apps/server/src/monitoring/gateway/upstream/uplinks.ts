import type { Uplink } from '@qinglan/contract'
import { civilDateOf } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../../database/connect.ts'
import '../tables.ts'
import '../../tables.ts'

interface Row {
  readonly mn: string
  readonly site_id: number
  readonly name_zh: string
  readonly name_en: string
  readonly delivered: number
  readonly of_day: number
  readonly last_delivered_at: Date | null
  readonly waiting: number
  readonly refusal: string | null
}

/** A link is there while something was acknowledged within a day. */
const linkedMs = 86_400_000

const stateOf = (last: Date | null, now: number): Uplink['state'] => {
  if (!last) return 'never'
  return now - last.getTime() <= linkedMs ? 'linked' : 'broken'
}

/** The link of each enabled device to an upper platform: when it last acknowledged something of it, how much today, what waits. */
export async function listUplinks(db: Db, upstreamId: number, now: number): Promise<Uplink[]> {
  const { rows } = await sql<Row>`
    select d.mn, d.site_id, s.name_zh, s.name_en, coalesce(u.delivered, 0) as delivered, u.last_delivered_at,
      case when u.day = ${civilDateOf(now)}::date then u.delivered_of_day else 0 end as of_day,
      coalesce(q.waiting, 0) as waiting, q.refusal
    from devices d join sites s on s.id = d.site_id
    left join upstream_devices u on u.upstream_id = ${upstreamId} and u.mn = d.mn
    left join (
      select mn, count(*) as waiting, max(refusal) as refusal from upstream_queue where upstream_id = ${upstreamId} group by mn
    ) q on q.mn = d.mn
    where d.enabled order by u.last_delivered_at nulls first, d.mn`.execute(db)
  return rows.map((row) => ({
    mn: row.mn,
    siteId: String(row.site_id),
    site: { zh: row.name_zh, en: row.name_en },
    state: stateOf(row.last_delivered_at, now),
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
    deliveredToday: row.of_day,
    delivered: row.delivered,
    waiting: row.waiting,
    refusal: row.refusal,
  }))
}
