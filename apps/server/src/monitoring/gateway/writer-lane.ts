import type { Kysely, Transaction } from 'kysely'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { poolOf } from '../../database/connect.ts'
import { kyselyOn } from '../../database/on-client.ts'
import type { Tables } from '../../database/tables.ts'
import { noteBatch } from './note-batch.ts'
import { noteSenders } from './note-senders.ts'
import { ObservationStore } from './observation-store.ts'
import type { PacketRow } from './packet-row.ts'
import type { IncomingPacket, PacketWriterOptions, WriterCounts } from './packet-writer.ts'
import { packRaw } from './raw-packets.ts'
import { queueUpstream } from './upstream/upstream-queue.ts'

export interface WriterLaneOptions extends PacketWriterOptions {
  readonly counts: WriterCounts
  /** Called after each commit with the rows that it brought. */
  committed(rows: readonly PacketRow[]): void
  /** Called when waiting packets have become fewer. */
  eased(): void
}

const retryMs = 500
const uniqueViolation = '23505'
/** COPY under an account that row-level security binds. */
const notSupported = '0A000'

/** One queue of packets and the connection that commits them, batch by batch; what comes during one commit is the next one's batch. */
export class WriterLane {
  readonly #pool: Pool
  readonly #options: WriterLaneOptions
  readonly #store = new ObservationStore()
  /** When each device was last noted as seen. */
  readonly #noted = new Map<string, number>()
  #waiting: IncomingPacket[] = []
  #running: Promise<void> | undefined
  #closed = false
  #mayCopy = true
  /** Packets that wait or are being committed, and their bytes. */
  packets = 0
  bytes = 0

  constructor(db: Kysely<Tables>, options: WriterLaneOptions) {
    this.#pool = poolOf(db)
    this.#options = options
  }

  add(incoming: IncomingPacket): void {
    this.#waiting.push(incoming)
    this.packets += 1
    this.bytes += incoming.raw.length
    this.#running ??= this.#run().finally(() => (this.#running = undefined))
  }

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
        await this.#commitApart(batch)
      } catch (error) {
        this.#options.counts.retries += 1
        this.#options.log(`gateway: ${batch.length} packets not committed, trying again: ${String(error)}`)
        if (this.#closed) return
        await new Promise((resolve) => setTimeout(resolve, retryMs))
        continue
      }
      if (batch.length === this.#waiting.length) this.#waiting = []
      else this.#waiting.splice(0, batch.length)
      this.#acknowledge(batch)
    }
  }

  #acknowledge(batch: readonly IncomingPacket[]): void {
    for (const { raw, answer, sender, stored } of batch) {
      this.packets -= 1
      this.bytes -= raw.length
      if (answer) sender.answer(answer)
      stored?.()
    }
    this.#options.eased()
  }

  /** Commits a batch; a packet that the database cannot hold is set apart instead of holding up all others. */
  async #commitApart(batch: readonly IncomingPacket[], byCopy = this.#mayCopy): Promise<void> {
    try {
      await this.#commit(batch, byCopy)
    } catch (error) {
      this.#store.forget()
      this.#noted.clear()
      if (byCopy && codeOf(error) === notSupported) {
        this.#mayCopy = false
        return await this.#commitApart(batch)
      }
      if (!isOfData(error)) throw error
      // another process wrote one of the rows
      if (byCopy && codeOf(error) === uniqueViolation) return await this.#commitApart(batch, false)
      const [first] = batch
      if (!first) return
      if (batch.length === 1) {
        this.#options.log(`gateway: a packet of ${first.mn} cannot be stored: ${String(error)}`)
        return await this.#commit([{ ...first, row: null, refused: 'unstorable' }], false)
      }
      const half = Math.ceil(batch.length / 2)
      await this.#commitApart(batch.slice(0, half), byCopy)
      await this.#commitApart(batch.slice(half), byCopy)
    }
  }

  async #commit(batch: readonly IncomingPacket[], byCopy: boolean): Promise<void> {
    const packed = packRaw(batch)
    const rows: PacketRow[] = []
    for (const { row } of batch) if (row) rows.push(row)
    await this.#inTransaction(async (trx, client) => {
      if (rows.length > 0) await this.#store.put(trx, rows, byCopy ? client : undefined)
      await noteSenders(trx, batch, this.#noted)
      if (this.#options.forwards()) await queueUpstream(trx, batch)
      await noteBatch(trx, batch, rows, await packed)
    })
    const { counts } = this.#options
    counts.commits += 1
    counts.packets += batch.length
    counts.rows += rows.length
    this.#options.committed(rows)
  }

  async #inTransaction(work: (trx: Transaction<Tables>, client: PoolClient) => Promise<void>): Promise<void> {
    const client = await this.#pool.connect()
    let broken: boolean = true
    try {
      await kyselyOn(client)
        .transaction()
        .execute((trx) => work(trx, client))
      broken = false
    } catch (error) {
      // what the database said leaves the connection whole; anything else may have left it in the middle of a COPY
      broken = !(error instanceof DatabaseError)
      throw error
    } finally {
      client.release(broken)
    }
  }
}

/** SQLSTATE classes of what is wrong with the data themselves: trying again would not help. */
const isOfData = (error: unknown): boolean => /^(?:21|22|23)/.test(codeOf(error))

const codeOf = (error: unknown): string => (error instanceof DatabaseError ? (error.code ?? '') : '')
