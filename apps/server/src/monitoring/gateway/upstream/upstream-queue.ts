import type { Packet } from '@qinglan/hj212'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import '../tables.ts'

interface Queued {
  readonly packet: Packet
  readonly raw: Uint8Array
  readonly row: object | null
}

/** Queues the packets of a commit that carried data for every upper platform, in the commit's own transaction. */
export async function queueUpstream(trx: Transaction<Tables>, batch: readonly Queued[]): Promise<void> {
  const packets = batch.filter(({ row }) => row !== null).map(({ raw }) => Buffer.from(raw))
  if (packets.length === 0) return
  await sql`
    insert into upstream_queue (upstream_id, packet)
    select u.id, p.packet from upstreams u cross join unnest(${packets}::bytea[]) with ordinality as p (packet, i)
    where u.enabled order by u.id, p.i`.execute(trx)
}
