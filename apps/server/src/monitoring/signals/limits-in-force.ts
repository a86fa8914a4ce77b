import type { Db } from '../../database/connect.ts'
import { unitConversion, unitHeldAgainst } from '../units/limit-units.ts'
import { siteUnits } from '../units/site-units.ts'
import type { SiteUnits } from '../units/unit-at-site.ts'
import './tables.ts'

/** The limits of a factor as a site has them; outside the range a value is a fault of the device. */
interface Bounds {
  readonly low: number | null
  readonly high: number | null
  readonly rangeLow: number | null
  readonly rangeHigh: number | null
}

/** The limits of a factor at a site, in the unit of what is held against them. */
export interface Limit extends Bounds {
  readonly factor: string
  /** That unit; null for a limit that names none and holds for the numbers as they are sent. */
  readonly unit: string | null
  /** It names a unit, and nobody knows in which one the values come: all its bounds are null, it judges nothing. */
  readonly inDoubt: boolean
  /** It has a limit, in doubt or not, and more than the range of an instrument. */
  readonly judges: boolean
}

/** A limit as it was entered. */
export interface WrittenLimit extends Bounds {
  readonly factor: string
  readonly unit: string | null
}

const none: Bounds = { low: null, high: null, rangeLow: null, rangeHigh: null }

/** A factor without limits. */
export const noLimit = (factor: string): Limit => ({
  factor,
  unit: null,
  inDoubt: false,
  judges: false,
  ...none,
})

/** A limit in the unit of the values of a site. One that names no unit is of the numbers as they come. */
export function limitInForce(written: WrittenLimit, site: SiteUnits): Limit {
  const { factor, unit, low, high, rangeLow, rangeHigh } = written
  const judges = low !== null || high !== null
  if (unit === null) return { factor, unit, inDoubt: false, judges, low, high, rangeLow, rangeHigh }
  const sent = unitHeldAgainst(factor, site)
  const convert = sent === null ? undefined : unitConversion(unit, sent)
  if (!convert) return { ...noLimit(factor), inDoubt: true, judges }
  const of = (bound: number | null) => (bound === null ? null : convert(bound))
  return {
    factor,
    unit: sent,
    inDoubt: false,
    judges,
    low: of(low),
    high: of(high),
    rangeLow: of(rangeLow),
    rangeHigh: of(rangeHigh),
  }
}

/** The factors of limits that name a unit: what is held against them has to be in one. */
export const withUnit = (limits: readonly Limit[]): ReadonlySet<string> =>
  new Set(limits.filter(({ unit }) => unit !== null).map(({ factor }) => factor))

/** The limits of a site, each in the unit of what is held against it. */
export async function limitsOfSite(db: Db, siteId: number): Promise<Limit[]> {
  const rows = await db
    .selectFrom('site_limits')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('factor')
    .execute()
  if (rows.length === 0) return []
  const site = (await siteUnits(db, [siteId]))(siteId)
  return rows.map(({ factor, unit, low, high, range_low: rangeLow, range_high: rangeHigh }) =>
    limitInForce({ factor, unit, low, high, rangeLow, rangeHigh }, site),
  )
}
