import type { UpstreamChange, UpstreamState } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../../database/connect.ts'
import { QinglanError } from '../../../errors.ts'
import '../tables.ts'

interface Row {
  readonly id: number
  readonly name: string
  readonly host: string
  readonly port: number
  readonly enabled: boolean
  readonly delivered: number
  readonly last_delivered_at: Date | null
  readonly last_error: string | null
  readonly waiting: number
  readonly oldest: Date | null
}

/** The upper platforms with what waits for them. */
export async function listUpstreams(db: Db): Promise<UpstreamState[]> {
  const { rows } = await sql<Row>`
    select u.*, coalesce(q.waiting, 0) as waiting, q.oldest from upstreams u
    left join (select upstream_id, count(*) as waiting, min(received_at) as oldest from upstream_queue group by 1) q on q.upstream_id = u.id
    order by u.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    host: row.host,
    port: row.port,
    enabled: row.enabled,
    waiting: row.waiting,
    oldestAt: row.oldest?.toISOString() ?? null,
    delivered: row.delivered,
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
    lastError: row.last_error,
  }))
}

/** Adds an upper platform, or changes the one with an id. From then on what comes is forwarded. @throws QinglanError */
export async function saveUpstream(
  db: Db,
  id: number | null,
  change: UpstreamChange,
): Promise<UpstreamState[]> {
  const { password, ...rest } = change
  const columns = { ...rest, ...(password === undefined ? {} : { password }) }
  if (id === null) await db.insertInto('upstreams').values(columns).execute()
  else {
    const { numUpdatedRows } = await db
      .updateTable('upstreams')
      .set(columns)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      throw new QinglanError('not-found', { zh: `没有上级平台 ${id}`, en: `no upper platform ${id}` })
    }
  }
  return listUpstreams(db)
}
