import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { IncomingPacket } from './packet-writer.ts'

/** A light needs no finer time; a row rewritten with every packet would cost more than the packet. */
const noteEveryMs = 1000

/** Made-up MNs do not fill the database: beyond so many senders, new ones are only counted by the gateway. */
const mostSenders = 5000

/** What the packets of one commit say of one device. */
interface Seen {
  readonly mn: string
  readonly at: number
  readonly dialect: string | null
  readonly skew: number | null
  readonly hasData: boolean
}

function withPacket(former: Seen | undefined, incoming: IncomingPacket): Seen {
  const { mn, packet, receivedAt, row } = incoming
  return {
    mn,
    at: receivedAt,
    dialect: packet.dialect === 'unknown' ? (former?.dialect ?? null) : packet.dialect,
    skew: skewSeconds(incoming) ?? former?.skew ?? null,
    hasData: row !== null || former?.hasData === true,
  }
}

/** Who sent, when, and how far its clock is off; refused senders go to the quarantine. `noted`: when each was last written. */
export async function noteSenders(
  trx: Transaction<Tables>,
  batch: readonly IncomingPacket[],
  noted: Map<string, number>,
): Promise<void> {
  const seen = new Map<string, Seen>()
  const refused = new Map<string, { first: IncomingPacket; count: number }>()
  for (const incoming of batch) {
    if (incoming.refused === null) {
      const next = withPacket(seen.get(incoming.mn), incoming)
      seen.set(incoming.mn, next)
      continue
    }
    const id = `${incoming.mn} ${incoming.refused}`
    const known = refused.get(id)
    if (known) known.count += 1
    else refused.set(id, { first: incoming, count: 1 })
  }
  const all = [...seen.values()].filter(({ mn, at, hasData }) => {
    const key = hasData ? mn : `${mn} alive`
    const isDue = at - (noted.get(key) ?? -Infinity) >= noteEveryMs
    if (isDue) noted.set(key, at)
    return isDue
  })
  if (all.length > 0) {
    await sql`
      update devices d set last_seen_at = u.at, dialect = coalesce(u.dialect, d.dialect), clock_skew_seconds = coalesce(u.skew, d.clock_skew_seconds),
        last_data_at = case when u.has_data then u.at else d.last_data_at end
      from unnest(${all.map((s) => s.mn)}::text[], ${all.map((s) => new Date(s.at).toISOString())}::timestamptz[],
        ${all.map((s) => s.dialect)}::text[], ${all.map((s) => s.skew)}::int[], ${all.map((s) => s.hasData)}::bool[])
        as u (mn, at, dialect, skew, has_data)
      where d.mn = u.mn`.execute(trx)
  }
  for (const { first, count } of refused.values()) {
    await sql`
      insert into quarantine (mn, reason, remote, packets, sample)
      select ${first.mn}, ${first.refused}, ${first.remote}, ${count}::bigint, ${Buffer.from(first.raw)}
      where (select count(*) from quarantine) < ${mostSenders}
        or exists (select 1 from quarantine where mn = ${first.mn} and reason = ${first.refused})
      on conflict (mn, reason) do update set last_seen_at = now(), remote = excluded.remote, sample = excluded.sample,
        packets = quarantine.packets + excluded.packets`.execute(trx)
  }
}

/** Real-time data are of now, so their time against ours shows the device's clock; 24 days is what the column holds well beyond use. */
function skewSeconds({ row, receivedAt }: IncomingPacket): number | null {
  if (row?.resolution !== 's') return null
  const seconds = Math.round((row.epochMs - receivedAt) / 1000)
  return Math.abs(seconds) < 2_000_000 ? seconds : null
}
