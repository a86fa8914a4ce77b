import { civilDateOf } from '@qinglan/periods'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { announce } from '../../live/live-hub.ts'
import type { PacketRow } from './packet-row.ts'

const mostLayouts = 50_000
const dayMs = 86_400_000
const civilShiftMs = 8 * 3_600_000

/** Writes rows of packets to the observations. It remembers the ids of layouts, so after a transaction that failed it must `forget`. */
export class ObservationStore {
  readonly #layouts = new Map<string, number>()

  forget(): void {
    this.#layouts.clear()
  }

  /**
   * Writes the rows in the caller's transaction: one that is there is left, one with other values keeps its former ones as a revision.
   * The days are marked for assessment, the sites for their signals, and listeners are told.
   * @returns how many different rows there were.
   */
  async write(trx: Transaction<Tables>, incoming: Iterable<PacketRow>): Promise<number> {
    // the same record twice in one batch (a retry) is one row: the later one
    const keyed = new Map<string, PacketRow>()
    for (const row of incoming) {
      keyed.set(`${row.siteId} ${row.resolution} ${row.epochMs} ${row.layout}`, row)
    }
    if (keyed.size === 0) return 0
    const rows = [...keyed.values()]
    const { low, high } = await this.#upsert(trx, rows)
    await this.#mark(trx, rows)
    const siteIds = [...new Set(rows.map((r) => String(r.siteId)))]
    await announce(trx, { type: 'observations', siteIds, from: low, to: high })
    return rows.length
  }

  async #upsert(
    trx: Transaction<Tables>,
    rows: readonly PacketRow[],
  ): Promise<{ low: string; high: string }> {
    const layouts: number[] = []
    for (const row of rows) layouts.push(await this.#layoutId(trx, row))
    const times = rows.map((r) => r.epochMs)
    const low = new Date(Math.min(...times)).toISOString()
    const high = new Date(Math.max(...times)).toISOString()
    const incoming = sql`
      select site_id, resolution::"char" as resolution, to_timestamp(at / 1000.0) as at, layout_id, v::float8[] as values, flags
      from unnest(${rows.map((r) => r.siteId)}::int[], ${rows.map((r) => r.resolution)}::text[], ${times}::float8[], ${layouts}::int[],
        ${rows.map((r) => `{${r.values.map((v) => v ?? 'NULL').join(',')}}`)}::text[], ${rows.map((r) => r.flags)}::text[])
        as u (site_id, resolution, at, layout_id, v, flags)`
    // nearly always all are new: what is there already is looked at only when something is
    const { rows: added } = await sql<{ n: number }>`
      with added as (
        insert into observations (site_id, resolution, at, layout_id, values, flags)
        ${incoming} on conflict (site_id, resolution, at, layout_id) do nothing returning 1
      ) select count(*) as n from added`.execute(trx)
    if (added[0]?.n !== rows.length) await this.#revise(trx, incoming)
    return { low, high }
  }

  /** Those that were there with other values: the former ones are kept. One row at a time by the key, however large the table is. */
  async #revise(trx: Transaction<Tables>, incoming: ReturnType<typeof sql>): Promise<void> {
    await sql`
      with incoming as materialized (${incoming}), changed as materialized (
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

  async #mark(trx: Transaction<Tables>, rows: readonly PacketRow[]): Promise<void> {
    const days = new Map<string, PacketRow>()
    const earliest = new Map<string, PacketRow>()
    for (const row of rows) {
      days.set(`${row.siteId} ${Math.floor((row.epochMs + civilShiftMs) / dayMs)}`, row)
      const key = `${row.siteId} ${row.resolution}`
      if (row.epochMs < (earliest.get(key)?.epochMs ?? Infinity)) earliest.set(key, row)
    }
    const first = [...earliest.values()]
    const each = [...days.values()]
    await sql`
      insert into assessment_dirty (site_id, day)
      select * from unnest(${each.map((d) => d.siteId)}::int[], ${each.map((d) => civilDateOf(d.epochMs))}::date[])
      on conflict (site_id, day) do update set noted_at = now()`.execute(trx)
    await sql`
      insert into signal_pending (site_id, resolution, from_at)
      select site_id, resolution::"char", to_timestamp(at / 1000.0)
      from unnest(${first.map((r) => r.siteId)}::int[], ${first.map((r) => r.resolution)}::text[], ${first.map((r) => r.epochMs)}::float8[])
        as u (site_id, resolution, at)`.execute(trx)
  }

  async #layoutId(trx: Transaction<Tables>, row: PacketRow): Promise<number> {
    let id = this.#layouts.get(row.layout)
    if (id === undefined) {
      const stored = await trx
        .insertInto('layouts')
        .values({ key: row.layout, channels: JSON.stringify(row.channels) })
        .onConflict((c) => c.column('key').doUpdateSet({ key: row.layout }))
        .returning('id')
        .executeTakeFirstOrThrow()
      id = stored.id
      if (this.#layouts.size >= mostLayouts) this.#layouts.clear()
      this.#layouts.set(row.layout, id)
    }
    return id
  }
}
