import type { UpstreamChange, UpstreamState } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../../database/connect.ts'
import { badInput, QinglanError } from '../../../errors.ts'
import '../tables.ts'

interface Row {
  readonly id: number
  readonly name: string
  readonly host: string
  readonly port: number
  readonly enabled: boolean
  readonly answers: boolean
  readonly delivered: number
  readonly last_delivered_at: Date | null
  readonly last_error: string | null
  readonly waiting: number
  readonly oldest: Date | null
  readonly held: number
  readonly set_aside: number
  readonly refusal: string | null
}

/** The upper platforms with what waits for them. */
export async function listUpstreams(db: Db): Promise<UpstreamState[]> {
  const { rows } = await sql<Row>`
    select u.*, coalesce(q.waiting, 0) as waiting, q.oldest, coalesce(q.held, 0) as held, coalesce(q.set_aside, 0) as set_aside, r.refusal
    from upstreams u
    left join (
      select upstream_id, count(*) filter (where set_aside_at is null) as waiting,
        min(received_at) filter (where set_aside_at is null) as oldest,
        count(distinct mn) filter (where refusal is not null and set_aside_at is null) as held,
        count(*) filter (where set_aside_at is not null) as set_aside
      from upstream_queue group by 1
    ) q on q.upstream_id = u.id
    left join lateral (
      select mn || ': ' || refusal as refusal from upstream_queue
      where upstream_id = u.id and refusal is not null order by id desc limit 1
    ) r on true
    order by u.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    host: row.host,
    port: row.port,
    enabled: row.enabled,
    answers: row.answers,
    waiting: row.waiting,
    oldestAt: row.oldest?.toISOString() ?? null,
    held: row.held,
    setAside: row.set_aside,
    refusal: row.refusal,
    delivered: row.delivered,
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
    lastError: row.last_error,
  }))
}

const none = (id: number): QinglanError =>
  new QinglanError('not-found', { zh: `没有上级平台 ${id}`, en: `no upper platform ${id}` })

/** Adds an upper platform, or changes the one with an id. From then on what comes is forwarded. @throws QinglanError */
export async function saveUpstream(
  db: Db,
  id: number | null,
  change: UpstreamChange,
): Promise<UpstreamState[]> {
  const { password, name, ...rest } = change
  if (name.trim() === '') throw badInput('上级平台须有名称', 'an upper platform needs a name')
  const secret = password === undefined ? {} : { password: password === '' ? null : password }
  const columns = { ...rest, name: name.trim(), ...secret }
  if (id === null) await db.insertInto('upstreams').values(columns).execute()
  else {
    const { numUpdatedRows } = await db
      .updateTable('upstreams')
      .set(columns)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw none(id)
  }
  return listUpstreams(db)
}

/** Removes an upper platform and what still waits for it. @throws QinglanError */
export async function removeUpstream(db: Db, id: number): Promise<UpstreamState[]> {
  const { numDeletedRows } = await db.deleteFrom('upstreams').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows === 0n) throw none(id)
  return listUpstreams(db)
}

/** Refuses with `not-found` what is no upper platform that who asks may see. @throws QinglanError */
export async function requireUpstream(db: Db, id: number): Promise<void> {
  const found = await db.selectFrom('upstreams').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw none(id)
}
