import { type Charset, type CharsetChoice, readSegmentText } from './charset.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import type { Field, Measurement } from './measurement.ts'
import { defaultSentinels, prepareSentinels, type Sentinels } from './number.ts'
import { type Area, parseArea } from './parse-area.ts'
import { type Header, type HeaderSlip, parseHeader } from './parse-header.ts'

/** How a data segment is read. */
export interface SegmentOptions {
  /** Default `auto`: UTF-8, then GB 18030. */
  readonly charset?: CharsetChoice
  /** Numbers that mean "no value"; default -99, -999, -9999. */
  readonly sentinels?: readonly number[]
}

/** A slip of grammar that was read all the same. */
export type SegmentSlip = HeaderSlip | 'no-cp' | 'cp-not-closed' | 'stray-item' | 'stray-space-in-cp'

/** A data segment 数据段 taken apart (HJ 212-2017 6.3.2 and 6.3.3). */
export interface Packet extends Readonly<Header> {
  readonly dialect: Dialect
  /** False where the Flag leaves the dialect open: no Flag, or version bits 2 without RF. */
  readonly dialectSure: boolean
  /** The data area between `CP=&&` and `&&`, as text. */
  readonly area: string
  /** Fields of the CP without a factor (`DataTime`, `QnRtn`, `PolId`), in order. */
  readonly parameters: readonly Field[]
  /** Values of factors and devices, in order; the same one twice is kept twice, and the last one counts. */
  readonly measurements: readonly Measurement[]
  readonly charset: Charset
  /** Characters (not bytes) of the data segment. */
  readonly length: number
  readonly slips: readonly SegmentSlip[]
}

const AMPERSAND = 0x26
const DEFAULT_SENTINELS = prepareSentinels(defaultSentinels)
const NO_SLIPS: readonly SegmentSlip[] = []
const EMPTY_AREA: Area = { parameters: [], measurements: [], strayItems: 0, spaced: false }

function slipsOf(
  header: readonly HeaderSlip[],
  area: Area,
  areaStart: number,
  closed: boolean,
): readonly SegmentSlip[] {
  if (header.length === 0 && area.strayItems === 0 && !area.spaced && areaStart >= 0 && closed)
    return NO_SLIPS
  const slips: SegmentSlip[] = [...header]
  if (areaStart < 0) slips.push('no-cp')
  else if (!closed) slips.push('cp-not-closed')
  if (area.strayItems > 0) slips.push('stray-item')
  if (area.spaced) slips.push('stray-space-in-cp')
  return slips
}

function sentinelsOf(options: SegmentOptions): Sentinels {
  return options.sentinels ? prepareSentinels(options.sentinels) : DEFAULT_SENTINELS
}

/** Parses the data segment `bytes[from, to)`; reads whatever can be read and never throws. */
export function parseSegment(
  bytes: Uint8Array,
  from = 0,
  to = bytes.length,
  options: SegmentOptions = {},
): Packet {
  const { text, codes, start, charset } = readSegmentText(bytes, from, to, options.charset ?? 'auto')
  const end = start + text.length
  const header = parseHeader(codes, text, start, start, end)
  const { areaStart } = header
  const closed =
    areaStart >= 0 && end - 2 >= areaStart && codes[end - 1] === AMPERSAND && codes[end - 2] === AMPERSAND
  const areaEnd = closed ? end - 2 : end
  const area =
    areaStart < 0 ? EMPTY_AREA : parseArea(codes, text, start, areaStart, areaEnd, sentinelsOf(options))
  const verdict = dialectOf(header)
  return {
    qn: header.qn,
    st: header.st,
    cn: header.cn,
    pw: header.pw,
    mn: header.mn,
    flag: header.flag,
    pnum: header.pnum,
    pno: header.pno,
    rf: header.rf,
    extra: header.extra,
    dialect: verdict.dialect,
    dialectSure: verdict.sure,
    area: areaStart < 0 ? '' : text.slice(areaStart - start, areaEnd - start),
    parameters: area.parameters,
    measurements: area.measurements,
    charset,
    length: text.length,
    slips: slipsOf(header.slips, area, areaStart, closed),
  }
}

/** Finds a plain field of the CP by name; of several the last one counts. */
export function findParameter(packet: Packet, name: string): string | null {
  for (let i = packet.parameters.length - 1; i >= 0; i--) {
    const field = packet.parameters[i]!
    if (field.name === name) return field.text
  }
  return null
}
