import type { SegmentDecipher } from '../framing/decode-event.ts'
import { opensCp } from '../framing/frame-bytes.ts'

/** SM4 in ECB mode without padding over whole blocks of 16 bytes, as a crypto library gives it. */
export type BlockCipher = (blocks: Uint8Array) => Uint8Array

const BLOCK = 16

/** Where the area begins: behind the first `CP=&&`; -1 without one. */
function areaStartOf(segment: Uint8Array): number {
  for (let i = 3; i + 2 <= segment.length; i++) {
    if (segment[i] === 0x26 && segment[i + 1] === 0x26 && opensCp(segment, i)) return i + 2
  }
  return -1
}

function withBlocks(segment: Uint8Array, cipher: BlockCipher): Uint8Array | null {
  const start = areaStartOf(segment)
  const length = Math.floor((segment.length - 2 - start) / BLOCK) * BLOCK
  if (start < 0 || length < BLOCK) return null
  const result = segment.slice()
  result.set(cipher(segment.slice(start, start + length)), start)
  return result
}

/** Reads `{0xE4,0x3E,…}` at the start of the area, the form that a quoted example of the standard prints. */
function unfoldHexText(segment: Uint8Array): Uint8Array | null {
  const start = areaStartOf(segment)
  if (start < 0 || segment[start] !== 0x7b) return null
  const close = segment.indexOf(0x7d, start)
  if (close < 0) return null
  const text = String.fromCharCode(...segment.subarray(start + 1, close))
  if (!/^0x[0-9A-Fa-f]{2}(?:,0x[0-9A-Fa-f]{2})*$/.test(text)) return null
  const bytes = text.split(',').map((item) => Number(item))
  return Uint8Array.from([...segment.subarray(0, start), ...bytes, ...segment.subarray(close + 1)])
}

/**
 * Makes the two halves of the CP encryption of HJ 212-2025: whole blocks between `CP=&&` and `&&` are
 * enciphered, a rest shorter than 16 bytes stays in clear, and the CRC is made of the plain segment.
 *
 * UNSURE: the standard's text was not at hand. Raw bytes on the wire are likely; the `{0x..}` text of a
 * quoted example is read as well. The cipher has no integrity protection.
 * @param cipher enciphers and deciphers with the key of one device.
 */
export function areaCipher(cipher: { readonly encipher: BlockCipher; readonly decipher: BlockCipher }): {
  readonly encipher: (segment: Uint8Array) => Uint8Array
  readonly decipher: SegmentDecipher
} {
  return {
    encipher: (segment) => withBlocks(segment, cipher.encipher) ?? segment,
    decipher: (segment) => withBlocks(unfoldHexText(segment) ?? segment, cipher.decipher),
  }
}

/** Whether HJ 212-2025 enciphers this command: 2000–2999, 1014 and 3020 (second-hand, UNSURE). */
export function isEnciphered(cn: string): boolean {
  return /^2\d{3}$/.test(cn) || cn === '1014' || cn === '3020'
}
