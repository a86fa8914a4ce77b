import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { maskPassword } from './mask-password.ts'
import type { HeldPacket, PacketBatch } from './packet-batch.ts'

/** A light needs no finer time; a row rewritten with every packet would cost more than the packet. */
const noteEveryMs = 1000

/** Made-up MNs do not fill the database: beyond so many senders, new ones are only counted by the gateway. */
const mostSenders = 5000

/** What the packets of one commit say of one device. */
interface Seen {
  at: number
  dialect: string | null
  skew: number | null
  hasData: boolean
}

/** Packets of one sender that were refused for one reason. */
interface Refused {
  last: HeldPacket
  count: number
}

/** Who sent, when, and how far its clock is off; refused senders go to the quarantine. `noted`: when each was last written. */
export async function noteSenders(
  trx: Transaction<Tables>,
  batch: PacketBatch,
  noted: Map<string, number>,
): Promise<void> {
  const seen = new Map<string, Seen>()
  const refused = new Map<string, Refused>()
  for (const incoming of batch.packets) {
    if (incoming.refused === null) see(seen, incoming)
    else refuse(refused, incoming)
  }
  await noteSeen(trx, seen, noted)
  if (refused.size > 0) await quarantine(trx, batch, [...refused.values()])
}

function see(seen: Map<string, Seen>, incoming: HeldPacket): void {
  const { mn, receivedAt, dialect, row } = incoming
  let device = seen.get(mn)
  if (!device) {
    device = { at: receivedAt, dialect: null, skew: null, hasData: false }
    seen.set(mn, device)
  }
  device.at = receivedAt
  if (dialect !== null) device.dialect = dialect
  if (row) device.hasData = true
  device.skew = skewSeconds(incoming) ?? device.skew
}

function refuse(refused: Map<string, Refused>, incoming: HeldPacket): void {
  const id = `${incoming.mn} ${incoming.refused}`
  const known = refused.get(id)
  if (known) {
    known.count += 1
    known.last = incoming
  } else refused.set(id, { last: incoming, count: 1 })
}

async function noteSeen(
  trx: Transaction<Tables>,
  seen: ReadonlyMap<string, Seen>,
  noted: Map<string, number>,
): Promise<void> {
  const due = [...seen].filter(([mn, { at, hasData }]) => {
    const key = hasData ? mn : `${mn} alive`
    const isDue = at - (noted.get(key) ?? -Infinity) >= noteEveryMs
    if (isDue) noted.set(key, at)
    return isDue
  })
  if (due.length === 0) return
  const devices = due.map(([, device]) => device)
  await sql`
    update devices d set last_seen_at = u.at, dialect = coalesce(u.dialect, d.dialect), clock_skew_seconds = coalesce(u.skew, d.clock_skew_seconds),
      last_data_at = case when u.has_data then u.at else d.last_data_at end
    from unnest(${due.map(([mn]) => mn)}::text[], ${devices.map((s) => new Date(s.at).toISOString())}::timestamptz[],
      ${devices.map((s) => s.dialect)}::text[], ${devices.map((s) => s.skew)}::int[], ${devices.map((s) => s.hasData)}::bool[])
      as u (mn, at, dialect, skew, has_data)
    where d.mn = u.mn`.execute(trx)
}

/** A packet without the password that was tried: it may be right for another device. */
const masked = (raw: Buffer): Buffer => Buffer.from(maskPassword(raw.toString('latin1')), 'latin1')

/** Lists the refused; when the list is full, only those that stand in it are counted on. */
async function quarantine(
  trx: Transaction<Tables>,
  batch: PacketBatch,
  all: readonly Refused[],
): Promise<void> {
  const packets = all.map(({ last }) => last)
  await sql`
    insert into quarantine (mn, reason, remote, packets, sample)
    select mn, reason, remote, packets, sample from unnest(${packets.map((p) => p.mn)}::text[], ${packets.map((p) => p.refused)}::text[], ${packets.map((p) => p.remote)}::text[],
      ${all.map(({ count }) => count)}::bigint[], ${packets.map((p) => masked(batch.rawOf(p)))}::bytea[]) with ordinality as u (mn, reason, remote, packets, sample, i)
    where u.i <= ${mostSenders} - (select count(*) from quarantine)
      or exists (select from quarantine q where q.mn = u.mn and q.reason = u.reason)
    on conflict (mn, reason) do update set last_seen_at = now(), remote = excluded.remote, sample = excluded.sample,
      packets = quarantine.packets + excluded.packets`.execute(trx)
}

/** Real-time data are of now, so their time against ours shows the device's clock; 24 days is what the column holds well beyond use. */
function skewSeconds({ row, receivedAt }: HeldPacket): number | null {
  if (row?.resolution !== 's') return null
  const seconds = Math.round((row.epochMs - receivedAt) / 1000)
  return Math.abs(seconds) < 2_000_000 ? seconds : null
}
