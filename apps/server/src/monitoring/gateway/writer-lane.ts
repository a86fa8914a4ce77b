import type { Kysely, Transaction } from 'kysely'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { poolOf } from '../../database/connect.ts'
import { kyselyOn } from '../../database/on-client.ts'
import type { Tables } from '../../database/tables.ts'
import { storeReports } from '../reports/store-reports.ts'
import { noteBatch } from './note-batch.ts'
import { noteRefused } from './note-refused.ts'
import { ObservationStore } from './observation-store.ts'
import { PacketBatch, type IncomingPacket } from './packet-batch.ts'
import type { PacketWriterOptions, WriterCounts } from './packet-writer.ts'
import { packRaw } from './raw-packets.ts'
import type { HeldRow } from './row-pile.ts'
import { queueUpstream } from './upstream/upstream-queue.ts'

export interface WriterLaneOptions extends PacketWriterOptions {
  readonly counts: WriterCounts
  /** Called when waiting packets have become fewer. */
  eased(): void
}

const retryMs = 500
/** One is being committed, one filled, and one is at hand. */
const mostSpare = 2
const uniqueViolation = '23505'
/** COPY under an account that row-level security binds. */
const notSupported = '0A000'

/** One queue of packets and the connection that commits them, batch by batch; what comes during one commit is the next one's batch. */
export class WriterLane {
  readonly #pool: Pool
  readonly #options: WriterLaneOptions
  readonly #store = new ObservationStore()
  /** Full batches, and the one that takes what comes. */
  readonly #full: PacketBatch[] = []
  #filling = new PacketBatch()
  /** Emptied ones, to be filled again. */
  readonly #spare: PacketBatch[] = []
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
    if (this.#filling.packets.length >= this.#options.batch) this.#full.push(this.#exchange())
    this.#filling.add(incoming)
    this.packets += 1
    this.bytes += incoming.raw.length
    this.#running ??= this.#run()
  }

  /** @returns the batch that was being filled, having put an empty one in its place */
  #exchange(): PacketBatch {
    const batch = this.#filling
    this.#filling = this.#spare.pop() ?? new PacketBatch()
    return batch
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #run(): Promise<void> {
    // one turn of the event loop lets the packets of all sockets that are ready join the batch
    await new Promise((resolve) => setImmediate(resolve))
    while (this.packets > 0) {
      const batch = this.#full.shift() ?? this.#exchange()
      if (!(await this.#commitAtLast(batch))) return
      for (const { bytes } of batch.packets) this.bytes -= bytes
      this.packets -= batch.packets.length
      batch.acknowledge()
      batch.clear()
      if (this.#spare.length < mostSpare) this.#spare.push(batch)
      this.#options.eased()
    }
    this.#running = undefined
  }

  /** Tries until the batch is committed; @returns false when it was given up, since the gateway ends. */
  async #commitAtLast(batch: PacketBatch): Promise<boolean> {
    for (;;) {
      try {
        await this.#commitApart(batch)
        return true
      } catch (error) {
        this.#options.counts.retries += 1
        this.#options.log(
          `gateway: ${batch.packets.length} packets not committed, trying again: ${String(error)}`,
        )
        if (this.#closed) return false
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  /** Commits a batch; a packet that the database cannot hold is set apart instead of holding up all others. */
  async #commitApart(batch: PacketBatch, byCopy = this.#mayCopy): Promise<void> {
    try {
      await this.#commit(batch, byCopy)
    } catch (error) {
      this.#store.forget()
      if (byCopy && codeOf(error) === notSupported) {
        this.#mayCopy = false
        return await this.#commitApart(batch)
      }
      if (!isOfData(error)) throw error
      // another process wrote one of the rows
      if (byCopy && codeOf(error) === uniqueViolation) return await this.#commitApart(batch, false)
      const { packets } = batch
      const [first] = packets
      if (!first) return
      if (packets.length === 1) {
        this.#options.log(`gateway: a packet of ${first.mn} cannot be stored: ${String(error)}`)
        return await this.#commit(batch.part(0, 1, { row: null, refused: 'unstorable' }), false)
      }
      const half = Math.ceil(packets.length / 2)
      await this.#commitApart(batch.part(0, half), byCopy)
      await this.#commitApart(batch.part(half, packets.length), byCopy)
    }
  }

  async #commit(batch: PacketBatch, byCopy: boolean): Promise<void> {
    const { packets } = batch
    const packed = packRaw(batch.records)
    const rows: HeldRow[] = []
    for (const { row } of packets) if (row) rows.push(row)
    await this.#inTransaction(async (trx, client) => {
      if (rows.length > 0) await this.#store.put(trx, batch.rows, rows, byCopy ? client : undefined)
      await noteRefused(trx, batch)
      if (packets.some(({ reports }) => reports !== null)) await storeReports(trx, packets)
      if (this.#options.forwards()) await queueUpstream(trx, batch.carrying())
      await noteBatch(trx, packets, rows, await packed)
    })
    const { counts } = this.#options
    counts.commits += 1
    counts.packets += packets.length
    counts.rows += rows.length
    this.#options.committed(packets, rows)
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
