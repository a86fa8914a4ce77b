import { defaultUnit } from '@qinglan/hj212'
import { factorOf } from '../factors/factors.ts'
import { gas, liquid, unitAtSite, unitChoices, type SiteUnits } from './unit-at-site.ts'

const ladders = [gas, liquid]

/** A unit in the one spelling of the platform (`mg/m3`, `μg/Nm^3`, `ug/l`); as it is when it is none of mass per volume. */
export function spelledUnit(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s^]/g, '')
    .replace(/^[uμµ]/, 'µ')
    .toLowerCase()
    .replace('/nm3', '/m3')
  const known = ladders
    .flat()
    .find((unit) => unit.normalize('NFKC').replace(/^μ/, 'µ').toLowerCase() === plain)
  return known ?? text.trim()
}

/** The units that a limit of a factor, by its code or the platform's own name, may be written in; none for what has no unit. */
export function unitsOfLimit(factor: string): readonly string[] {
  const choices = unitChoices(factor)
  if (choices.length > 0) return choices
  const only = defaultUnit(factor, 'Avg') ?? factorOf(factor)?.unit ?? ''
  return only === '' ? [] : (ladders.find((units) => units.includes(only)) ?? [only])
}

/** The unit of the means that a limit of a factor is held against at a site; null while that is in doubt. */
export function unitHeldAgainst(factor: string, site: SiteUnits): string | null {
  const unit = defaultUnit(factor, 'Avg')
  if (unit === null) return factorOf(factor)?.unit ?? null
  return unitAtSite({ factor, statistic: 'Avg', unit }, site)
}

/** Multiplies with a power of ten: the digits stay and the point moves, so 0.07 × 1000 is 70 and no neighbour of it. */
function movePoint(value: number, places: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

/** Brings values of one unit of mass per volume into another, exactly in decimals; undefined where none leads to the other. */
export function unitConversion(from: string, to: string): ((value: number) => number) | undefined {
  if (from === to) return (value) => value
  const ladder = ladders.find((units) => units.includes(from) && units.includes(to))
  if (!ladder) return undefined
  const places = (ladder.indexOf(from) - ladder.indexOf(to)) * 3
  return (value) => movePoint(value, places)
}
