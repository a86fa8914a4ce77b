import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { HeldPacket } from './packet-batch.ts'

/** A light needs no finer time; a row rewritten with every packet would cost more than the packet. */
const everyMs = 1000

/** What packets say of one device. */
interface Seen {
  at: number
  dialect: string | null
  skew: number | null
  dataAt: number | null
}

/** Which devices were heard of, when, and how far their clocks are off: written for all at once, outside the commits of their packets. */
export class SeenSenders {
  readonly #db: Kysely<Tables>
  #seen = new Map<string, Seen>()
  #writtenAt = -Infinity

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Takes note of packets that were committed. */
  note(packets: readonly HeldPacket[]): void {
    for (const packet of packets) if (packet.refused === null) this.#see(packet)
  }

  isDue(now: number): boolean {
    return this.#seen.size > 0 && now - this.#writtenAt >= everyMs
  }

  #see(packet: HeldPacket): void {
    const { mn, receivedAt, dialect, row } = packet
    let device = this.#seen.get(mn)
    if (!device) {
      device = { at: receivedAt, dialect: null, skew: null, dataAt: null }
      this.#seen.set(mn, device)
    }
    device.at = receivedAt
    if (dialect !== null) device.dialect = dialect
    if (row) device.dataAt = receivedAt
    device.skew = skewSeconds(packet) ?? device.skew
  }

  /** Writes what was noted. */
  async write(now: number): Promise<void> {
    this.#writtenAt = now
    if (this.#seen.size === 0) return
    const seen = [...this.#seen]
    this.#seen = new Map()
    const devices = seen.map(([, device]) => device)
    await sql`
      update devices d set last_seen_at = to_timestamp(u.at / 1000.0), dialect = coalesce(u.dialect, d.dialect),
        clock_skew_seconds = coalesce(u.skew, d.clock_skew_seconds), last_data_at = coalesce(to_timestamp(u.data_at / 1000.0), d.last_data_at)
      from unnest(${seen.map(([mn]) => mn)}::text[], ${devices.map(({ at }) => at)}::float8[], ${devices.map(({ dialect }) => dialect)}::text[],
        ${devices.map(({ skew }) => skew)}::int[], ${devices.map(({ dataAt }) => dataAt)}::float8[]) as u (mn, at, dialect, skew, data_at)
      where d.mn = u.mn`.execute(this.#db)
  }
}

/** Real-time data are of now, so their time against ours shows the device's clock; 24 days is what the column holds well beyond use. */
function skewSeconds({ row, receivedAt }: HeldPacket): number | null {
  if (row?.resolution !== 's') return null
  const seconds = Math.round((row.epochMs - receivedAt) / 1000)
  return Math.abs(seconds) < 2_000_000 ? seconds : null
}
