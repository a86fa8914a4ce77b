/** Bytes of the frame (HJ 212-2017 table 2) and questions about a place in a byte array. */
export const HASH = 0x23
export const CR = 0x0d
export const LF = 0x0a
export const AMPERSAND = 0x26

/** The header's `##` and four digits, and the CRC behind the segment: total = segment + 10, and CR LF. */
export const HEADER_BYTES = 6
export const CRC_BYTES = 4

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/** Reads four hexadecimal characters of any case at `i`, or -1. */
export function readHex4(bytes: Uint8Array, i: number): number {
  if (i < 0 || i + 4 > bytes.length) return -1
  const a = hexDigit(bytes[i]!)
  const b = hexDigit(bytes[i + 1]!)
  const c = hexDigit(bytes[i + 2]!)
  const d = hexDigit(bytes[i + 3]!)
  return (a | b | c | d) < 0 ? -1 : (a << 12) | (b << 8) | (c << 4) | d
}

/** Whether a byte is a decimal digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Reads four decimal digits at `i`, or -1. */
export function readLength(bytes: Uint8Array, i: number): number {
  if (i + 4 > bytes.length) return -1
  const a = bytes[i]! - 0x30
  const b = bytes[i + 1]! - 0x30
  const c = bytes[i + 2]! - 0x30
  const d = bytes[i + 3]! - 0x30
  // A byte below "0" wraps to a huge unsigned number, so one comparison serves both sides.
  if (a >>> 0 > 9 || b >>> 0 > 9 || c >>> 0 > 9 || d >>> 0 > 9) return -1
  return a * 1000 + b * 100 + c * 10 + d
}

/** Whether `&&` stands at `i`. */
export function isAmpersandPair(bytes: Uint8Array, i: number): boolean {
  return bytes[i] === AMPERSAND && bytes[i + 1] === AMPERSAND
}

/** Whether the `&&` at `i` is the one that opens the CP. */
export function opensCp(bytes: Uint8Array, i: number): boolean {
  return bytes[i - 1] === 0x3d && bytes[i - 2] === 0x50 && bytes[i - 3] === 0x43
}

/** CR, LF, space, NUL and tab may stand between packets; they are no part of one. */
export function isFiller(byte: number): boolean {
  return byte === CR || byte === LF || byte === 0x20 || byte === 0 || byte === 0x09
}

const FIRST_FIELDS = ['QN', 'ST', 'CN', 'PW', 'MN'].map(
  (name) => [name.charCodeAt(0), name.charCodeAt(1)] as const,
)
const LONGEST_LENGTH_FIELD = 6

/**
 * Whether a packet seems to start at `i`: `##`, then digits or spaces, then the first field of a segment.
 * Looser than the standard, to find the start behind a damaged length.
 * @returns where the data segment begins; -1 for no start; -2 when more bytes are needed to tell.
 */
export function findSegmentStart(bytes: Uint8Array, i: number, end: number): number {
  if (i + 1 >= end) return bytes[i] === HASH ? -2 : -1
  if (bytes[i] !== HASH || bytes[i + 1] !== HASH) return -1
  let at = i + 2
  while (at < end && at < i + 2 + LONGEST_LENGTH_FIELD) {
    const byte = bytes[at]!
    if (byte !== 0x20 && !(byte >= 0x30 && byte <= 0x39)) break
    at++
  }
  if (at + 3 > end) return -2
  if (at === i + 2 || bytes[at + 2] !== 0x3d) return -1
  return FIRST_FIELDS.some(([a, b]) => bytes[at] === a && bytes[at + 1] === b) ? at : -1
}
