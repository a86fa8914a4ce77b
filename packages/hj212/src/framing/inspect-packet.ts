import { crc212, crcModbus, formatCrc } from '../crc/crc.ts'
import { type Packet, parseSegment } from '../segment/parse-segment.ts'
import type { DecoderOptions, RejectReason } from './decode-event.ts'
import * as frame from './frame-bytes.ts'

/** Everything that can be said about one packet whose bytes are known; see {@link inspectPacket}. */
export interface Inspection {
  /** Whether a decoder with the same options accepts it. */
  readonly ok: boolean
  /** The first of `reasons`, or null when accepted. */
  readonly reason: RejectReason | null
  /** Everything that is wrong with the frame, also what the options forgive. */
  readonly reasons: readonly RejectReason[]
  /** The number after `##`; null when there is none. */
  readonly declaredLength: number | null
  /** How many digits it has; 4 is right (HJ 212-2017 table 2). */
  readonly lengthDigits: number
  /** Bytes of the real data segment. */
  readonly actualBytes: number
  readonly lengthOk: boolean
  /** The four characters behind the segment as sent; null when they are missing. */
  readonly crcField: string | null
  /** The right CRC, upper case. */
  readonly crcExpected: string
  readonly crcOk: boolean
  /** Whether the CRC is the one of MODBUS (and not the right one as well). */
  readonly crcModbusOk: boolean
  /** Whether CR LF ends the bytes. */
  readonly crlf: boolean
  /** Bytes before `##`, and after the CRC besides CR, LF, space, NUL. */
  readonly strayBytes: number
  readonly deciphered: boolean
  /** The content, read as far as it can be, also of a rejected packet. */
  readonly packet: Packet
}

interface Extent {
  readonly from: number
  readonly to: number
  readonly crcField: string | null
}

function asciiAt(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

/** Finds the `##` that a number or the first field follows; else the first `##`; else -1. */
function findHead(bytes: Uint8Array): number {
  let first = -1
  for (let at = bytes.indexOf(frame.HASH); at >= 0; at = bytes.indexOf(frame.HASH, at + 1)) {
    if (bytes[at + 1] !== frame.HASH) continue
    if (frame.isDigit(bytes[at + 2]) || frame.findSegmentStart(bytes, at, bytes.length) >= 0) return at
    if (first < 0) first = at
  }
  return first
}

/** Where the real segment ends: by its length if that fits, else at the last `&&` with a CRC behind it. */
function findExtent(bytes: Uint8Array, from: number, end: number, declared: number | null): Extent {
  const withField = (to: number): Extent => ({ from, to, crcField: asciiAt(bytes, to, to + frame.CRC_BYTES) })
  if (declared !== null) {
    const to = from + declared
    const field = to + frame.CRC_BYTES <= end ? frame.readHex4(bytes, to) : -1
    if (field >= 0 && (to + frame.CRC_BYTES === end || crc212(bytes, from, to) === field))
      return withField(to)
  }
  for (let at = end - 2; at >= from; at--) {
    if (!frame.isAmpersandPair(bytes, at) || frame.opensCp(bytes, at)) continue
    const to = at + 2
    if (to + frame.CRC_BYTES <= end && frame.readHex4(bytes, to) >= 0) return withField(to)
  }
  if (frame.isAmpersandPair(bytes, end - 6) && end - 6 >= from) return withField(end - frame.CRC_BYTES)
  return { from, to: end, crcField: null }
}

function judge(lengthOk: boolean, crcField: string | null, crcOk: boolean, modbus: boolean): RejectReason[] {
  const reasons: RejectReason[] = []
  if (crcField === null) reasons.push('truncated')
  if (!lengthOk) reasons.push('bad-length')
  if (crcField !== null && !crcOk) reasons.push(modbus ? 'modbus-crc' : 'bad-crc')
  return reasons
}

function isForgiven(reason: RejectReason, crcOk: boolean, options: DecoderOptions): boolean {
  if (reason === 'modbus-crc') return options.acceptModbus === true
  return reason === 'bad-length' && crcOk && options.strictness === 'lenient'
}

/**
 * Examines the bytes of one packet, with or without CR LF: what is wrong with it, and what it says all the
 * same. For a stream use `PacketDecoder`, which agrees about every whole packet.
 */
export function inspectPacket(bytes: Uint8Array, options: DecoderOptions = {}): Inspection {
  let end = bytes.length
  while (end > 0 && frame.isFiller(bytes[end - 1]!)) end--
  const crlf = bytes[end] === frame.CR && bytes[end + 1] === frame.LF
  const head = findHead(bytes.subarray(0, end))
  if (head < 0) return inspectGarbage(bytes, crlf)
  // Digits that are not four, or spaces among them: the segment begins at its first field.
  const loose =
    frame.readLength(bytes, head + 2) >= 0 && !frame.isDigit(bytes[head + 6])
      ? -1
      : frame.findSegmentStart(bytes, head, end)
  const number =
    loose >= 0 ? asciiAt(bytes, head + 2, loose).replaceAll(' ', '') : leadingDigits(bytes, head + 2)
  const declared = number === '' ? null : Number(number)
  const from = loose >= 0 ? loose : head + 2 + number.length
  const lengthFieldOk = loose < 0 && number.length === 4
  return inspectExtent(
    bytes,
    findExtent(bytes, from, end, declared),
    { head, end, crlf, declared, digits: number.length, lengthFieldOk },
    options,
  )
}

function leadingDigits(bytes: Uint8Array, at: number): string {
  let digits = 0
  while (digits < 4 && frame.isDigit(bytes[at + digits])) digits++
  return asciiAt(bytes, at, at + digits)
}

interface Head {
  readonly head: number
  readonly end: number
  readonly crlf: boolean
  readonly declared: number | null
  readonly digits: number
  readonly lengthFieldOk: boolean
}

function inspectExtent(bytes: Uint8Array, extent: Extent, head: Head, options: DecoderOptions): Inspection {
  const { from, to, crcField } = extent
  const actualBytes = to - from
  const field = crcField === null ? -1 : frame.readHex4(bytes, to)
  const expected = crc212(bytes, from, to)
  const enciphered = field !== expected && options.decipher ? options.decipher(bytes.slice(from, to)) : null
  const deciphered = enciphered !== null && crc212(enciphered) === field
  const crcOk = field === expected || deciphered
  const crcModbusOk = !crcOk && field >= 0 && crcModbus(bytes, from, to) === field
  const lengthOk = head.lengthFieldOk && head.declared === actualBytes
  const longest = options.maxSegment ?? 9999
  const reasons = judge(lengthOk, crcField, crcOk, crcModbusOk)
  if (actualBytes > longest) reasons.unshift('too-long')
  const first = reasons.find((reason) => !isForgiven(reason, crcOk, options)) ?? null
  const segment = deciphered ? enciphered : bytes.subarray(from, to)
  return {
    ok: first === null,
    reason: first,
    reasons,
    declaredLength: head.declared,
    lengthDigits: head.digits,
    actualBytes,
    lengthOk,
    crcField,
    crcExpected: formatCrc(deciphered ? field : expected),
    crcOk,
    crcModbusOk,
    crlf: head.crlf,
    strayBytes: head.head + (crcField === null ? 0 : head.end - to - frame.CRC_BYTES),
    deciphered,
    packet: parseSegment(segment, 0, segment.length, options),
  }
}

function inspectGarbage(bytes: Uint8Array, crlf: boolean): Inspection {
  return {
    ok: false,
    reason: 'garbage',
    reasons: ['garbage'],
    declaredLength: null,
    lengthDigits: 0,
    actualBytes: 0,
    lengthOk: false,
    crcField: null,
    crcExpected: formatCrc(crc212(bytes, 0, 0)),
    crcOk: false,
    crcModbusOk: false,
    crlf,
    strayBytes: bytes.length,
    deciphered: false,
    packet: parseSegment(bytes, 0, 0),
  }
}
