import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { civilDateOf } from '@qinglan/periods'
import type { Packet } from '@qinglan/hj212'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { announce } from '../../live/live-hub.ts'
import type { PacketChannel, PacketRow } from './packet-row.ts'

const compress = promisify(gzip)

/** A packet on its way to the database; `stored` or `failed` is called exactly once, after the commit or at the end. */
export interface IncomingPacket {
  readonly mn: string
  readonly remote: string
  readonly receivedAt: number
  readonly raw: Uint8Array
  readonly packet: Packet
  readonly row: PacketRow | null
  readonly refused: 'unknown-mn' | 'wrong-password' | 'disabled' | 'no-time' | null
  stored(): void
}

export interface PacketWriterOptions {
  /** At most so many packets in one transaction. */
  readonly batch: number
  /** Readers pause above so many waiting packets, and go on below half of it. */
  readonly highWater: number
  readonly log: (sentence: string) => void
}

const retryMs = 500

/** Gathers the packets of all connections and commits them together. Nothing is acknowledged before its commit. */
export class PacketWriter {
  readonly #db: Kysely<Tables>
  readonly #options: PacketWriterOptions
  readonly #layouts = new Map<string, number>()
  #waiting: IncomingPacket[] = []
  #running: Promise<void> | undefined
  #closed = false
  #resume: (() => void)[] = []
  readonly counts = { packets: 0, rows: 0, commits: 0, retries: 0 }

  constructor(db: Kysely<Tables>, options: PacketWriterOptions) {
    this.#db = db
    this.#options = options
  }

  /** True while readers should stop reading until `onResume` calls them. */
  get behind(): boolean {
    return this.#waiting.length >= this.#options.highWater
  }

  add(incoming: IncomingPacket): void {
    this.#waiting.push(incoming)
    this.#running ??= this.#run().finally(() => (this.#running = undefined))
  }

  onResume(resume: () => void): void {
    this.#resume.push(resume)
  }

  /** Commits what waits and ends; packets that cannot be committed are left unacknowledged, so their senders send them again. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #run(): Promise<void> {
    // one turn of the event loop lets the packets of all sockets that are ready join the batch
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, this.#options.batch)
      try {
        await this.#commit(batch)
      } catch (error) {
        this.#layouts.clear()
        this.counts.retries += 1
        this.#options.log(`gateway: ${batch.length} packets not committed, trying again: ${String(error)}`)
        if (this.#closed) return
        await new Promise((resolve) => setTimeout(resolve, retryMs))
        continue
      }
      this.#waiting.splice(0, batch.length)
      for (const incoming of batch) incoming.stored()
      if (this.#waiting.length < this.#options.highWater / 2) {
        const resume = this.#resume
        this.#resume = []
        for (const next of resume) next()
      }
    }
  }

  async #commit(batch: readonly IncomingPacket[]): Promise<void> {
    const body = await compress(
      batch.map((p) => `${p.receivedAt} ${p.remote} ${Buffer.from(p.raw).toString('base64')}\n`).join(''),
    )
    // the same record twice in one batch (a retry) is one row: the later one
    const rows = new Map<string, PacketRow & { layout: string }>()
    for (const { row } of batch) {
      if (!row) continue
      const layout = layoutKey(row.channels)
      rows.set(`${row.siteId} ${row.resolution} ${row.epochMs} ${layout}`, { ...row, layout })
    }
    await this.#db.transaction().execute(async (trx) => {
      await this.#storeRows(trx, [...rows.values()])
      await storeRaw(trx, batch, body)
      await noteSenders(trx, batch)
    })
    this.counts.commits += 1
    this.counts.packets += batch.length
    this.counts.rows += rows.size
  }

  async #storeRows(
    trx: Transaction<Tables>,
    rows: readonly (PacketRow & { layout: string })[],
  ): Promise<void> {
    if (rows.length === 0) return
    const columns = {
      site: rows.map((r) => r.siteId),
      resolution: rows.map((r) => r.resolution),
      at: rows.map((r) => new Date(r.epochMs).toISOString()),
      layout: [] as number[],
      values: rows.map((r) => `{${r.values.map((v) => v ?? 'NULL').join(',')}}`),
      flags: rows.map((r) => r.flags),
    }
    for (const row of rows) columns.layout.push(await this.#layoutId(trx, row))
    const times = rows.map((r) => r.epochMs)
    const low = new Date(Math.min(...times)).toISOString()
    const high = new Date(Math.max(...times)).toISOString()
    const incoming = sql`
      select site_id, resolution::"char" as resolution, at, layout_id, v::float8[] as values, flags
      from unnest(${columns.site}::int[], ${columns.resolution}::text[], ${columns.at}::timestamptz[], ${columns.layout}::int[],
        ${columns.values}::text[], ${columns.flags}::text[]) as u (site_id, resolution, at, layout_id, v, flags)`
    await sql`
      with incoming as (${incoming}), revised as (
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
    const days = new Map(rows.map((r) => [`${r.siteId} ${civilDateOf(r.epochMs)}`, r]))
    await sql`
      insert into assessment_dirty (site_id, day)
      select * from unnest(${[...days.values()].map((r) => r.siteId)}::int[], ${[...days.keys()].map((k) => k.split(' ')[1])}::date[])
      on conflict (site_id, day) do update set noted_at = now()`.execute(trx)
    await announce(trx, {
      type: 'observations',
      siteIds: [...new Set(columns.site)].map(String),
      from: low,
      to: high,
    })
  }

  async #layoutId(trx: Transaction<Tables>, row: PacketRow & { layout: string }): Promise<number> {
    let id = this.#layouts.get(row.layout)
    if (id === undefined) {
      const stored = await trx
        .insertInto('layouts')
        .values({ key: row.layout, channels: JSON.stringify(row.channels) })
        .onConflict((c) => c.column('key').doUpdateSet({ key: row.layout }))
        .returning('id')
        .executeTakeFirstOrThrow()
      id = stored.id
      this.#layouts.set(row.layout, id)
    }
    return id
  }
}

const layoutKey = (channels: readonly PacketChannel[]): string =>
  `hj212:${channels.map((c) => `${c.factor}-${c.statistic}`).join(',')}`

async function storeRaw(
  trx: Transaction<Tables>,
  batch: readonly IncomingPacket[],
  body: Buffer,
): Promise<void> {
  const times = batch.map((p) => p.receivedAt)
  await trx
    .insertInto('raw_packets')
    .values({
      received_from: new Date(Math.min(...times)),
      received_to: new Date(Math.max(...times)),
      packets: batch.length,
      mns: [...new Set(batch.map((p) => p.mn))],
      body,
    })
    .execute()
}

/** Who sent, when, and how far its clock is off; refused senders go to the quarantine. */
async function noteSenders(trx: Transaction<Tables>, batch: readonly IncomingPacket[]): Promise<void> {
  const seen = new Map<string, IncomingPacket>()
  const refused = new Map<string, { first: IncomingPacket; count: number }>()
  for (const incoming of batch) {
    if (incoming.refused === null) {
      seen.set(incoming.mn, incoming)
      continue
    }
    const id = `${incoming.mn} ${incoming.refused}`
    const known = refused.get(id)
    if (known) known.count += 1
    else refused.set(id, { first: incoming, count: 1 })
  }
  const all = [...seen.values()]
  if (all.length > 0) {
    await sql`
      update devices d set last_seen_at = u.at, dialect = coalesce(u.dialect, d.dialect), clock_skew_seconds = coalesce(u.skew, d.clock_skew_seconds),
        last_data_at = case when u.has_data then u.at else d.last_data_at end
      from unnest(${all.map((p) => p.mn)}::text[], ${all.map((p) => new Date(p.receivedAt).toISOString())}::timestamptz[],
        ${all.map((p) => (p.packet.dialect === 'unknown' ? null : p.packet.dialect))}::text[], ${all.map(skewSeconds)}::int[],
        ${all.map((p) => p.row !== null)}::bool[]) as u (mn, at, dialect, skew, has_data)
      where d.mn = u.mn`.execute(trx)
  }
  for (const { first, count } of refused.values()) {
    await sql`
      insert into quarantine (mn, reason, remote, packets, sample)
      values (${first.mn}, ${first.refused}, ${first.remote}, ${count}, ${Buffer.from(first.raw)})
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
