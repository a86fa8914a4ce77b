import { defaultUnit, findParameter, readTimestamp, type Measurement, type Packet } from '@qinglan/hj212'
import type { Device } from './device-registry.ts'

/** One packet as one row of `observations`, but for its values. */
export interface RowHead {
  readonly siteId: number
  /** Letter of `observations.resolution`. */
  readonly resolution: 's' | 'i' | 'h' | 'd'
  readonly epochMs: number
  /** What stands at each position, in a fixed order, so that the same device always has the same layout. */
  readonly channels: readonly PacketChannel[]
  /** The channels as the key of their layout. */
  readonly layout: string
}

/** One packet as one row of `observations`. */
export interface PacketRow extends RowHead {
  readonly values: readonly (number | null)[]
  /** One letter per value, as in flags.ts; null when all are ordinary. */
  readonly flags: string | null
}

export interface PacketChannel {
  readonly factor: string
  readonly statistic: string
  /** The default of the standard's tables: a packet names none. What it really is, units/unit-at-site.ts tells. */
  readonly unit: string
}

/** Why a packet made no row: who may not send, a record without a believable time, or one that the database cannot hold. */
export type RefusalReason = 'unknown-mn' | 'wrong-password' | 'disabled' | 'no-time' | 'unstorable'

const periods = { s: 0, i: 0, h: 3_600_000, d: 0 } as const

/** Which data commands carry observations, and at which resolution (HJ 212-2017 table 9). */
const resolutions: Readonly<Record<string, PacketRow['resolution']>> = {
  2011: 's',
  2021: 's', // states of devices (工况), SB1-RS
  2041: 'd', // their running hours
  2051: 'i',
  2061: 'h',
  2031: 'd',
}

/** What stands beside values and is none. Suffixes that no edition knows are kept: a device that writes `-td` measures all the same. */
const notMeasured = new Set(['Info', 'SN', 'UpValue', 'LowValue', 'Ala'])

const knownFlags = new Set(['D', 'B', 'C', 'M', 'F', 'T', 'S'])

/** The letter of a value: the device's own mark where it names a reason, else what the value itself tells. */
function flagOf({ flag, value }: Measurement): string {
  const mark = flag?.toUpperCase() ?? 'N'
  if (knownFlags.has(mark)) return mark
  return typeof value === 'number' ? '.' : '-'
}

// a logger whose clock was lost sends 1970 or 2000; the oldest data of this protocol are the examples of its first edition, of 2004
const earliest = Date.UTC(2004, 0, 1)
const aheadMs = 2 * 86_400_000

/**
 * The row that a packet is, or why it is none: `no-observation` for commands that carry no measured values, `no-time` when it does not
 * say when, or names a time that cannot be (before 2004, or more than two days ahead of `now`). `time` is its
 * DataTime, unless the caller knows better. An hour is stored at its end, other periods at the time the device wrote.
 */
export function rowOf(
  packet: Packet,
  device: Pick<Device, 'siteId' | 'timeLabel'>,
  now: number,
  time: string | null = findParameter(packet, 'DataTime'),
): PacketRow | 'no-observation' | 'no-time' {
  const resolution = Object.hasOwn(resolutions, packet.cn ?? '') ? resolutions[packet.cn ?? ''] : undefined
  if (!resolution) return 'no-observation'
  const shape = shapeOf(packet.measurements)
  if (shape.channels.length === 0) return 'no-observation'
  const written = readTimestamp(time ?? '')
  if (written === null || written < earliest || written > now + aheadMs) return 'no-time'
  const epochMs = written + (device.timeLabel === 'start' ? periods[resolution] : 0)
  const { channels, layout, positions } = shape
  let isOrdinary = true
  const values = positions.map((position) => {
    const measurement = packet.measurements[position]!
    const { value, flag } = measurement
    const isNumber = typeof value === 'number'
    if (!isNumber || (flag !== 'N' && flag !== null)) isOrdinary &&= flagOf(measurement) === '.'
    return isNumber ? value : null
  })
  const flags = isOrdinary
    ? null
    : positions.map((position) => flagOf(packet.measurements[position]!)).join('')
  return { siteId: device.siteId, resolution, epochMs, channels, layout, values, flags }
}

/** What devices of one make always send: where each channel stands in their packets. */
interface Shape {
  /** Factor and statistic of each measurement, in the order of the packet. */
  readonly names: readonly string[]
  readonly channels: readonly PacketChannel[]
  readonly positions: readonly number[]
  readonly layout: string
}

const shapes = new Map<string, Shape>()
/** The last shape that began with a factor: with few makes of devices, nearly always the next one's. */
const lately = new Map<string, Shape>()
const mostShapes = 10_000

function fits({ names }: Shape, measurements: readonly Measurement[]): boolean {
  if (names.length !== measurements.length * 2) return false
  for (let i = 0; i < measurements.length; i++) {
    const { factor, statistic } = measurements[i]!
    if (names[i * 2] !== factor || names[i * 2 + 1] !== statistic) return false
  }
  return true
}

/** The measured channels of a packet in a fixed order, each at its last place; remembered, since most packets are like the one before. */
function shapeOf(measurements: readonly Measurement[]): Shape {
  const first = measurements[0]?.factor ?? ''
  const guessed = lately.get(first)
  if (guessed && fits(guessed, measurements)) return guessed
  const names = measurements.flatMap(({ factor, statistic }) => [factor, statistic])
  // none of these can stand in a name of a CP
  const signature = names.join(';')
  const shape = shapes.get(signature) ?? newShape(names, measurements)
  if (shapes.size >= mostShapes) {
    shapes.clear()
    lately.clear()
  }
  shapes.set(signature, shape)
  lately.set(first, shape)
  return shape
}

function newShape(names: readonly string[], measurements: readonly Measurement[]): Shape {
  const last = new Map<string, number>()
  for (const [i, { factor, statistic }] of measurements.entries()) {
    if (!notMeasured.has(statistic)) last.set(`${factor}/${statistic}`, i)
  }
  const positions = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, i]) => i)
  const channels = positions.flatMap((i) => {
    const found = measurements[i]
    if (!found) return []
    const { factor, statistic } = found
    return [{ factor, statistic, unit: defaultUnit(factor, statistic) ?? '' }]
  })
  const layout = `hj212:${channels.map((c) => `${c.factor}-${c.statistic}`).join(',')}`
  return { names, channels, positions, layout }
}
