import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { PacketRow } from './packet-row.ts'

/** A row with the id of its layout. */
export interface LaidOutRow {
  readonly row: PacketRow
  readonly layoutId: number
}

const literalOf = (values: readonly (number | null)[]): string =>
  `{${values.map((v) => v ?? 'NULL').join(',')}}`

/**
 * Brings rows into the observations: one that is there is left, one with other values keeps its former ones as a revision.
 * @returns how many different rows there were
 */
export async function upsertRows(trx: Transaction<Tables>, incoming: readonly LaidOutRow[]): Promise<number> {
  // the same record twice (a retry) is one row: the later one
  const keyed = new Map<string, LaidOutRow>()
  for (const laidOut of incoming) {
    const { siteId, resolution, epochMs } = laidOut.row
    keyed.set(`${siteId} ${resolution} ${epochMs} ${laidOut.layoutId}`, laidOut)
  }
  const rows = [...keyed.values()]
  const packets = rows.map(({ row }) => row)
  const stage = sql`
    select site_id, resolution::"char" as resolution, to_timestamp(at / 1000.0) as at, layout_id, v::float8[] as values, flags
    from unnest(${packets.map((r) => r.siteId)}::int[], ${packets.map((r) => r.resolution)}::text[], ${packets.map((r) => r.epochMs)}::float8[],
      ${rows.map((r) => r.layoutId)}::int[], ${packets.map((r) => literalOf(r.values))}::text[], ${packets.map((r) => r.flags)}::text[])
      as u (site_id, resolution, at, layout_id, v, flags)`
  // mostly all are new: what is there already is looked at only when something is
  const { rows: added } = await sql<{ n: number }>`
    with added as (
      insert into observations (site_id, resolution, at, layout_id, values, flags)
      ${stage} on conflict (site_id, resolution, at, layout_id) do nothing returning 1
    ) select count(*) as n from added`.execute(trx)
  if (added[0]?.n !== rows.length) await revise(trx, stage)
  return rows.length
}

/** Those that were there with other values: the former ones are kept. One row at a time by the key, however large the table is. */
async function revise(trx: Transaction<Tables>, stage: ReturnType<typeof sql>): Promise<void> {
  await sql`
    with incoming as materialized (${stage}), changed as materialized (
      select i.*, o.values as old_values, o.flags as old_flags, o.source, o.received_at from incoming i
      cross join lateral (
        select * from observations o
        where o.site_id = i.site_id and o.resolution = i.resolution and o.at = i.at and o.layout_id = i.layout_id offset 0
      ) o
      where (o.values, o.flags) is distinct from (i.values, i.flags)
    ), revised as (
      insert into observation_revisions (site_id, resolution, at, layout_id, values, flags, source, received_at)
      select site_id, resolution, at, layout_id, old_values, old_flags, source, received_at from changed
    )
    insert into observations (site_id, resolution, at, layout_id, values, flags)
    select site_id, resolution, at, layout_id, values, flags from changed
    on conflict (site_id, resolution, at, layout_id) do update
      set values = excluded.values, flags = excluded.flags, source = null, received_at = now()`.execute(trx)
}
