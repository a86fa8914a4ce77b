import { crc212 } from '../crc/crc.ts'
import type { Field } from '../segment/measurement.ts'

/** Items of a CP: the outer list is parted by `;`, the inner one by `,` (HJ 212-2017 6.3.3.1). */
export type AreaGroups = readonly (readonly Field[])[]

/** A packet to send. Fields that are null or missing are left out, as 2005 does with QN or Flag. */
export interface PacketInput {
  readonly qn?: string | null
  readonly st?: string | null
  readonly cn?: string | null
  readonly pw?: string | null
  readonly mn?: string | null
  readonly flag?: number | null
  readonly pnum?: number | null
  readonly pno?: number | null
  /** Writes `RF=1`, the re-send mark of HJ 212-2025 (second-hand, UNSURE). */
  readonly rf?: boolean
  /** The data area: groups, or the text between `CP=&&` and `&&` as it is. */
  readonly area: AreaGroups | string
}

/** How a packet is written. */
export interface EncodeOptions {
  /** Longest data segment in bytes; default 1024 (HJ 212-2017 table 2), at most 9999. */
  readonly maxSegment?: number
  /** Enciphers the data segment after its CRC was made (HJ 212-2025, UNSURE); must keep the length. */
  readonly encipher?: (segment: Uint8Array) => Uint8Array
}

/** Thrown when a packet cannot be written as asked; `problem` is for programs, the message for people. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError'
  readonly problem: 'bad-text' | 'bad-number' | 'too-long' | 'unknown-command' | 'missing-field'

  constructor(problem: EncodeError['problem'], message: string) {
    super(message)
    this.problem = problem
  }
}

/** What header fields nearly always are. */
const PLAIN = /^\w+$/
const LOG = /^\/\/(?:(?!\/\/)[^\r\n])*\/\/$/
const UTF8 = new TextEncoder()
const LONGEST_SEGMENT = 9999
const HEAD_BYTES = 6
const TAIL_BYTES = 6

function checkText(name: string, text: string, forbidden: RegExp): string {
  if (forbidden.test(text))
    throw new EncodeError('bad-text', `${name}: ${JSON.stringify(text)} holds a separator`)
  return text
}

function writeField({ name, text }: Field): string {
  checkText('name', name, /[=;,&#\s]/)
  if (name === '') throw new EncodeError('bad-text', 'a name is empty')
  if (LOG.test(text)) return `${name}=${text}`
  if (text !== text.trim())
    throw new EncodeError('bad-text', `${name}: spaces around ${JSON.stringify(text)}`)
  // Behind `&&` four hexadecimal digits look like the end of a packet.
  return `${name}=${checkText(name, text, /[;,\r\n]|&&|^\/\//)}`
}

/** Writes the text between `CP=&&` and `&&`. */
export function writeArea(groups: AreaGroups): string {
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.map(writeField).join(','))
    .join(';')
}

function writeNumber(name: string, value: number, most: number): string {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new EncodeError('bad-number', `${name}=${value} is not within 0..${most}`)
  }
  return `${name}=${value}`
}

function headerText(name: string, value: string | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (!PLAIN.test(value)) checkText(name, value, /[=;,&#]|^\s|\s$|[\r\n]/)
  return `${name}=${value};`
}

const headerCount = (name: string, value: number | null | undefined, most: number): string =>
  value === null || value === undefined ? '' : `${writeNumber(name, value, most)};`

/** Writes the data segment 数据段 in the order of HJ 212-2017 table 3. */
export function writeSegment(input: PacketInput): string {
  const area = typeof input.area === 'string' ? checkText('CP', input.area, /[\r\n]/) : writeArea(input.area)
  return (
    headerText('QN', input.qn) +
    headerText('ST', input.st) +
    headerText('CN', input.cn) +
    headerText('PW', input.pw) +
    headerText('MN', input.mn) +
    headerCount('Flag', input.flag, 255) +
    headerCount('PNUM', input.pnum, 9999) +
    headerCount('PNO', input.pno, 9999) +
    (input.rf ? 'RF=1;' : '') +
    `CP=&&${area}&&`
  )
}

/** A packet is put together here and then copied out: thousands are answered every second. */
const WORK = new Uint8Array(HEAD_BYTES + LONGEST_SEGMENT + TAIL_BYTES)
const BLOCK_BYTES = 8192
let block = new Uint8Array(BLOCK_BYTES)
let used = 0
const HASH = 0x23
const ZERO = 0x30
const HEX = UTF8.encode('0123456789ABCDEF')

/**
 * Writes a packet with its length in bytes, its CRC in upper case and CR LF (HJ 212-2017 table 2). The bytes may be part of a larger
 * `buffer`, as those of a stream are.
 * @throws EncodeError when a text holds a separator or the segment is too long; see `splitPacket`.
 */
export function encodePacket(input: PacketInput, options: EncodeOptions = {}): Uint8Array {
  const longest = Math.min(options.maxSegment ?? 1024, LONGEST_SEGMENT)
  const length = putPlain(input, longest) ?? putText(writeSegment(input), longest)
  const end = HEAD_BYTES + length
  const crc = crc212(WORK, HEAD_BYTES, end)
  if (options.encipher) WORK.set(options.encipher(WORK.slice(HEAD_BYTES, end)), HEAD_BYTES)
  WORK[0] = HASH
  WORK[1] = HASH
  WORK[2] = ZERO + Math.floor(length / 1000)
  WORK[3] = ZERO + (Math.floor(length / 100) % 10)
  WORK[4] = ZERO + (Math.floor(length / 10) % 10)
  WORK[5] = ZERO + (length % 10)
  WORK[end] = HEX[crc >> 12]!
  WORK[end + 1] = HEX[(crc >> 8) & 15]!
  WORK[end + 2] = HEX[(crc >> 4) & 15]!
  WORK[end + 3] = HEX[crc & 15]!
  WORK[end + 4] = 0x0d
  WORK[end + 5] = 0x0a
  return copyOut(end + TAIL_BYTES)
}

/** Copies the packet out; small ones side by side into one block of memory, since each block of its own costs more than the packet. */
function copyOut(length: number): Uint8Array {
  if (length > BLOCK_BYTES / 8) return WORK.slice(0, length)
  if (used + length > BLOCK_BYTES) {
    block = new Uint8Array(BLOCK_BYTES)
    used = 0
  }
  const bytes = block.subarray(used, used + length)
  bytes.set(WORK.subarray(0, length))
  used += length
  return bytes
}

/** Header fields longer than these are no plain ones; with them and Flag a segment stays far below the 1024 bytes of the standard. */
const PLAIN_BYTES = 64
const PLAIN_SEGMENT = 512

/**
 * Puts a segment of plain header fields without data, as nearly all answers are, behind the head, letter by letter: the texts that
 * `writeSegment` makes on the way cost more than all else of an answer.
 * @returns its length, or null when it is not of that kind.
 */
function putPlain(input: PacketInput, longest: number): number | null {
  const { area, pnum, pno, flag } = input
  if (area.length > 0 || input.rf || longest < PLAIN_SEGMENT) return null
  if ((pnum ?? null) !== null || (pno ?? null) !== null) return null
  const isFlag = flag !== null && flag !== undefined
  if (isFlag && !(Number.isInteger(flag) && flag >= 0 && flag <= 255)) return null
  let at = putField(HEAD_BYTES, 'QN=', input.qn)
  at = putField(at, 'ST=', input.st)
  at = putField(at, 'CN=', input.cn)
  at = putField(at, 'PW=', input.pw)
  at = putField(at, 'MN=', input.mn)
  if (at < 0) return null
  if (isFlag) at = putField(at, 'Flag=', String(flag))
  return putLetters(at, 'CP=&&&&') - HEAD_BYTES
}

function putLetters(at: number, text: string): number {
  for (let i = 0; i < text.length; i++) WORK[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** Puts a field, if there is one; returns where the next one goes, or -1 when it holds other than letters, digits and `_`. */
function putField(at: number, name: string, value: string | null | undefined): number {
  if (at < 0 || value === null || value === undefined) return at
  if (value.length === 0 || value.length > PLAIN_BYTES) return -1
  const start = putLetters(at, name)
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    const isDigit = code >= 0x30 && code <= 0x39
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
    if (!isDigit && !isLetter && code !== 0x5f) return -1
    WORK[start + i] = code
  }
  WORK[start + value.length] = 0x3b
  return start + value.length + 1
}

/** Puts the segment as UTF-8 behind the head; returns its length in bytes. */
function putText(segment: string, longest: number): number {
  // ASCII, as nearly always, needs no encoder
  let length = segment.length <= longest ? segment.length : 0
  for (let i = 0; i < length; i++) {
    const code = segment.charCodeAt(i)
    if (code > 0x7f) length = 0
    WORK[HEAD_BYTES + i] = code
  }
  if (length > 0) return length
  const bytes = UTF8.encode(segment)
  if (bytes.length > longest) {
    throw new EncodeError('too-long', `the data segment has ${bytes.length} bytes, more than ${longest}`)
  }
  WORK.set(bytes, HEAD_BYTES)
  return bytes.length
}
