import { useOf, directionOf } from '../commands/direction.ts'
import { commands, findCommand } from '../commands/command-table.ts'
import { deviceName, meaningOf } from '../factors/device-states.ts'
import { defaultUnit, findFactor } from '../factors/find-factor.ts'
import type { Inspection } from '../framing/inspect-packet.ts'
import { versionBits } from '../segment/dialect.ts'
import type { Measurement } from '../segment/measurement.ts'
import { findParameter, type Packet } from '../segment/parse-segment.ts'
import { readTimestamp, writeQn } from '../time/timestamp.ts'
import { type Deviation, deviationsOf } from './deviations.ts'

/** A measurement as plain JSON; see {@link describePacket}. */
export interface DescribedMeasurement {
  readonly factor: string
  readonly name_zh: string | null
  readonly name_en: string | null
  readonly statistic: string
  /** Null when there is no number; `absence` then says why. */
  readonly value: number | null
  readonly absence: string | null
  readonly text: string
  /** What the value of a state means (`SB1-RS`, `i12001-Info`), in Chinese. */
  readonly meaning_zh: string | null
  /** The standard's default unit; a channel may use another. */
  readonly unit: string | null
  readonly flag: string | null
  readonly maker_flag: string | null
  readonly sample_time: string | null
  readonly pol_id: string | null
}

/** A packet explained, as plain JSON; README.md documents each field. */
export interface DescribedPacket {
  readonly ok: boolean
  readonly reason: string | null
  readonly reasons: readonly string[]
  readonly dialect: string
  readonly dialect_sure: boolean
  readonly version: string
  readonly kind: string | null
  readonly direction: 'up' | 'down' | null
  readonly role: string | null
  readonly command_zh: string | null
  readonly command_en: string | null
  readonly valid: boolean
  readonly length_ok: boolean
  readonly crc_ok: boolean
  readonly crc_modbus_ok: boolean
  readonly declared_length: number | null
  readonly length_digits: number
  readonly actual_bytes: number
  readonly actual_chars: number
  readonly crc_field: string | null
  readonly crc_expected: string
  readonly crlf: boolean
  readonly flag: number | null
  readonly flag_version_bits: number | null
  readonly charset: string
  readonly deviations: readonly Deviation[]
  readonly fields: Readonly<Record<string, string>>
  readonly parameters: Readonly<Record<string, string>>
  /** DataTime as ISO 8601 in UTC+08:00. */
  readonly data_time: string | null
  readonly measurements: readonly DescribedMeasurement[]
}

/** An object that takes any name as a key, `__proto__` too. */
function record(entries: Iterable<readonly [string, string | number | null]>): Record<string, string> {
  const object = Object.create(null) as Record<string, string>
  for (const [name, text] of entries) if (text !== null) object[name] = String(text)
  return object
}

function fieldsOf(packet: Packet): Record<string, string> {
  const { qn, st, cn, pw, mn, flag, pnum, pno } = packet
  return record([
    ['QN', qn],
    ['ST', st],
    ['CN', cn],
    ['PW', pw],
    ['MN', mn],
    ['Flag', flag],
    ['PNUM', pnum],
    ['PNO', pno],
    ['RF', packet.rf ? '1' : null],
    ...packet.extra.map(({ name, text }) => [name, text] as const),
    ['CP', packet.slips.includes('no-cp') ? null : packet.area],
  ])
}

function describeMeasurement(measurement: Measurement): DescribedMeasurement {
  const { factor, statistic, value, text } = measurement
  const known = findFactor(factor)
  const device = deviceName(factor)
  return {
    factor,
    name_zh: known?.nameZh ?? device?.zh ?? null,
    name_en: known?.nameEn ?? device?.en ?? null,
    statistic,
    value: typeof value === 'number' ? value : null,
    absence: typeof value === 'number' ? null : value,
    text,
    meaning_zh: meaningOf(factor, statistic, typeof value === 'number' ? value : null),
    unit: defaultUnit(factor, statistic),
    flag: measurement.flag,
    maker_flag: measurement.makerFlag,
    sample_time: measurement.sampleTime,
    pol_id: measurement.polId,
  }
}

function isoOf(text: string | null): string | null {
  const instant = text === null ? null : readTimestamp(text)
  if (instant === null) return null
  const qn = writeQn(instant)
  const date = `${qn.slice(0, 4)}-${qn.slice(4, 6)}-${qn.slice(6, 8)}`
  return `${date}T${qn.slice(8, 10)}:${qn.slice(10, 12)}:${qn.slice(12, 14)}+08:00`
}

function kindOf(packet: Packet, direction: 'up' | 'down' | null): string | null {
  if (packet.cn === null) return null
  if (/^901[1-4]$/.test(packet.cn)) return `reply-${packet.cn}`
  if (direction === null) return null
  return `${direction === 'up' ? 'upload' : 'cmd'}-${packet.cn}`
}

/** Explains an examined packet as plain JSON: what `qinglan hj212 decode` prints and a packet inspector shows. */
export function describePacket(inspection: Inspection): DescribedPacket {
  const { packet } = inspection
  const direction = directionOf(packet)
  const command = findCommand(packet.cn ?? '', packet.dialect) ?? commands.find(({ cn }) => cn === packet.cn)
  return {
    ok: inspection.ok,
    reason: inspection.reason,
    reasons: inspection.reasons,
    dialect: packet.dialect,
    dialect_sure: packet.dialectSure,
    version: packet.dialect === 'surface-water' ? `surface-water(Flag=${packet.flag})` : packet.dialect,
    kind: kindOf(packet, direction),
    direction,
    role: (direction === null ? null : useOf(packet, direction)?.role) ?? null,
    command_zh: command?.nameZh ?? null,
    command_en: command?.nameEn ?? null,
    valid: inspection.lengthOk && inspection.crcOk,
    length_ok: inspection.lengthOk,
    crc_ok: inspection.crcOk,
    crc_modbus_ok: inspection.crcModbusOk,
    declared_length: inspection.declaredLength,
    length_digits: inspection.lengthDigits,
    actual_bytes: inspection.actualBytes,
    actual_chars: packet.length,
    crc_field: inspection.crcField,
    crc_expected: inspection.crcExpected,
    crlf: inspection.crlf,
    flag: packet.flag,
    flag_version_bits: packet.flag === null ? null : versionBits(packet.flag),
    charset: packet.charset,
    deviations: deviationsOf(inspection),
    fields: fieldsOf(packet),
    parameters: record(packet.parameters.map(({ name, text }) => [name, text] as const)),
    data_time: isoOf(findParameter(packet, 'DataTime')),
    measurements: packet.measurements.map(describeMeasurement),
  }
}
