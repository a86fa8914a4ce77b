import type { Field } from './measurement.ts'

/** The fields before the CP, as sent; null where the packet has none (HJ 212-2017 table 3). */
export interface Header {
  /** 请求编码, `YYYYMMDDhhmmsszzz`. Names one exchange; never unique in the field. */
  qn: string | null
  /** 系统编码. */
  st: string | null
  /** 命令编码, normally four digits. */
  cn: string | null
  /** 访问密码, in clear; never log it. */
  pw: string | null
  /** 设备唯一标识; an opaque text. */
  mn: string | null
  /** 拆分包及应答标志, 0..255; null when missing or no number. */
  flag: number | null
  /** 总包数. */
  pnum: number | null
  /** 包号, from 1. */
  pno: number | null
  /** 补传: `RF=1`, HJ 212-2025 only (second-hand, UNSURE). */
  rf: boolean
  /** Fields with names outside the standard. */
  extra: Field[]
}

/** A slip in the header that was read all the same. */
export type HeaderSlip =
  | 'field-name-case'
  | 'stray-separator'
  | 'missing-separator'
  | 'stray-space'
  | 'bad-number'
  | 'cp-not-opened'

/** A parsed header; see {@link parseHeader}. */
export interface ParsedHeader extends Header {
  /** Where the data area of the CP begins, or -1 when there is no CP. */
  areaStart: number
  slips: HeaderSlip[]
}

const COMMA = 0x2c
const SEMICOLON = 0x3b
const EQUALS = 0x3d
const AMPERSAND = 0x26
const SPACE = 0x20
const C = 0x43
const P = 0x50

function emptyHeader(): ParsedHeader {
  return {
    qn: null,
    st: null,
    cn: null,
    pw: null,
    mn: null,
    flag: null,
    pnum: null,
    pno: null,
    rf: false,
    extra: [],
    areaStart: -1,
    slips: [],
  }
}

function note(header: ParsedHeader, slip: HeaderSlip): void {
  if (!header.slips.includes(slip)) header.slips.push(slip)
}

/** Whether `CP=&&` begins at `i`; `CP= &&` does not occur. */
function isCpAt(codes: Uint8Array, i: number, end: number): boolean {
  return (
    i + 4 < end &&
    codes[i] === C &&
    codes[i + 1] === P &&
    codes[i + 2] === EQUALS &&
    codes[i + 3] === AMPERSAND &&
    codes[i + 4] === AMPERSAND
  )
}

function readCount(text: string): number | null {
  if (text.length === 1) {
    const digit = text.charCodeAt(0) - 0x30
    return digit >= 0 && digit <= 9 ? digit : null
  }
  return /^\d{1,4}$/.test(text) ? Number(text) : null
}

/** Puts a field into its place; returns whether its name is written as the standard writes it. */
function assign(header: ParsedHeader, name: string, text: string): boolean {
  switch (name) {
    case 'QN':
      header.qn = text
      return true
    case 'ST':
      header.st = text
      return true
    case 'CN':
      header.cn = text
      return true
    case 'PW':
      header.pw = text
      return true
    case 'MN':
      header.mn = text
      return true
    case 'Flag':
      header.flag = readCount(text)
      if (header.flag === null) note(header, 'bad-number')
      return true
    case 'PNUM':
      header.pnum = readCount(text)
      if (header.pnum === null) note(header, 'bad-number')
      return true
    case 'PNO':
      header.pno = readCount(text)
      if (header.pno === null) note(header, 'bad-number')
      return true
    case 'RF':
      header.rf = text === '1'
      return true
    default:
      return false
  }
}

const STANDARD_NAMES = new Map(
  ['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO', 'RF'].map((name) => [name.toLowerCase(), name]),
)

/**
 * Parses the fields before the CP by name, never by position.
 * @param codes one code per character; the segment is `codes[start, end)`.
 * @param text the characters; `codes[i]` belongs to `text[i - shift]`.
 */
export function parseHeader(
  codes: Uint8Array,
  text: string,
  shift: number,
  start: number,
  end: number,
): ParsedHeader {
  const header = emptyHeader()
  let i = start
  while (i < end) {
    if (codes[i] === C && codes[i + 1] === P && codes[i + 2] === EQUALS && i + 2 < end) {
      const opened = isCpAt(codes, i, end)
      if (!opened) note(header, 'cp-not-opened')
      header.areaStart = i + (opened ? 5 : 3)
      return header
    }
    const from = i
    let equals = -1
    let code = 0
    for (; i < end; i++) {
      code = codes[i]!
      // Most codes are digits, below every other one asked for but the comma.
      if (code < SEMICOLON) {
        if (code === COMMA) break
      } else if (code === SEMICOLON) break
      else if (code === EQUALS && equals < 0) equals = i
      else if (code === C && i > from && isCpAt(codes, i, end)) {
        note(header, 'missing-separator')
        break
      }
    }
    if (code === COMMA && i < end) note(header, 'stray-separator')
    if (equals < 0) note(header, 'stray-separator')
    else readField(header, codes, text, shift, from, equals, i)
    if (code === SEMICOLON || code === COMMA) i++
  }
  return header
}

function readField(
  header: ParsedHeader,
  codes: Uint8Array,
  text: string,
  shift: number,
  from: number,
  equals: number,
  end: number,
): void {
  const spaced = codes[from] === SPACE || codes[equals - 1] === SPACE || codes[equals + 1] === SPACE
  if (spaced || codes[end - 1] === SPACE) note(header, 'stray-space')
  else if (equals - from === 2) {
    const name = (codes[from]! << 8) | codes[from + 1]!
    if (assignQuickly(header, name, text.slice(equals + 1 - shift, end - shift))) return
  }
  assignLeniently(
    header,
    text.slice(from - shift, equals - shift),
    text.slice(equals + 1 - shift, end - shift),
  )
}

const twoLetters = (name: string): number => (name.charCodeAt(0) << 8) | name.charCodeAt(1)
const QN = twoLetters('QN')
const ST = twoLetters('ST')
const CN = twoLetters('CN')
const PW = twoLetters('PW')
const MN = twoLetters('MN')

/** The five usual names without making a string of them; most fields are of them. */
function assignQuickly(header: Header, name: number, text: string): boolean {
  if (name === QN) header.qn = text
  else if (name === ST) header.st = text
  else if (name === CN) header.cn = text
  else if (name === PW) header.pw = text
  else if (name === MN) header.mn = text
  else return false
  return true
}

function assignLeniently(header: ParsedHeader, name: string, value: string): void {
  const text = value.trim()
  if (assign(header, name, text)) return
  const trimmed = name.trim()
  const standard = STANDARD_NAMES.get(trimmed.toLowerCase())
  if (standard === undefined) {
    header.extra.push({ name: trimmed, text })
    return
  }
  if (standard !== trimmed) note(header, 'field-name-case')
  assign(header, standard, text)
}
