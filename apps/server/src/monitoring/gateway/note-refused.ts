import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { maskPassword } from './mask-password.ts'
import type { HeldPacket, PacketBatch } from './packet-batch.ts'

/** Made-up MNs do not fill the database: beyond so many senders, new ones are only counted by the gateway. */
const mostSenders = 5000

/** Packets of one sender that were refused for one reason. */
interface Refused {
  last: HeldPacket
  count: number
}

/** Lists the senders of refused packets in the quarantine; when that is full, only those that stand in it are counted on. */
export async function noteRefused(trx: Transaction<Tables>, batch: PacketBatch): Promise<void> {
  const refused = new Map<string, Refused>()
  for (const packet of batch.packets) if (packet.refused !== null) refuse(refused, packet)
  if (refused.size > 0) await quarantine(trx, batch, [...refused.values()])
}

function refuse(refused: Map<string, Refused>, incoming: HeldPacket): void {
  const id = `${incoming.mn} ${incoming.refused}`
  const known = refused.get(id)
  if (known) {
    known.count += 1
    known.last = incoming
  } else refused.set(id, { last: incoming, count: 1 })
}

/** A packet without the password that was tried: it may be right for another device. */
const masked = (raw: Buffer): Buffer => Buffer.from(maskPassword(raw.toString('latin1')), 'latin1')

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
