import { BytePile } from './byte-pile.ts'
import type { PacketRow, RowHead } from './packet-row.ts'

/** A row in a pile, and where its bytes stand. */
export interface HeldRow extends RowHead {
  readonly start: number
  readonly end: number
}

// signature, flags, no extension; at the end a count of -1 (PostgreSQL manual, COPY, binary format)
const head = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const tail = Buffer.from([0xff, 0xff])
const columns = 6
const float8Oid = 701
/** PostgreSQL counts microseconds from 2000. */
const epoch2000Ms = 946_684_800_000
const twoTo32 = 4_294_967_296

// where in a row: behind the count of columns, each column behind its length
const siteAt = 2
const resolutionAt = siteAt + 8
const timeAt = resolutionAt + 5
const layoutAt = timeAt + 12
const valuesAt = layoutAt + 8
/** Length, dimensions, whether there are nulls, type, count, first index. */
const firstValueAt = valuesAt + 24

/**
 * Rows in the binary form of COPY (site_id, resolution, at, layout_id, values, flags), written as they come: as lists of numbers, the
 * values of thousands of waiting packets would be carried about by the collector.
 */
export class RowPile {
  readonly #pile = new BytePile()

  constructor() {
    this.clear()
  }

  /** Where the next row begins. */
  get length(): number {
    return this.#pile.length
  }

  /** Writes a row, but for the id of its layout. */
  add({ siteId, resolution, epochMs, values, flags }: PacketRow): void {
    let nulls = 0
    for (const value of values) if (value === null) nulls += 1
    const flagsAt = firstValueAt + values.length * 12 - nulls * 8
    const start = this.#pile.room(flagsAt + 4 + (flags?.length ?? 0))
    const { view } = this.#pile
    view.setInt16(start, columns)
    view.setInt32(start + siteAt, 4)
    view.setInt32(start + siteAt + 4, siteId)
    view.setInt32(start + resolutionAt, 1)
    view.setUint8(start + resolutionAt + 4, resolution.charCodeAt(0))
    const micros = (epochMs - epoch2000Ms) * 1000
    const upper = Math.floor(micros / twoTo32)
    view.setInt32(start + timeAt, 8)
    view.setInt32(start + timeAt + 4, upper)
    view.setUint32(start + timeAt + 8, micros - upper * twoTo32)
    view.setInt32(start + layoutAt, 4)
    view.setInt32(start + valuesAt, flagsAt - valuesAt - 4)
    view.setInt32(start + valuesAt + 4, 1)
    view.setInt32(start + valuesAt + 8, nulls > 0 ? 1 : 0)
    view.setInt32(start + valuesAt + 12, float8Oid)
    view.setInt32(start + valuesAt + 16, values.length)
    view.setInt32(start + valuesAt + 20, 1)
    let at = start + firstValueAt
    for (const value of values) {
      if (value === null) {
        view.setInt32(at, -1)
        at += 4
      } else {
        view.setInt32(at, 8)
        view.setFloat64(at + 4, value)
        at += 12
      }
    }
    view.setInt32(at, flags === null ? -1 : flags.length)
    if (flags === null) return
    for (let i = 0; i < flags.length; i++) view.setUint8(at + 4 + i, flags.charCodeAt(i))
  }

  setLayout({ start }: HeldRow, layoutId: number): void {
    this.#pile.view.setInt32(start + layoutAt + 4, layoutId)
  }

  /** A row as it was added. */
  read({ start, siteId, resolution, epochMs, channels, layout }: HeldRow): PacketRow {
    const { view, bytes } = this.#pile
    const values: (number | null)[] = []
    let at = start + firstValueAt
    for (let left = view.getInt32(start + valuesAt + 16); left > 0; left--) {
      const isNull = view.getInt32(at) < 0
      values.push(isNull ? null : view.getFloat64(at + 4))
      at += isNull ? 4 : 12
    }
    const letters = view.getInt32(at)
    const flags = letters < 0 ? null : bytes.toString('latin1', at + 4, at + 4 + letters)
    return { siteId, resolution, epochMs, channels, layout, values, flags }
  }

  /** What COPY takes of the rows given, in the pile's order: pieces that are good until something is added. */
  copyOf(rows: readonly HeldRow[]): Buffer[] {
    const { bytes } = this.#pile
    const pieces: Buffer[] = []
    let [from, to] = [0, head.length]
    for (const { start, end } of rows) {
      if (start !== to) {
        pieces.push(bytes.subarray(from, to))
        from = start
      }
      to = end
    }
    return [...pieces, bytes.subarray(from, to), tail]
  }

  clear(): void {
    this.#pile.clear()
    this.#pile.add(head)
  }
}
