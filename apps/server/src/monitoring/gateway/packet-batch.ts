import type { DeviceReport } from '../reports/reports-of-packet.ts'
import { BytePile } from './byte-pile.ts'
import type { PacketRow, RefusalReason } from './packet-row.ts'

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
export interface HeldPacket extends Omit<IncomingPacket, 'raw' | 'answer'> {
  readonly bytes: number
  readonly recordEnd: number
  readonly answerEnd: number
}

/**
 * The packets of one commit, in their order. Their bytes and their answers are copied into two buffers that batch after batch uses again:
 * thousands wait at a time, and as objects of their own the collector would carry them about, and each would hold what its socket read.
 */
export class PacketBatch {
  #packets: HeldPacket[] = []
  readonly #records = new BytePile()
  readonly #answers = new BytePile()

  get packets(): readonly HeldPacket[] {
    return this.#packets
  }

  /** All packets as they came, each behind a line of its time, sender and length; see `unpackRaw`. */
  get records(): Buffer {
    return this.#records.bytes
  }

  add(incoming: IncomingPacket): void {
    const { mn, remote, receivedAt, raw, dialect, row, reports, refused, answer, sender, stored } = incoming
    this.#records.addText(`${receivedAt} ${remote} ${raw.length}\n`)
    this.#records.add(raw)
    if (answer) this.#answers.add(answer)
    const recordEnd = this.#records.length
    const answerEnd = this.#answers.length
    const bytes = raw.length
    this.#packets.push({
      mn,
      remote,
      receivedAt,
      dialect,
      row,
      reports,
      refused,
      sender,
      stored,
      bytes,
      recordEnd,
      answerEnd,
    })
  }

  /** The packet's bytes, in a buffer that is used again after the commit. */
  rawOf({ recordEnd, bytes }: HeldPacket): Buffer {
    return this.#records.bytes.subarray(recordEnd - bytes, recordEnd)
  }

  /** The packets that carried data, with their bytes, for as long as the batch is not emptied. */
  carrying(): (HeldPacket & { readonly raw: Buffer })[] {
    return this.#packets
      .filter(({ row }) => row !== null)
      .map((packet) => ({ ...packet, raw: this.rawOf(packet) }))
  }

  /** Some of the packets as a batch of their own, without their answers; `changed` is put into each. */
  part(from: number, to: number, changed: Partial<IncomingPacket> = {}): PacketBatch {
    const part = new PacketBatch()
    for (const held of this.#packets.slice(from, to))
      part.add({ ...held, raw: this.rawOf(held), answer: null, ...changed })
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
    this.#packets = []
    this.#records.clear()
    this.#answers.clear()
  }
}
