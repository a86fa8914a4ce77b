import { civilDateOf } from '@qinglan/periods'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { announce } from '../../live/live-hub.ts'
import type { PacketChannel, PacketRow } from './packet-row.ts'

type KeyedRow = PacketRow & { readonly layout: string }

const layoutKey = (channels: readonly PacketChannel[]): string =>
  `hj212:${channels.map((c) => `${c.factor}-${c.statistic}`).join(',')}`

const mostLayouts = 50_000

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
    const keyed = new Map<string, KeyedRow>()
    for (const row of incoming) {
      const layout = layoutKey(row.channels)
      keyed.set(`${row.siteId} ${row.resolution} ${row.epochMs} ${layout}`, { ...row, layout })
    }
    if (keyed.size === 0) return 0
    const rows = [...keyed.values()]
    const { low, high } = await this.#upsert(trx, rows)
    await this.#mark(trx, rows)
    const siteIds = [...new Set(rows.map((r) => String(r.siteId)))]
    await announce(trx, { type: 'observations', siteIds, from: low, to: high })
    return rows.length
  }

  async #upsert(trx: Transaction<Tables>, rows: readonly KeyedRow[]): Promise<{ low: string; high: string }> {
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
    await sql`
      with incoming as materialized (${incoming}), revised as (
        insert into observation_revisions (site_id, resolution, at, layout_id, values, flags, source, received_at)
        select o.site_id, o.resolution, o.at, o.layout_id, o.values, o.flags, o.source, o.received_at
        from observations o join incoming i using (site_id, resolution, at, layout_id)
        where o.at between ${low} and ${high} and (o.values, o.flags) is distinct from (i.values, i.flags)
      )
      insert into observations (site_id, resolution, at, layout_id, values, flags)
      select site_id, resolution, at, layout_id, values, flags from incoming
      on conflict (site_id, resolution, at, layout_id) do update
        set values = excluded.values, flags = excluded.flags, source = null, received_at = now()
        where (observations.values, observations.flags) is distinct from (excluded.values, excluded.flags)`.execute(
      trx,
    )
    return { low, high }
  }

  async #mark(trx: Transaction<Tables>, rows: readonly KeyedRow[]): Promise<void> {
    const days = new Map<string, { site: number; day: string }>()
    const earliest = new Map<string, KeyedRow>()
    for (const row of rows) {
      const day = civilDateOf(row.epochMs)
      days.set(`${row.siteId} ${day}`, { site: row.siteId, day })
      const key = `${row.siteId} ${row.resolution}`
      if (row.epochMs < (earliest.get(key)?.epochMs ?? Infinity)) earliest.set(key, row)
    }
    const first = [...earliest.values()]
    const each = [...days.values()]
    await sql`
      insert into assessment_dirty (site_id, day)
      select * from unnest(${each.map((d) => d.site)}::int[], ${each.map((d) => d.day)}::date[])
      on conflict (site_id, day) do update set noted_at = now()`.execute(trx)
    await sql`
      insert into signal_pending (site_id, resolution, from_at)
      select site_id, resolution::"char", to_timestamp(at / 1000.0)
      from unnest(${first.map((r) => r.siteId)}::int[], ${first.map((r) => r.resolution)}::text[], ${first.map((r) => r.epochMs)}::float8[])
        as u (site_id, resolution, at)`.execute(trx)
  }

  async #layoutId(trx: Transaction<Tables>, row: KeyedRow): Promise<number> {
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
