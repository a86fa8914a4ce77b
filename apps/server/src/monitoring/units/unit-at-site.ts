import { defaultUnit } from '@qinglan/hj212'
import { findFactor } from '../factors/find-factor.ts'

/** What is known of the units of one site's devices. */
export interface SiteUnits {
  /** The site measures ambient air. */
  readonly isAmbient: boolean
  /** By factor code, what an engineer said; null: in doubt. */
  readonly said: ReadonlyMap<string, string | null>
}

interface Channel {
  readonly factor: string
  readonly statistic: string
  readonly unit: string
}

/** Dust and ammonia, for which table B.2 of HJ 212-2017 prints ng/m³; no device in the field sends that. */
export const misprinted: ReadonlySet<string> = new Set(['a34001', 'a34002', 'a34004', 'a34005', 'a21001'])
const dust = /^a3400[1245]$/

/** The unit of GB 3095 for ambient air, which stations send whatever the tables of HJ 212 print: µg/m³, for CO mg/m³. */
export function ambientUnit(code: string): string | null {
  if (dust.test(code)) return 'µg/m³'
  const factor = /^a\d{5}$/.test(code) ? findFactor(code)?.factor : undefined
  return factor?.family === 'air' ? factor.unit : null
}

/**
 * The unit in which a stored channel of a site really is; null when nobody can know. What an engineer said stands first; a unit that
 * whoever stored the channel named stands; what is only the table's default becomes that of ambient air at an air station, and is in
 * doubt elsewhere where the table cannot be right. Amounts (`Cou`) keep theirs.
 */
export function unitAtSite(
  { factor, statistic, unit }: Channel,
  { isAmbient, said }: SiteUnits,
): string | null {
  if (statistic.endsWith('Cou')) return unit
  const known = said.get(factor)
  if (known !== undefined) return known
  if (unit !== defaultUnit(factor, statistic)) return unit
  return (isAmbient ? ambientUnit(factor) : null) ?? (misprinted.has(factor) ? null : unit)
}

/** Units of mass per volume, each a thousand times the one before. */
export const gas: readonly string[] = ['ng/m³', 'µg/m³', 'mg/m³']
export const liquid: readonly string[] = ['ng/L', 'µg/L', 'mg/L']

/** The units that a factor may be said to be in: those of its kind; none where there is no choice. */
export function unitChoices(code: string): readonly string[] {
  const unit = defaultUnit(code, 'Avg')
  if (unit === null) return []
  return [gas, liquid].find((units) => units.includes(unit)) ?? []
}

/** What the middle of many values would be in µg/m³ at an air station: less than a half is none, more than three thousand neither. */
const believable = { least: 0.5, most: 3000 }

/**
 * What unit the middle of a gas's or dust's ambient values speaks for: below a half they are mg/m³, above three thousand ng/m³; CO is
 * a thousand times as much. Null when it may be either: only between thousandfold steps can values tell.
 */
export function unitOfMedian(code: string, median: number): string | null {
  if (ambientUnit(code) === 'mg/m³') return median > 50 ? 'µg/m³' : median >= 0.05 ? 'mg/m³' : null
  if (ambientUnit(code) === null) return null
  if (median < believable.least) return 'mg/m³'
  return median > believable.most ? 'ng/m³' : 'µg/m³'
}
