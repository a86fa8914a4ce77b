import type { Reading, Resolution, SiteSeries } from '@qinglan/contract'
import { addDays, dayStart } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { canonicalChannel, scaledReading, type StoredChannel } from '../canonical-channel.ts'
import { letterOfResolution } from '../resolutions.ts'
import { siteUnits } from '../units/site-units.ts'
import { unitAtSite, type SiteUnits } from '../units/unit-at-site.ts'
import { channelKey } from './latest-readings.ts'
import { asSite, siteById } from './list-sites.ts'

const longestDays = 3700
const mostPoints = 200_000

/** Which values of a site, and of which days. */
export interface SeriesQuestion {
  /** A channel key as in the latest values of the site. */
  readonly factor: string
  readonly resolution: Resolution
  /** First and last civil day. */
  readonly from: string
  readonly to: string
}

interface Row {
  readonly at: Date
  readonly layout_id: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
}

/** How a channel's values are shown: in the platform's own unit, else in the device's; without a unit while that is in doubt. */
const shown = (channel: StoredChannel, site: SiteUnits): { scale: number; unit: string } => {
  const { scale, unit } = canonicalChannel(channel, site) ?? {
    scale: 1,
    unit: unitAtSite(channel, site) ?? '',
  }
  return { scale, unit }
}

/** The values of one channel of a site over some days, each a number or a named reason. @throws QinglanError */
export async function siteSeries(db: Db, siteId: string, question: SeriesQuestion): Promise<SiteSeries> {
  const { factor, resolution, from, to } = question
  if (to < from || addDays(from, longestDays) < to) {
    throw badInput(`时间范围应为 1 至 ${longestDays} 天`, `the range of days is from 1 to ${longestDays}`)
  }
  const site = await siteById(db, siteId)
  const units = (await siteUnits(db, [site.id]))(site.id)
  const layouts = await db.selectFrom('layouts').select(['id', 'channels']).execute()
  const placed = new Map<number, { position: number; scale: number; unit: string }>()
  for (const { id, channels } of layouts) {
    const position = channels.findIndex((channel) => channelKey(channel, units) === factor)
    const channel = channels[position]
    if (channel) placed.set(id, { position, ...shown(channel, units) })
  }
  const [first] = placed.values()
  if (!first) throw badInput(`没有污染物 ${factor}`, `no factor ${factor}`)
  // the hour that ends at 00:00 belongs to the day before
  const hour = resolution === 'hour'
  const [low, high] = [dayStart(from), dayStart(addDays(to, 1))].map((epochMs) =>
    new Date(epochMs).toISOString(),
  )
  const { rows } = await sql<Row>`
    select at, layout_id, values, flags from observations
    where site_id = ${site.id} and resolution = ${letterOfResolution[resolution]} and layout_id = any(${[...placed.keys()]})
      and at >= ${low} and at <= ${high} and ${hour ? sql`at > ${low}` : sql`at < ${high}`}
    order by at limit ${mostPoints}`.execute(db)
  const points = rows.map((row): readonly [string, Reading] => {
    const { position, scale } = placed.get(row.layout_id)!
    return [row.at.toISOString(), scaledReading(row.values, row.flags, position, scale)]
  })
  return {
    site: asSite(site),
    resolution,
    factor,
    unit: first.unit,
    times: points.map(([time]) => time),
    values: points.map(([, value]) => value),
  }
}
