import type { Reading } from '@qinglan/contract'
import { factorOf, type Statistic } from './factors/factors.ts'
import { findFactor, unitScale } from './factors/find-factor.ts'
import { readingAt } from './flags.ts'
import { unitAtSite, type SiteUnits } from './units/unit-at-site.ts'

/** What a position of any layout means in the platform's own words; `scale` brings its values into the factor's unit. */
export interface CanonicalChannel {
  readonly factor: string
  readonly statistic: Statistic
  readonly unit: string
  readonly scale: number
}

/** A channel as layouts store it: of an import, or as a packet of HJ 212 names it (`a34004`, `Avg`). */
export interface StoredChannel {
  readonly factor: string
  readonly statistic: string
  readonly unit: string
}

const own: ReadonlySet<string> = new Set<Statistic>([
  'mean',
  'value',
  'rolling-8h',
  'rolling-24h',
  'day-max-1h',
  'day-max-8h',
  'total',
])

/**
 * Puts a stored channel into the platform's own words; undefined for one that it has none for, such as a device's minima, or whose
 * unit at its site is in doubt.
 */
export function canonicalChannel(channel: StoredChannel, site: SiteUnits): CanonicalChannel | undefined {
  const known = factorOf(channel.factor)
  if (known && own.has(channel.statistic)) {
    return { factor: known.key, statistic: channel.statistic as Statistic, unit: known.unit, scale: 1 }
  }
  if (channel.statistic !== 'Avg') return undefined
  const factor = findFactor(channel.factor)?.factor
  const unit = unitAtSite(channel, site)
  const scale = factor && unit !== null ? unitScale(factor, unit) : undefined
  if (!factor || scale === undefined) return undefined
  return {
    factor: factor.key,
    statistic: factor.family === 'air' ? 'mean' : 'value',
    unit: factor.unit,
    scale,
  }
}

/** One stored value of a channel in the factor's own unit, or why there is none. */
export function scaledReading(
  values: readonly (number | null)[],
  flags: string | null,
  position: number,
  scale: number,
): Reading {
  const reading = readingAt(values, flags, position)
  return typeof reading === 'number' && scale !== 1 ? Number((reading * scale).toPrecision(12)) : reading
}
