import { civilDateOf } from '@qinglan/periods'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../../../database/connect.ts'
import type { Tables } from '../../../database/tables.ts'
import { maskInPlace } from '../mask-password.ts'
import '../tables.ts'

interface Incoming {
  readonly mn: string
  readonly raw: Uint8Array
}

/** A packet that waits for an upper platform. */
export interface Queued {
  readonly id: number
  readonly mn: string
  /** As it came, but with stars for its password. */
  readonly packet: Uint8Array
  /** The password of its device; null when the device is none of ours any more. */
  readonly secret: string | null
  readonly attempts: number
}

/** Queues packets that carried data for every upper platform, without their passwords, in the commit's own transaction. */
export async function queueUpstream(trx: Transaction<Tables>, carrying: readonly Incoming[]): Promise<void> {
  if (carrying.length === 0) return
  const packets = carrying.map(({ raw }) => maskInPlace(raw))
  const mns = carrying.map(({ mn }) => mn)
  await sql`
    insert into upstream_queue (upstream_id, mn, packet)
    select u.id, p.mn, p.packet
    from upstreams u cross join unnest(${mns}::text[], ${packets}::bytea[]) with ordinality as p (mn, packet, i)
    where u.enabled order by u.id, p.i`.execute(trx)
}

/** Of one device at most so many at once, and looked for among so many times the limit: one with a long queue leaves room for others. */
const ofOneDevice = 20
const lookedThrough = 10

/** The oldest packets that wait for an upper platform, but none of the devices that are held back. */
export async function oldestQueued(
  db: Db,
  upstreamId: number,
  held: readonly string[],
  limit: number,
): Promise<Queued[]> {
  const { rows } = await sql<Queued>`
    with oldest as (
      select id, mn from upstream_queue
      where upstream_id = ${upstreamId} and set_aside_at is null and mn <> all(${held}::text[])
      order by id limit ${limit * lookedThrough}
    ), placed as (select id, row_number() over (partition by mn order by id) as place from oldest)
    select q.id, q.mn, q.packet, q.attempts, s.password as secret
    from placed p join upstream_queue q on q.id = p.id left join device_secrets s on s.mn = q.mn
    where p.place <= ${ofOneDevice} order by q.id limit ${limit}`.execute(db)
  return rows
}

/** Takes what was delivered off the queue and counts it, also for each device, in one statement. */
export async function takeOff(
  db: Db,
  upstreamId: number,
  ids: readonly number[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return
  const [at, day] = [new Date(now).toISOString(), civilDateOf(now)]
  await sql`
    with gone as (delete from upstream_queue where id = any(${ids}::bigint[]) returning mn), by_device as (
      insert into upstream_devices (upstream_id, mn, delivered, last_delivered_at, day, delivered_of_day)
      select ${upstreamId}::int, mn, count(*), ${at}::timestamptz, ${day}::date, count(*) from gone group by mn
      on conflict (upstream_id, mn) do update set
        delivered = upstream_devices.delivered + excluded.delivered, last_delivered_at = excluded.last_delivered_at,
        delivered_of_day = excluded.delivered_of_day
          + case when upstream_devices.day = excluded.day then upstream_devices.delivered_of_day else 0 end,
        day = excluded.day
    )
    update upstreams set delivered = delivered + (select count(*) from gone), last_delivered_at = ${at}, last_error = null
    where id = ${upstreamId}`.execute(db)
}

/** Notes that a packet was refused; one that is refused for longer than `patienceMs` is set aside, so that those behind it go on. */
export async function noteRefusal(db: Db, { id }: Queued, why: string, patienceMs: number): Promise<void> {
  await sql`
    update upstream_queue set attempts = attempts + 1, refusal = ${why}, refused_since = coalesce(refused_since, now()),
      set_aside_at = case when now() - coalesce(refused_since, now()) >= ${patienceMs}::float8 * interval '1 millisecond' then now() end
    where id = ${id}`.execute(db)
}

/** Has what was set aside sent again, before everything else that waits. @returns how many there were */
export async function sendAgain(db: Db, upstreamId: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('upstream_queue')
    .set({ set_aside_at: null, refused_since: null, attempts: 0 })
    .where('upstream_id', '=', upstreamId)
    .where('set_aside_at', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
