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
export type HeaderSlip = 'field-name-case' | 'stray-separator' | 'missing-separator' | 'stray-space' | 'bad-number'

/** Where the CP's data area lies, or -1 when there is no CP; see {@link parseHeader}. */
export interface HeaderEnd {
  readonly areaStart: number
  readonly slips: readonly HeaderSlip[]
}

const COMMA = 0x2c
const SEMICOLON = 0x3b
const EQUALS = 0x3d
const AMPERSAND = 0x26
const SPACE = 0x20
const C = 0x43
const P = 0x50

const NO_SLIPS: readonly HeaderSlip[] = []

/** Makes a header with nothing in it. */
export function emptyHeader(): Header {
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
  }
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
  return /^\d{1,4}$/.test(text) ? Number(text) : null
}

/** Puts a field into its place; returns whether its name was written as the standard writes it. */
function assign(header: Header, name: string, text: string, slips: HeaderSlip[]): boolean {
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
      if (header.flag === null) slips.push('bad-number')
      return true
    case 'PNUM':
      header.pnum = readCount(text)
      if (header.pnum === null) slips.push('bad-number')
      return true
    case 'PNO':
      header.pno = readCount(text)
      if (header.pno === null) slips.push('bad-number')
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
 * Parses the fields before the CP by name, never by position, into `header`.
 * @param codes one code per character; the segment is `codes[start, end)`.
 * @param text the characters; `codes[i]` belongs to `text[i - shift]`.
 */
export function parseHeader(
  header: Header,
  codes: Uint8Array,
  text: string,
  shift: number,
  start: number,
  end: number,
): HeaderEnd {
  let slips: HeaderSlip[] | null = null
  const slip = (kind: HeaderSlip): void => {
    slips ??= []
    if (!slips.includes(kind)) slips.push(kind)
  }
  let i = start
  while (i < end) {
    if (isCpAt(codes, i, end)) return { areaStart: i + 5, slips: slips ?? NO_SLIPS }
    const from = i
    let equals = -1
    let code = 0
    for (; i < end; i++) {
      code = codes[i]!
      if (code === SEMICOLON || code === COMMA) break
      if (code === EQUALS && equals < 0) equals = i
      else if (code === C && i > from && isCpAt(codes, i, end)) {
        slip('missing-separator')
        break
      }
    }
    const separated = code === SEMICOLON || code === COMMA
    if (code === COMMA && i < end) slip('stray-separator')
    if (equals < 0) slip('stray-separator')
    else {
      const padded = codes[from] === SPACE || codes[equals - 1] === SPACE || codes[equals + 1] === SPACE
      if (padded || codes[i - 1] === SPACE) slip('stray-space')
      const name = text.slice(from - shift, equals - shift)
      const value = text.slice(equals + 1 - shift, i - shift)
      assignLeniently(header, name, value, slip)
    }
    if (separated) i++
  }
  return { areaStart: -1, slips: slips ?? NO_SLIPS }
}

function assignLeniently(header: Header, name: string, value: string, slip: (kind: HeaderSlip) => void): void {
  const found: HeaderSlip[] = []
  const text = value.trim()
  if (!assign(header, name, text, found)) {
    const trimmed = name.trim()
    const standard = STANDARD_NAMES.get(trimmed.toLowerCase())
    if (standard === undefined) {
      header.extra.push({ name: trimmed, text })
      return
    }
    if (standard !== trimmed) slip('field-name-case')
    assign(header, standard, text, found)
  }
  for (const kind of found) slip(kind)
}
