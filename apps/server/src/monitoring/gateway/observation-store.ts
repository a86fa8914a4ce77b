import { CompiledQuery, sql, type Transaction } from 'kysely'
import type { PoolClient } from 'pg'
import type { Tables } from '../../database/tables.ts'
import { announce } from '../../live/live-hub.ts'
import { ensurePartitions, type Querying } from '../import/partitions.ts'
import { copyRows } from './copy-rows.ts'
import type { PacketRow, RowHead } from './packet-row.ts'
import type { HeldRow, RowPile } from './row-pile.ts'
import { daysOf, earliestOf, rangeOf, seriesOf } from './rows-at-a-glance.ts'
import { upsertRows } from './upsert-rows.ts'

const mostLayouts = 50_000
/** Pairs of site and layout whose newest row is remembered. */
const mostMarks = 500_000
/** So few rows are written by one statement that looks at what is there, sooner than by two. */
const fewRows = 16

/** A layout, and the newest time that each site has with it, by `seriesOf`. */
interface KnownLayout {
  readonly id: number
  readonly newest: Map<number, number>
}

/**
 * Writes rows of packets to the observations. It remembers the ids of layouts and how far each site has come, so after a transaction that
 * failed it must `forget`.
 */
export class ObservationStore {
  readonly #layouts = new Map<string, KnownLayout>()
  #marks = 0

  forget(): void {
    this.#layouts.clear()
    this.#marks = 0
  }

  /**
   * Writes the rows in the caller's transaction: one that is there is left, one with other values keeps its former ones as a revision.
   * The days are marked for assessment, the sites for their signals, and listeners are told.
   * @returns how many rows there were
   */
  async write(trx: Transaction<Tables>, rows: readonly PacketRow[]): Promise<number> {
    if (rows.length === 0) return 0
    await this.#learnLayouts(trx, rows)
    await ensureYears(trx, undefined, rows)
    await this.#upsert(trx, rows)
    const { siteIds, days } = daysOf(rows)
    await sql`
      insert into assessment_dirty (site_id, day) select * from unnest(${siteIds}::int[], ${days}::date[])
      on conflict (site_id, day) do update set noted_at = now()`.execute(trx)
    const first = earliestOf(rows)
    await sql`
      insert into signal_pending (site_id, resolution, from_at)
      select site_id, resolution::"char", to_timestamp(at / 1000.0)
      from unnest(${first.siteIds}::int[], ${first.resolutions}::text[], ${first.epochs}::float8[])
        as u (site_id, resolution, at)`.execute(trx)
    const { from, to } = rangeOf(rows)
    const event = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    await announce(trx, { type: 'observations', siteIds: [...new Set(siteIds)].map(String), ...event })
    return rows.length
  }

  /**
   * Writes rows of a pile alone. Given the connection beneath the transaction, rows later than all that their sites have go there by COPY,
   * three times as quick; when another process has meanwhile written one of them, that fails with 23505, and is to be done again without it.
   */
  async put(
    trx: Transaction<Tables>,
    pile: RowPile,
    rows: readonly HeldRow[],
    client?: PoolClient,
  ): Promise<void> {
    await this.#learnLayouts(trx, rows)
    await ensureYears(trx, client, rows)
    const read = (held: readonly HeldRow[]) => held.map((row) => pile.read(row))
    if (!client || rows.length <= fewRows) return await this.#upsert(trx, read(rows))
    await this.#learnNewest(trx, rows)
    const fresh: HeldRow[] = []
    const others: HeldRow[] = []
    for (const row of rows) {
      if (this.#advance(row)) {
        pile.setLayout(row, this.#layoutOf(row).id)
        fresh.push(row)
      } else others.push(row)
    }
    if (fresh.length > 0) await copyRows(client, pile.copyOf(fresh))
    if (others.length > 0) await this.#upsert(trx, read(others))
  }

  async #upsert(trx: Transaction<Tables>, rows: readonly PacketRow[]): Promise<void> {
    await upsertRows(
      trx,
      rows.map((row) => ({ row, layoutId: this.#layoutOf(row).id })),
    )
    for (const row of rows) this.#advance(row)
  }

  #layoutOf(row: RowHead): KnownLayout {
    const layout = this.#layouts.get(row.layout)
    if (!layout) throw new Error(`layout ${row.layout} was not prepared`)
    return layout
  }

  /** Notes a row's time where the newest of its site is known. @returns whether the row is newer than all that was there */
  #advance(row: RowHead): boolean {
    const { newest } = this.#layoutOf(row)
    const series = seriesOf(row)
    const former = newest.get(series)
    if (former === undefined || row.epochMs <= former) return false
    newest.set(series, row.epochMs)
    return true
  }

  async #learnLayouts(trx: Transaction<Tables>, rows: readonly RowHead[]): Promise<void> {
    if (this.#layouts.size >= mostLayouts || this.#marks >= mostMarks) this.forget()
    for (const { layout, channels } of rows) {
      if (this.#layouts.has(layout)) continue
      const { id } = await trx
        .insertInto('layouts')
        .values({ key: layout, channels: JSON.stringify(channels) })
        .onConflict((c) => c.column('key').doUpdateSet({ key: layout }))
        .returning('id')
        .executeTakeFirstOrThrow()
      this.#layouts.set(layout, { id, newest: new Map() })
    }
  }

  /** Asks for the newest row of sites that are met with a layout for the first time, whatever layout that row has. */
  async #learnNewest(trx: Transaction<Tables>, rows: readonly RowHead[]): Promise<void> {
    const unknown = new Map<string, RowHead>()
    for (const row of rows) {
      const series = seriesOf(row)
      if (!this.#layoutOf(row).newest.has(series)) unknown.set(`${series} ${row.layout}`, row)
    }
    if (unknown.size === 0) return
    const asked = [...new Map([...unknown.values()].map((row) => [seriesOf(row), row])).entries()]
    const heads = asked.map(([, row]) => row)
    const { rows: found } = await sql<{ series: number; ms: number }>`
      select u.series, coalesce((extract(epoch from newest.at) * 1000)::float8, '-Infinity'::float8) as ms
      from unnest(${asked.map(([series]) => series)}::float8[], ${heads.map((r) => r.siteId)}::int[], ${heads.map((r) => r.resolution)}::text[])
        as u (series, site_id, resolution)
      left join lateral (
        select o.at from observations o where o.site_id = u.site_id and o.resolution = u.resolution::"char" order by o.at desc limit 1
      ) as newest on true`.execute(trx)
    const newest = new Map(found.map(({ series, ms }) => [series, ms]))
    for (const row of unknown.values()) {
      const series = seriesOf(row)
      this.#layoutOf(row).newest.set(series, newest.get(series) ?? Infinity)
    }
    this.#marks += unknown.size
  }
}

/** The partitions of the years that the rows fall into. */
async function ensureYears(
  trx: Transaction<Tables>,
  client: PoolClient | undefined,
  rows: readonly RowHead[],
): Promise<void> {
  const { from, to } = rangeOf(rows)
  const query: Querying['query'] = async (text, values = []) =>
    (await trx.executeQuery(CompiledQuery.raw(text, values))) as never
  await ensurePartitions(client ?? { query }, [from, to])
}
