import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { finished } from 'node:stream/promises'
import type { KnownSite } from '../sites/site-index.ts'
import { mergeStage } from './merge-stage.ts'
import { ensurePartitions } from './partitions.ts'

/** Observations on their way to the database; parallel arrays, because there are millions. */
export class Batch {
  readonly sites: KnownSite[] = []
  readonly epochs: number[] = []
  /** resolution, time, layout and values as they stand between the site and the rest of a COPY line. */
  readonly payloads: string[] = []
  /** For observations that the file has given before, in an earlier batch: the lines of the positions that it gives again. */
  readonly again = new Map<number, ReadonlyMap<number, number>>()

  get size(): number {
    return this.sites.length
  }

  add(site: KnownSite, epochMs: number, payload: string, again?: ReadonlyMap<number, number>): void {
    if (again) this.again.set(this.size, again)
    this.sites.push(site)
    this.epochs.push(epochMs)
    this.payloads.push(payload)
  }
}

/** What became of a batch; `conflicts` are lines that contradict an earlier line of the same file. */
export interface Written {
  readonly inserted: number
  readonly changed: number
  readonly unchanged: number
  readonly conflicts: readonly number[]
}

const columns = 'site_id, resolution, at, layout_id, values, flags, simulated, source'

const iso = (epochMs: number) => new Date(epochMs).toISOString()

/** Writes batches of one import inside its transaction. */
export class ObservationWriter {
  readonly #client: PoolClient
  readonly #importId: string
  readonly #simulated: boolean
  #staged = false
  #mayCopy = true

  constructor(client: PoolClient, importId: string, simulated: boolean) {
    this.#client = client
    this.#importId = importId
    this.#simulated = simulated
  }

  /** COPY straight into the table where nothing stands yet, else through a staging table with comparison. */
  async write(batch: Batch): Promise<Written> {
    await ensurePartitions(this.#client, batch.epochs)
    if (!this.#mayCopy || batch.again.size > 0 || (await this.#meetsOthers(batch)))
      return this.#writeThroughStage(batch)
    const tail = `\t${this.#simulated ? 't' : 'f'}\t${this.#importId}\n`
    await this.#client.query('savepoint batch')
    try {
      const { sites, payloads } = batch
      await this.#copy(
        `copy observations (${columns}) from stdin`,
        payloads,
        (payload, index) => `${sites[index]!.id}\t${payload}${tail}`,
      )
      await this.#client.query('release savepoint batch')
      return { inserted: batch.size, changed: 0, unchanged: 0, conflicts: [] }
    } catch (error) {
      const { code } = error as { code?: string }
      // an account that policies bind may insert, not copy
      if (code === '0A000') this.#mayCopy = false
      // another writer (a gateway) was quicker with one of the places
      else if (code !== '23505') throw error
      await this.#client.query('rollback to savepoint batch')
      return this.#writeThroughStage(batch)
    }
  }

  /** Whether any observation of someone else lies in the ranges of time that the batch covers, site by site. */
  async #meetsOthers(batch: Batch): Promise<boolean> {
    const ranges = new Map<
      string,
      { readonly id: number; readonly letter: string; from: number; to: number }
    >()
    let from = Infinity
    let to = -Infinity
    for (let index = 0; index < batch.size; index++) {
      const { id } = batch.sites[index]!
      const letter = batch.payloads[index]!.slice(0, 1)
      const at = batch.epochs[index]!
      if (at < from) from = at
      if (at > to) to = at
      const range = ranges.get(letter + id)
      if (!range) ranges.set(letter + id, { id, letter, from: at, to: at })
      else if (at < range.from) range.from = at
      else if (at > range.to) range.to = at
    }
    const all = [...ranges.values()]
    const { rows } = await this.#client.query<{ meets: boolean }>(
      `select exists (
         select 1 from unnest($1::integer[], $2::text[]::"char"[], $3::timestamptz[], $4::timestamptz[]) as b (site_id, resolution, low, high)
         cross join lateral (
           select 1 from observations o
           where o.site_id = b.site_id and o.resolution = b.resolution and o.at between b.low and b.high
             and o.at between $5 and $6 and o.source is distinct from $7::uuid
           limit 1
         ) as other
       ) as meets`,
      [
        all.map((range) => range.id),
        all.map((range) => range.letter),
        all.map((range) => iso(range.from)),
        all.map((range) => iso(range.to)),
        iso(from),
        iso(to),
        this.#importId,
      ],
    )
    return rows[0]?.meets ?? true
  }

  async #writeThroughStage(batch: Batch): Promise<Written> {
    if (!this.#staged) {
      await this.#client.query(
        `create temp table import_stage (site_id integer, resolution "char", at timestamptz, layout_id integer,
           values double precision[], flags text, place integer, again integer[]) on commit drop`,
      )
      this.#staged = true
    }
    const { sites, payloads, again } = batch
    await this.#copy(
      'copy import_stage (site_id, resolution, at, layout_id, values, flags, place, again) from stdin',
      payloads,
      (payload, index) => {
        const positions = again.get(index)
        const given = positions
          ? `{${[...positions.keys()].map((position) => position + 1).join(',')}}`
          : '\\N'
        return `${sites[index]!.id}\t${payload}\t${index}\t${given}\n`
      },
    )
    const { conflicts, ...counts } = await mergeStage(this.#client, this.#importId, this.#simulated)
    const lines = conflicts.map(({ place, position }) => again.get(place)?.get(position - 1) ?? 0)
    return { ...counts, conflicts: lines }
  }

  async #copy(
    statement: string,
    payloads: readonly string[],
    lineOf: (payload: string, index: number) => string,
  ): Promise<void> {
    let text = ''
    for (let index = 0; index < payloads.length; index++) text += lineOf(payloads[index]!, index)
    const stream = this.#client.query(copyFrom(statement))
    // all at once: the socket's buffers hold a batch, and the server works on it while the next one is being read here
    stream.end(Buffer.from(text, 'latin1'))
    await finished(stream)
  }
}
