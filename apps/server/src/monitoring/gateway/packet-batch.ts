import type { DeviceReport } from '../reports/reports-of-packet.ts'
import { BytePile } from './byte-pile.ts'
import type { PacketRow, RefusalReason } from './packet-row.ts'
import { RowPile, type HeldRow } from './row-pile.ts'

/** A packet on its way to the database. */
export interface IncomingPacket {
  readonly mn: string
  readonly remote: string
  readonly receivedAt: number
  readonly raw: Uint8Array
  /** What the packet's Flag says of its dialect, where it says so. */
  readonly dialect: string | null
  readonly row: PacketRow | null
  /** What it tells beside measurements. */
  readonly reports: readonly DeviceReport[] | null
  readonly refused: RefusalReason | null
  /** What is sent back after the commit, and through whom. */
  readonly answer: Uint8Array | null
  readonly sender: { answer(bytes: Uint8Array): void }
  /** Called once, after the commit, where more than an answer hangs on it. */
  readonly stored: (() => void) | null
}

/** A packet of a batch: where its bytes end in the batch's records, and its answer among the answers. */
export interface HeldPacket extends Omit<IncomingPacket, 'raw' | 'answer' | 'row'> {
  readonly row: HeldRow | null
  readonly bytes: number
  readonly recordEnd: number
  readonly answerEnd: number
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

/** A packet's place in a batch, with the place of its row; filled anew by packet after packet. */
interface Place extends Writable<HeldPacket> {
  row: Writable<HeldRow> | null
  readonly ownRow: Writable<HeldRow>
}

const nobody = { answer: () => undefined }

const newPlace = (): Place => ({
  mn: '',
  remote: '',
  receivedAt: 0,
  dialect: null,
  row: null,
  reports: null,
  refused: null,
  sender: nobody,
  stored: null,
  bytes: 0,
  recordEnd: 0,
  answerEnd: 0,
  ownRow: { siteId: 0, resolution: 's', epochMs: 0, channels: [], layout: '', start: 0, end: 0 },
})

/**
 * The packets of one commit, in their order. Thousands wait at a time. As objects of their own they would outlive round after round of the
 * collector, which would spend more on carrying them about than it costs to decode them, and each would hold what its socket read. So their
 * bytes, rows and answers are copied into buffers, and the rest into places, that batch after batch uses again.
 */
export class PacketBatch {
  readonly #packets: Place[] = []
  readonly #spare: Place[] = []
  readonly #records = new BytePile()
  readonly #answers = new BytePile()
  /** The rows of the packets that have one. */
  readonly rows = new RowPile()

  /** The packets, until the batch is emptied. */
  get packets(): readonly HeldPacket[] {
    return this.#packets
  }

  /** All packets as they came, each behind a line of its time, sender and length; see `unpackRaw`. */
  get records(): Buffer {
    return this.#records.bytes
  }

  add(incoming: IncomingPacket): void {
    const { remote, receivedAt, raw, row, answer } = incoming
    this.#records.addText(`${receivedAt} ${remote} ${raw.length}\n`)
    this.#records.add(raw)
    if (answer) this.#answers.add(answer)
    const place = this.#spare.pop() ?? newPlace()
    place.mn = incoming.mn
    place.remote = remote
    place.receivedAt = receivedAt
    place.dialect = incoming.dialect
    place.row = row ? this.#putRow(place.ownRow, row) : null
    place.reports = incoming.reports
    place.refused = incoming.refused
    place.sender = incoming.sender
    place.stored = incoming.stored
    place.bytes = raw.length
    place.recordEnd = this.#records.length
    place.answerEnd = this.#answers.length
    this.#packets.push(place)
  }

  #putRow(held: Place['ownRow'], row: PacketRow): HeldRow {
    held.siteId = row.siteId
    held.resolution = row.resolution
    held.epochMs = row.epochMs
    held.channels = row.channels
    held.layout = row.layout
    held.start = this.rows.length
    this.rows.add(row)
    held.end = this.rows.length
    return held
  }

  /** The packet's bytes, in a buffer that is used again after the commit. */
  rawOf({ recordEnd, bytes }: HeldPacket): Buffer {
    return this.#records.bytes.subarray(recordEnd - bytes, recordEnd)
  }

  /** The packets that carried data, with their bytes, for as long as the batch is not emptied. */
  carrying(): { readonly mn: string; readonly raw: Buffer }[] {
    return this.#packets
      .filter(({ row }) => row !== null)
      .map((packet) => ({ mn: packet.mn, raw: this.rawOf(packet) }))
  }

  /** Some of the packets as a batch of their own, without their answers; `changed` is put into each. */
  part(from: number, to: number, changed: Partial<IncomingPacket> = {}): PacketBatch {
    const part = new PacketBatch()
    for (const held of this.#packets.slice(from, to)) {
      const row = held.row && this.rows.read(held.row)
      part.add({ ...held, row, raw: this.rawOf(held), answer: null, ...changed })
    }
    return part
  }

  /** Sends the answers, those that stand together for one sender in one piece, and tells those who wait for the commit. */
  acknowledge(): void {
    let [sent, end] = [0, 0]
    let before: HeldPacket | undefined
    const send = () => {
      // a copy, since a socket may hold what it could not send at once
      if (end > sent) before?.sender.answer(Buffer.from(this.#answers.bytes.subarray(sent, end)))
      sent = end
    }
    for (const packet of this.#packets) {
      if (packet.sender !== before?.sender) send()
      before = packet
      end = packet.answerEnd
    }
    send()
    for (const { stored } of this.#packets) stored?.()
  }

  /** Empties the batch for its next use. */
  clear(): void {
    for (const place of this.#packets) {
      place.mn = ''
      place.reports = null
      place.sender = nobody
      place.stored = null
      this.#spare.push(place)
    }
    this.#packets.length = 0
    this.rows.clear()
    this.#records.clear()
    this.#answers.clear()
  }
}
