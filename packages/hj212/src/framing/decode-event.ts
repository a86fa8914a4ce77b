import type { Packet, SegmentOptions } from '../segment/parse-segment.ts'

/**
 * Why bytes were rejected. `garbage`: bytes between packets. `truncated`: a packet that another one, or the end,
 * cuts off before its CRC. `bad-length`: the length field does not fit the segment (its CRC may be wrong as well).
 * `too-long`: the segment is longer than the set limit. `modbus-crc`: the CRC is the one of MODBUS. `bad-crc`: another.
 */
export type RejectReason = 'garbage' | 'truncated' | 'bad-length' | 'too-long' | 'modbus-crc' | 'bad-crc'

/** A whole packet that was accepted. */
export interface PacketEvent {
  readonly kind: 'packet'
  readonly packet: Packet
  /** Place in the stream, in bytes since its beginning: from the first `#` to behind the CRC. */
  readonly start: number
  readonly end: number
  /** `modbus` only where an option accepts it. */
  readonly crc: 'hj212' | 'modbus'
  /** The length field was wrong, and the CRC right over the real segment; only in lenient mode. */
  readonly lengthCorrected: boolean
  /** The data area was enciphered (HJ 212-2025, UNSURE). */
  readonly deciphered: boolean
  /** The bytes as they came, when `keepRaw` is set; else null. */
  readonly raw: Uint8Array | null
}

/** A range of the stream that is no accepted packet. Ranges and packets never overlap. */
export interface RejectedEvent {
  readonly kind: 'rejected'
  readonly reason: RejectReason
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
}

/** What a decoder says about its stream, in stream order. */
export type DecodeEvent = PacketEvent | RejectedEvent

/** Deciphers an enciphered data segment; see `areaCipher`. Returns null when the segment has nothing to decipher. */
export type SegmentDecipher = (segment: Uint8Array) => Uint8Array | null

/** How a decoder treats its stream. */
export interface DecoderOptions extends SegmentOptions {
  /**
   * `strict` (default) accepts only a right length with a right CRC (of any case). `lenient` also accepts a
   * packet whose length field is wrong when the CRC is right over the real segment.
   */
  readonly strictness?: 'strict' | 'lenient'
  /** Accept packets whose CRC is the one of MODBUS; default false. */
  readonly acceptModbus?: boolean
  /** Longest data segment in bytes; the standard says 1024, devices send more. Default and most 9999. */
  readonly maxSegment?: number
  /**
   * Give each packet's bytes along: `true` a copy, `view` a part of the chunk that was pushed, for callers that do not write into it
   * again. Default false.
   */
  readonly keepRaw?: boolean | 'view'
  /** Tried when the CRC does not fit the segment as it came (HJ 212-2025, UNSURE). */
  readonly decipher?: SegmentDecipher
}
