import { crc212, crcModbus } from '../crc/crc.ts'
import { parseSegment } from '../segment/parse-segment.ts'
import type { DecodeEvent, DecoderOptions, RejectReason } from './decode-event.ts'
import * as frame from './frame-bytes.ts'

const LONGEST_SEGMENT = 9999
/** The standard's limit; a longer one is more often a damaged length than a long packet. */
const USUAL_SEGMENT = 1024
/** Garbage is reported in pieces of this size, so that a stream without any packet stays bounded. */
const GARBAGE_PIECE = 4096

/** How many `#` a length is doubted for; hostile bytes could hold one at each place. */
const HASHES_ASKED = 16

/** What became of a packet's start: wait for more bytes, no start after all, or done up to a place. */
const WAIT = -1
const SKIP = -2

/** What was forgiven or done to accept a packet. */
interface Acceptance {
  readonly crc: 'hj212' | 'modbus'
  readonly lengthCorrected: boolean
  readonly deciphered: Uint8Array | null
}

const AS_IT_CAME: Acceptance = { crc: 'hj212', lengthCorrected: false, deciphered: null }

const NOTHING = new Uint8Array(0)
const NO_EVENTS: DecodeEvent[] = []

/**
 * Decodes a byte stream of HJ 212 packets, cut anywhere. It never throws on bytes, holds less than 30 KiB, finds
 * the next packet behind any damage, and says the same whatever the cuts (HJ 212-2017 6.3.1 and table 2).
 */
export class PacketDecoder {
  readonly #options: DecoderOptions
  readonly #longest: number
  readonly #lenient: boolean
  #held: Uint8Array = NOTHING
  /** Place of `#data[0]` in the stream. */
  #offset = 0
  #inGarbage = false
  #data: Uint8Array = NOTHING
  #final = false
  #events: DecodeEvent[] = NO_EVENTS

  constructor(options: DecoderOptions = {}) {
    this.#options = options
    this.#longest = Math.min(options.maxSegment ?? LONGEST_SEGMENT, LONGEST_SEGMENT)
    this.#lenient = options.strictness === 'lenient'
  }

  /** Bytes that wait for more; above 0 for long means a dead sender, see {@link PacketDecoder.expire}. */
  get pending(): number {
    return this.#held.length
  }

  /** Takes the next bytes of the stream and returns what became of it. The chunk is not kept. */
  push(chunk: Uint8Array): DecodeEvent[] {
    return this.#run(chunk, false)
  }

  /**
   * Decides about the waiting bytes as if no more came: call it when the stream ends, or when a packet stays
   * unfinished for too long. The decoder can go on afterwards.
   */
  expire(): DecodeEvent[] {
    return this.#run(NOTHING, true)
  }

  #run(chunk: Uint8Array, final: boolean): DecodeEvent[] {
    if (this.#held.length === 0) this.#data = chunk
    else {
      this.#data = new Uint8Array(this.#held.length + chunk.length)
      this.#data.set(this.#held)
      this.#data.set(chunk, this.#held.length)
    }
    this.#final = final
    // made here and not ahead of its use: an array that has grown old keeps what is put into it from the quick collection of litter
    this.#events = []
    const kept = this.#consume()
    this.#held = kept < this.#data.length ? this.#data.slice(kept) : NOTHING
    this.#offset += kept
    this.#data = NOTHING
    // not held until the next chunk: of thousands of quiet connections that would be thousands of packets
    const events = this.#events
    this.#events = NO_EVENTS
    return events
  }

  /** Works through the data; returns the place from which bytes must be held. */
  #consume(): number {
    const data = this.#data
    let reported = 0
    let at = 0
    while (at < data.length) {
      if (!this.#inGarbage && frame.isFiller(data[at]!)) {
        at++
        reported = at
        continue
      }
      let outcome = SKIP
      if (data[at] === frame.HASH) outcome = this.#candidate(at, reported)
      if (outcome === WAIT) break
      if (outcome === SKIP) {
        this.#inGarbage = true
        const next = data.indexOf(frame.HASH, at + 1)
        at = next < 0 ? data.length : next
      } else {
        at = outcome
        reported = at
        this.#inGarbage = false
      }
    }
    reported = this.#reportGarbage(reported, at, this.#final ? 1 : GARBAGE_PIECE)
    if (this.#final) this.#inGarbage = false
    return reported
  }

  #reportGarbage(from: number, to: number, least: number): number {
    let at = from
    while (to - at >= least && to > at) {
      const end = Math.min(at + GARBAGE_PIECE, to)
      this.#reject('garbage', at, end)
      at = end
    }
    return at
  }

  #reject(reason: RejectReason, start: number, end: number): void {
    this.#events.push({
      kind: 'rejected',
      reason,
      start: this.#offset + start,
      end: this.#offset + end,
      bytes: this.#data.slice(start, end),
    })
  }

  /** Rejects `[start, end)` as a packet; what came before it and was not reported is garbage. */
  #rejectPacket(reason: RejectReason, reported: number, start: number, end: number): number {
    this.#reportGarbage(reported, start, 1)
    this.#reject(reason, start, end)
    return end
  }

  #accept(reported: number, start: number, from: number, to: number, how: Acceptance): number {
    if (reported < start) this.#reportGarbage(reported, start, 1)
    const end = to + frame.CRC_BYTES
    const plain = how.deciphered
    const { keepRaw } = this.#options
    this.#events.push({
      kind: 'packet',
      packet: plain
        ? parseSegment(plain, 0, plain.length, this.#options)
        : parseSegment(this.#data, from, to, this.#options),
      start: this.#offset + start,
      end: this.#offset + end,
      crc: how.crc,
      lengthCorrected: how.lengthCorrected,
      deciphered: plain !== null,
      raw:
        keepRaw === 'view' ? this.#data.subarray(start, end) : keepRaw ? this.#data.slice(start, end) : null,
    })
    return end
  }

  /** Decides about a possible packet at `start`; returns its end, WAIT or SKIP. */
  #candidate(start: number, reported: number): number {
    const data = this.#data
    if (start + 1 < data.length && data[start + 1] !== frame.HASH) return SKIP
    if (start + frame.HEADER_BYTES >= data.length) return this.#unfinished(start, reported)
    // No segment begins with a digit: a fifth one is part of a wrong length.
    const length = frame.isDigit(data[start + frame.HEADER_BYTES]) ? -1 : frame.readLength(data, start + 2)
    if (length < 0) {
      const from = frame.findSegmentStart(data, start, data.length)
      if (from === -2 && !this.#final) return WAIT
      return from < 0 ? SKIP : this.#resynchronise(start, from, reported)
    }
    const from = start + frame.HEADER_BYTES
    if (length > this.#longest) return this.#resynchronise(start, from, reported)
    const to = from + length
    if (length > USUAL_SEGMENT && this.#isAbandoned(from, to))
      return this.#resynchronise(start, from, reported)
    if (to + frame.CRC_BYTES > data.length) {
      return this.#final ? this.#resynchronise(start, from, reported) : WAIT
    }
    return this.#wholeFrame(start, from, to, reported)
  }

  #unfinished(start: number, reported: number): number {
    return this.#final ? this.#rejectPacket('truncated', reported, start, this.#data.length) : WAIT
  }

  #wholeFrame(start: number, from: number, to: number, reported: number): number {
    const data = this.#data
    const field = frame.readHex4(data, to)
    if (field < 0) return this.#resynchronise(start, from, reported)
    if (crc212(data, from, to) === field) return this.#accept(reported, start, from, to, AS_IT_CAME)
    return this.#otherCrc(start, from, to, reported, field)
  }

  #otherCrc(start: number, from: number, to: number, reported: number, field: number): number {
    const data = this.#data
    const deciphered = this.#options.decipher?.(data.slice(from, to)) ?? null
    if (deciphered && crc212(deciphered) === field) {
      return this.#accept(reported, start, from, to, { ...AS_IT_CAME, deciphered })
    }
    if (crcModbus(data, from, to) === field) {
      if (this.#options.acceptModbus)
        return this.#accept(reported, start, from, to, { ...AS_IT_CAME, crc: 'modbus' })
      return this.#rejectPacket('modbus-crc', reported, start, to + frame.CRC_BYTES)
    }
    if (!frame.isAmpersandPair(data, to - 2)) return this.#resynchronise(start, from, reported)
    const inner = this.#innerStart(from, to)
    if (inner >= 0) return this.#rejectPacket('truncated', reported, start, inner)
    return this.#rejectPacket('bad-crc', reported, start, to + frame.CRC_BYTES)
  }

  /**
   * A length that is too large would swallow the packets behind it, up to 9999 bytes. It is given up as soon as
   * a whole tail (`&&`, CRC, CR LF) and another header stand inside; asked of every packet above the usual
   * length, so that the answer does not depend on how much of the stream is there.
   */
  #isAbandoned(from: number, to: number): boolean {
    const data = this.#data
    const end = Math.min(to, data.length)
    let at = from - 1
    for (let asked = 0; asked < HASHES_ASKED; asked++) {
      at = data.indexOf(frame.HASH, at + 1)
      if (at < 0 || at + 6 > end) return false
      if (data[at + 1] !== frame.HASH || data[at - 1] !== frame.LF || data[at - 2] !== frame.CR) continue
      const isTail =
        at - 8 >= from && frame.readHex4(data, at - 6) >= 0 && frame.isAmpersandPair(data, at - 8)
      if (isTail && frame.readLength(data, at + 2) >= 0) return true
    }
    return false
  }

  #innerStart(from: number, to: number): number {
    for (
      let at = this.#data.indexOf(frame.HASH, from);
      at >= 0 && at < to;
      at = this.#data.indexOf(frame.HASH, at + 1)
    ) {
      if (frame.findSegmentStart(this.#data, at, to) >= 0) return at
    }
    return -1
  }

  /** The length is no help: look for the tail of this packet, or the start of the next, whichever is first. */
  #resynchronise(start: number, headEnd: number, reported: number): number {
    const data = this.#data
    const first = frame.findSegmentStart(data, start, data.length)
    if (first === -2 && !this.#final) return WAIT
    const from = first >= 0 ? first : headEnd
    const limit = from + LONGEST_SEGMENT + frame.CRC_BYTES
    const end = Math.min(data.length, limit)
    for (let at = from; at < end; at++) {
      const byte = data[at]!
      if (byte === frame.HASH) {
        const inner = frame.findSegmentStart(data, at, data.length)
        if (inner === -2 && !this.#final) return WAIT
        if (inner >= 0) return this.#rejectPacket('truncated', reported, start, at)
      } else if (byte === frame.AMPERSAND) {
        if (at + 6 > data.length && !this.#final) return WAIT
        if (!frame.isAmpersandPair(data, at) || frame.opensCp(data, at)) continue
        const field = frame.readHex4(data, at + 2)
        if (field >= 0) return this.#atTail(start, from, at + 2, field, reported)
      }
    }
    if (data.length >= limit) return SKIP
    return this.#final ? this.#rejectPacket('truncated', reported, start, data.length) : WAIT
  }

  #atTail(start: number, from: number, to: number, field: number, reported: number): number {
    if (to - from > this.#longest)
      return this.#rejectPacket('too-long', reported, start, to + frame.CRC_BYTES)
    if (this.#lenient && crc212(this.#data, from, to) === field) {
      return this.#accept(reported, start, from, to, { ...AS_IT_CAME, lengthCorrected: true })
    }
    return this.#rejectPacket('bad-length', reported, start, to + frame.CRC_BYTES)
  }
}
