import type { Packet } from '@qinglan/hj212'
import type { Kysely, Transaction } from 'kysely'
import { DatabaseError } from 'pg'
import type { Tables } from '../../database/tables.ts'
import { noteSenders } from './note-senders.ts'
import { ObservationStore } from './observation-store.ts'
import type { PacketRow, RefusalReason } from './packet-row.ts'
import { packRaw } from './raw-packets.ts'
import { queueUpstream } from './upstream/upstream-queue.ts'

/** A packet on its way to the database; `stored` is called once, after the commit. */
export interface IncomingPacket {
  readonly mn: string
  readonly remote: string
  readonly receivedAt: number
  readonly raw: Uint8Array
  readonly packet: Packet
  readonly row: PacketRow | null
  readonly refused: RefusalReason | null
  stored(): void
}

export interface PacketWriterOptions {
  /** At most so many packets in one transaction. */
  readonly batch: number
  /** Readers pause above so many waiting packets, and go on below half of it. */
  readonly highWater: number
  readonly log: (sentence: string) => void
  /** Whether data are forwarded to an upper platform. */
  readonly forwards: () => boolean
}

const retryMs = 500

/** Gathers the packets of all connections and commits them together. Nothing is acknowledged before its commit. */
export class PacketWriter {
  readonly #db: Kysely<Tables>
  readonly #options: PacketWriterOptions
  readonly #store = new ObservationStore()
  /** When each device was last noted as seen. */
  readonly #noted = new Map<string, number>()
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
        await this.#commitApart(batch)
      } catch (error) {
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

  /** Commits a batch; a packet that the database cannot hold is set apart instead of holding up all others. */
  async #commitApart(batch: readonly IncomingPacket[]): Promise<void> {
    try {
      await this.#commit(batch)
    } catch (error) {
      this.#store.forget()
      this.#noted.clear()
      if (!isOfData(error)) throw error
      const [first] = batch
      if (!first) return
      if (batch.length === 1) {
        this.#options.log(`gateway: a packet of ${first.mn} cannot be stored: ${String(error)}`)
        await this.#commit([{ ...first, row: null, refused: 'unstorable' }])
        return
      }
      const half = Math.ceil(batch.length / 2)
      await this.#commitApart(batch.slice(0, half))
      await this.#commitApart(batch.slice(half))
    }
  }

  async #commit(batch: readonly IncomingPacket[]): Promise<void> {
    const body = await packRaw(batch)
    let rows = 0
    await this.#db.transaction().execute(async (trx) => {
      rows = await this.#store.write(trx, rowsOf(batch))
      await storeRaw(trx, batch, body)
      await noteSenders(trx, batch, this.#noted)
      if (this.#options.forwards()) await queueUpstream(trx, batch)
    })
    this.counts.commits += 1
    this.counts.packets += batch.length
    this.counts.rows += rows
  }
}

function* rowsOf(batch: readonly IncomingPacket[]): Generator<PacketRow> {
  for (const { row } of batch) if (row) yield row
}

/** SQLSTATE classes of what is wrong with the data themselves: trying again would not help. */
const isOfData = (error: unknown): boolean =>
  error instanceof DatabaseError && /^(?:21|22|23)/.test(error.code ?? '')

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
