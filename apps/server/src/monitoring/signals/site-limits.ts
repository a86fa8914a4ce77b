import type { SiteLimit } from '@qinglan/contract'
import { defaultUnit } from '@qinglan/hj212'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { canonicalChannel } from '../canonical-channel.ts'
import { channelKey } from '../sites/latest-readings.ts'
import { siteById } from '../sites/list-sites.ts'
import { spelledUnit, unitHeldAgainst, unitsOfLimit } from '../units/limit-units.ts'
import { siteUnits } from '../units/site-units.ts'
import type { SiteUnits } from '../units/unit-at-site.ts'
import { limitInForce, type Limit, type WrittenLimit } from './limits-in-force.ts'
import './tables.ts'

/** The bounds under the name and in the unit in which the site's series show the factor. */
function shownAs({ factor, low, high }: Limit, site: SiteUnits): NonNullable<SiteLimit['asShown']> {
  const channel = { factor, statistic: 'Avg', unit: defaultUnit(factor, 'Avg') ?? '' }
  const { scale } = canonicalChannel(channel, site) ?? { scale: 1 }
  const of = (bound: number | null) => (bound === null ? null : Number((bound * scale).toPrecision(12)))
  return { factor: channel.unit === '' ? factor : channelKey(channel, site), low: of(low), high: of(high) }
}

/** A limit as it was entered, with what the values of the site are held against. */
function told(written: WrittenLimit, source: string, site: SiteUnits): SiteLimit {
  const limit = limitInForce(written, site)
  const { low, high, inDoubt } = limit
  return {
    ...written,
    source,
    inDoubt,
    asSent: inDoubt ? null : { unit: limit.unit ?? unitHeldAgainst(written.factor, site), low, high },
    asShown: inDoubt ? null : shownAs(limit, site),
  }
}

/** The limits of a site, by factor. @throws QinglanError `not-found` */
export async function listLimits(db: Db, id: string): Promise<SiteLimit[]> {
  const site = await siteById(db, id)
  const units = (await siteUnits(db, [site.id]))(site.id)
  const rows = await db
    .selectFrom('site_limits')
    .selectAll()
    .where('site_id', '=', site.id)
    .orderBy('factor')
    .execute()
  return rows.map(({ factor, low, high, range_low, range_high, source, unit }) =>
    told({ factor, low, high, rangeLow: range_low, rangeHigh: range_high, unit }, source, units),
  )
}

/** The unit of a limit in the platform's spelling; null: none was named. @throws QinglanError where it cannot be one of the factor's */
function unitOf({ factor, unit }: SiteLimit): string | null {
  const spelled = spelledUnit(unit ?? '')
  if (spelled === '') return null
  const choices = unitsOfLimit(factor)
  if (choices.includes(spelled)) return spelled
  const [zh, en] = choices.length === 0 ? ['没有可选单位', 'none'] : [choices.join('、'), choices.join(', ')]
  throw badInput(
    `${factor} 的限值单位不能是“${spelled}”,可选:${zh}`,
    `a limit of ${factor} cannot be in “${spelled}”; its units: ${en}`,
  )
}

/**
 * Replaces the limits of a site. Hours already held against the former ones stay as they were judged.
 * @throws QinglanError `not-found`; `bad-input` for a unit that cannot be one of the factor's
 */
export async function saveLimits(db: Db, id: string, limits: readonly SiteLimit[]): Promise<SiteLimit[]> {
  const site = await siteById(db, id)
  const units = limits.map(unitOf)
  await db.deleteFrom('site_limits').where('site_id', '=', site.id).execute()
  for (const [i, { factor, low, high, rangeLow, rangeHigh, source }] of limits.entries()) {
    const bounds = { low, high, range_low: rangeLow, range_high: rangeHigh, source, unit: units[i] ?? null }
    await db
      .insertInto('site_limits')
      .values({ site_id: site.id, factor, ...bounds })
      .onConflict((c) => c.columns(['site_id', 'factor']).doUpdateSet(bounds))
      .execute()
  }
  return listLimits(db, id)
}
