import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { HeldPacket } from './packet-batch.ts'
import type { RowHead } from './packet-row.ts'
import { daysOf, earliestOf } from './rows-at-a-glance.ts'

/** Notes what one commit took in: its packets as they came, the days to assess, and from when on signals are looked at again. */
export async function noteBatch(
  trx: Transaction<Tables>,
  batch: readonly HeldPacket[],
  rows: readonly RowHead[],
  body: Buffer,
): Promise<void> {
  const mns = new Set<string>()
  let [from, to] = [Infinity, -Infinity]
  for (const { mn, receivedAt } of batch) {
    mns.add(mn)
    if (receivedAt < from) from = receivedAt
    if (receivedAt > to) to = receivedAt
  }
  const { siteIds, days } = daysOf(rows)
  const first = earliestOf(rows)
  // one statement, one way there and back
  await sql`
    with raw as (
      insert into raw_packets (received_from, received_to, packets, mns, body)
      values (to_timestamp(${from} / 1000.0), to_timestamp(${to} / 1000.0), ${batch.length}, ${[...mns]}, ${body})
    ), noted as (
      insert into observed_days (site_id, day) select * from unnest(${siteIds}::int[], ${days}::date[])
    )
    insert into signal_pending (site_id, resolution, from_at)
    select site_id, resolution::"char", to_timestamp(at / 1000.0)
    from unnest(${first.siteIds}::int[], ${first.resolutions}::text[], ${first.epochs}::float8[])
      as u (site_id, resolution, at)`.execute(trx)
}
