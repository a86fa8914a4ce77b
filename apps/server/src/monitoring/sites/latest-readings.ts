import type { CivilDate, Reading, Resolution } from '@qinglan/contract'
import { addDays, dayStart } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { canonicalChannel, scaledReading, type StoredChannel } from '../canonical-channel.ts'
import { resolutionOfLetter } from '../resolutions.ts'
import { siteUnits } from '../units/site-units.ts'
import type { SiteUnits } from '../units/unit-at-site.ts'

/** What a site measured last. */
export interface LatestReadings {
  readonly at: string
  readonly resolution: Resolution
  /** By channel key: the factor, and where it is not the factor's plain statistic, `factor/statistic`. */
  readonly values: Readonly<Record<string, Reading>>
}

const plainStatistics: ReadonlySet<string> = new Set(['mean', 'value', 'total'])

/** The name of a channel in the API: `PM2.5`, `O3/rolling-8h`; `a34004/Max` for what the platform has no words of its own for. */
export function channelKey(channel: StoredChannel, site: SiteUnits): string {
  const { factor, statistic } = canonicalChannel(channel, site) ?? channel
  return plainStatistics.has(statistic) ? factor : `${factor}/${statistic}`
}

interface Row {
  readonly site_id: number
  readonly resolution: string
  readonly at: Date
  readonly values: readonly (number | null)[]
  readonly flags: string | null
  readonly channels: readonly StoredChannel[]
}

/**
 * The newest hourly, sample, daily or monthly observation of each site, to the end of a day where one is given; the index gives each
 * in one probe per partition.
 */
export async function latestReadings(
  db: Db,
  siteIds: readonly number[],
  at?: CivilDate,
): Promise<ReadonlyMap<number, LatestReadings>> {
  if (siteIds.length === 0) return new Map()
  // the hour that ends at 24:00 still belongs to the day
  const end = at === undefined ? 'infinity' : new Date(dayStart(addDays(at, 1))).toISOString()
  const { rows } = await sql<Row>`
    select distinct on (o.site_id) o.site_id, o.resolution, o.at, o.values, o.flags, l.channels
    from unnest(${siteIds}::integer[]) as s (id)
    cross join unnest(array['h', 's', 'd', 'm']::"char"[]) as r (letter)
    cross join lateral (
      select * from observations o where o.site_id = s.id and o.resolution = r.letter
        and o.at <= ${end}::timestamptz and (o.at < ${end}::timestamptz or r.letter = 'h')
      order by o.at desc limit 1
    ) as o
    join layouts l on l.id = o.layout_id
    order by o.site_id, o.at desc`.execute(db)
  const unitsOf = await siteUnits(
    db,
    rows.map((row) => row.site_id),
  )
  return new Map(
    rows.map((row) => {
      const site = unitsOf(row.site_id)
      const values = row.channels.flatMap((channel, position) => {
        if (position >= row.values.length) return []
        const reading = scaledReading(
          row.values,
          row.flags,
          position,
          canonicalChannel(channel, site)?.scale ?? 1,
        )
        const silent = typeof reading !== 'number' && reading.missing === 'not-measured'
        return silent ? [] : [[channelKey(channel, site), reading] as const]
      })
      const resolution = resolutionOfLetter[row.resolution] ?? 'sample'
      return [row.site_id, { at: row.at.toISOString(), resolution, values: Object.fromEntries(values) }]
    }),
  )
}
