import type { Inspection } from '../framing/inspect-packet.ts'
import { isPossibleCrc212 } from '../crc/crc.ts'
import { saysSubPacket } from '../segment/dialect.ts'
import { statistics } from '../segment/measurement.ts'
import { findParameter, type Packet, type SegmentSlip } from '../segment/parse-segment.ts'
import { readTimestamp } from '../time/timestamp.ts'

/** Something that a packet does otherwise than the standard says, and that was read all the same. */
export type Deviation =
  | SegmentSlip
  | 'no-crlf'
  | 'crc-lower-case'
  | 'crc-of-another-algorithm'
  | 'stray-bytes'
  | 'segment-over-1024'
  | 'no-qn'
  | 'bad-qn'
  | 'no-st'
  | 'no-cn'
  | 'no-pw'
  | 'empty-pw'
  | 'no-mn'
  | 'empty-mn'
  | 'no-flag'
  | 'sub-packet-bit-without-numbers'
  | 'numbers-without-sub-packet-bit'
  | 'numbers-in-cp'
  | 'part-beyond-count'
  | 'no-data-time'
  | 'cp-may-be-enciphered'
  | 'bad-data-time'
  | 'data-time-with-milliseconds'
  | 'same-name-twice'
  | 'unknown-statistic'
  | 'value-not-numeric'
  | 'not-utf-8'

const KNOWN = new Set<string>(statistics)

function hasRepeatedName(packet: Packet): boolean {
  const seen = new Set<string>()
  const names = [
    ...packet.parameters.map(({ name }) => name),
    ...packet.measurements.map(({ polId, factor, statistic }) => `${polId ?? ''} ${factor}-${statistic}`),
  ]
  return names.some((name) => seen.size === seen.add(name).size)
}

function headerDeviations(packet: Packet): (Deviation | false)[] {
  const { qn, st, cn, pw, mn, flag, pnum, pno } = packet
  const numbered = pnum !== null || pno !== null
  const numberedInCp = findParameter(packet, 'PNUM') !== null || findParameter(packet, 'PNO') !== null
  return [
    qn === null && 'no-qn',
    qn !== null && !(qn.length === 17 && readTimestamp(qn) !== null) && 'bad-qn',
    st === null && 'no-st',
    cn === null && 'no-cn',
    pw === null && 'no-pw',
    pw === '' && 'empty-pw',
    mn === null && 'no-mn',
    mn === '' && 'empty-mn',
    flag === null && 'no-flag',
    saysSubPacket(flag) && !numbered && 'sub-packet-bit-without-numbers',
    numbered && !saysSubPacket(flag) && 'numbers-without-sub-packet-bit',
    numberedInCp && 'numbers-in-cp',
    pnum !== null && pno !== null && (pno < 1 || pno > pnum) && 'part-beyond-count',
  ]
}

/** Uploads that say nothing without the time they speak of. */
const TIMED = new Set(['2011', '2021', '2031', '2041', '2051', '2061'])
/** Base64 without a name in it: what SM4 leaves of a CP (HJ 212-2025, second-hand). */
const CIPHER = /^[A-Za-z0-9+/]{16,}={0,2}$/

function contentDeviations(packet: Packet): (Deviation | false)[] {
  const dataTime = findParameter(packet, 'DataTime')
  const isUpload = TIMED.has(packet.cn ?? '') && packet.measurements.length > 0
  return [
    isUpload && dataTime === null && 'no-data-time',
    CIPHER.test(packet.area) && packet.area.length % 4 === 0 && 'cp-may-be-enciphered',
    dataTime !== null && readTimestamp(dataTime) === null && 'bad-data-time',
    dataTime?.length === 17 && 'data-time-with-milliseconds',
    hasRepeatedName(packet) && 'same-name-twice',
    packet.measurements.some(({ statistic }) => !KNOWN.has(statistic)) && 'unknown-statistic',
    packet.measurements.some(({ value }) => value === 'not-numeric') && 'value-not-numeric',
    (packet.charset === 'gb18030' || packet.charset === 'latin1') && 'not-utf-8',
  ]
}

/** Lists how a packet deviates from the standard, besides what its reason for rejection says. */
export function deviationsOf(inspection: Inspection): Deviation[] {
  const { packet, crcField } = inspection
  const crc = crcField === null ? 0 : Number.parseInt(crcField, 16)
  const found: (Deviation | false)[] = [
    !inspection.crlf && 'no-crlf',
    crcField !== null && /[a-f]/.test(crcField) && 'crc-lower-case',
    crcField !== null && !isPossibleCrc212(crc) && 'crc-of-another-algorithm',
    inspection.strayBytes > 0 && 'stray-bytes',
    inspection.actualBytes > 1024 && 'segment-over-1024',
    ...headerDeviations(packet),
    ...contentDeviations(packet),
    ...packet.slips,
  ]
  return [...new Set(found.filter((deviation) => deviation !== false))]
}
