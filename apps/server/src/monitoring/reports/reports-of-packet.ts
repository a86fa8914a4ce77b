import { findParameter, readTimestamp, type Measurement, type Packet } from '@qinglan/hj212'

/** One thing that a logger told beside measurements. */
export interface DeviceReport {
  readonly epochMs: number
  readonly cn: string
  /** The factor that it is about; empty for the logger itself. */
  readonly subject: string
  /** `Ala` a value in alarm, an information code such as `i11001`, `SN`, or the name of a plain field. */
  readonly item: string
  readonly value: string
}

/**
 * Uploads that tell something else than measurements (HJ/T 212-2005 6.5, HJ 212-2017 table 9): alarms, the start of the logger, a
 * retained sample, the cycle and time of sampling, an instrument's number, site information.
 */
const reporting: ReadonlySet<string> = new Set([
  '2071',
  '2072',
  '2081',
  '3015',
  '3017',
  '3018',
  '3019',
  '3020',
])

/** Those that tell of an alarm of the logger's own: the record of one, and that one begins or ends. */
export const alarmCommands: ReadonlySet<string> = new Set(['2071', '2072'])

/** What says when and about what, and is told with the rest. */
const places: ReadonlySet<string> = new Set(['DataTime', 'AlarmTime', 'PolId', 'PolID', 'InfoId', 'QN', 'CN'])
const mostItems = 200
const longestValue = 1000
const longestName = 64
const earliest = Date.UTC(2004, 0, 1)
const aheadMs = 2 * 86_400_000

const clean = (text: string, longest: number): string => text.replaceAll('\u0000', '').slice(0, longest)

/** A log stands between `//`. */
const unwrapped = (text: string): string => /^\/\/(.*)\/\/$/s.exec(text)?.[1] ?? text

function timeOf(packet: Packet, now: number): number {
  const written = findParameter(packet, 'AlarmTime') ?? findParameter(packet, 'DataTime') ?? ''
  const at = readTimestamp(written)
  return at === null || at < earliest || at > now + aheadMs ? now : at
}

const ofMeasurement = ({ factor, statistic, polId, text }: Measurement) =>
  statistic === 'Info'
    ? { subject: polId ?? '', item: factor, value: unwrapped(text) }
    : { subject: factor, item: statistic, value: text }

/** What an upload reports, at the time that it names or, where that cannot be, when it came; nothing for other commands. */
export function reportsOf(packet: Packet, now: number): readonly DeviceReport[] | null {
  const { cn, measurements, parameters } = packet
  if (cn === null || !reporting.has(cn)) return null
  const epochMs = timeOf(packet, now)
  const only = measurements.length === 1 ? measurements[0]?.factor : undefined
  const about = findParameter(packet, 'PolId') ?? findParameter(packet, 'PolID') ?? only ?? ''
  const plain = parameters
    .filter(({ name }) => !places.has(name))
    .map(({ name, text }) => ({ subject: about, item: name, value: text }))
  const found = [...measurements.map(ofMeasurement), ...plain]
    .filter(({ value }) => value !== '')
    .slice(0, mostItems)
  if (found.length === 0) return null
  return found.map(({ subject, item, value }) => ({
    epochMs,
    cn,
    subject: clean(subject, longestName),
    item: clean(item, longestName),
    value: clean(value, longestValue),
  }))
}
