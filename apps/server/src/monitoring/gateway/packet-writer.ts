import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { HeldPacket, IncomingPacket } from './packet-batch.ts'
import type { RowHead } from './packet-row.ts'
import { WriterLane } from './writer-lane.ts'

export interface PacketWriterOptions {
  /** At most so many packets in one transaction. */
  readonly batch: number
  /** Readers pause above so many waiting packets, or bytes of packets, and go on below half of it. */
  readonly highWater: number
  readonly highWaterBytes: number
  readonly log: (sentence: string) => void
  /** Whether data are forwarded to an upper platform. */
  readonly forwards: () => boolean
  /** Called after each commit with what it brought; nothing of it may be kept. */
  committed(packets: readonly HeldPacket[], rows: readonly RowHead[]): void
}

/** What is counted of all that was committed. */
export interface WriterCounts {
  packets: number
  rows: number
  commits: number
  retries: number
}

/** Two, so that the database works on one batch while the next is being made ready. */
const lanes = 2

/**
 * Gathers the packets of all connections and commits them together, those of one site always in the same lane, in their order. Nothing is
 * acknowledged before its commit.
 */
export class PacketWriter {
  readonly #lanes: readonly WriterLane[]
  readonly #options: PacketWriterOptions
  readonly counts: WriterCounts = { packets: 0, rows: 0, commits: 0, retries: 0 }
  #resume: (() => void)[] = []

  constructor(db: Kysely<Tables>, options: PacketWriterOptions) {
    this.#options = options
    const eased = () => this.#goOn()
    this.#lanes = Array.from(
      { length: lanes },
      () => new WriterLane(db, { ...options, counts: this.counts, eased }),
    )
  }

  /** True while readers should stop reading until `onResume` calls them. */
  get behind(): boolean {
    return this.#load >= 1
  }

  /** How full the writer is: 1 at its high-water mark. */
  get #load(): number {
    let packets = 0
    let bytes = 0
    for (const lane of this.#lanes) {
      packets += lane.packets
      bytes += lane.bytes
    }
    return Math.max(packets / this.#options.highWater, bytes / this.#options.highWaterBytes)
  }

  /** Takes a packet; its bytes are copied. */
  add(incoming: IncomingPacket): void {
    const lane = this.#lanes[(incoming.row?.siteId ?? 0) % lanes]
    lane?.add(incoming)
  }

  onResume(resume: () => void): void {
    this.#resume.push(resume)
  }

  /** Commits what waits and ends; packets that cannot be committed are left unacknowledged, so their senders send them again. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()))
  }

  #goOn(): void {
    if (this.#resume.length === 0 || this.#load >= 0.5) return
    const resume = this.#resume
    this.#resume = []
    for (const next of resume) next()
  }
}
