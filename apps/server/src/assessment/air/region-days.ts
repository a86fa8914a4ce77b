import { cityDay } from '@qinglan/standards'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { storeEvaluations, type NewEvaluation } from '../evaluations.ts'
import { judgeDay, measuredCount, type DayResult } from './day-result.ts'
import { airEditionsOn } from './editions.ts'

interface Point {
  readonly region_id: string
  readonly site_id: string
  readonly city_point: boolean
  readonly city_mean: boolean
  /** First and last day the station has been assessed for: outside of them nobody expects it. */
  readonly first: string
  readonly last: string
}

/** The air stations of each city, county and park: those of a region are its own and those of all regions inside it. */
async function pointsOfRegions(db: Db, siteIds: readonly number[]): Promise<Map<string, Point[]>> {
  const { rows } = await sql<Point>`
    with recursive touched as (
      select r.id, r.parent_id, r.kind from regions r where r.id in (select region_id from sites where id = any(${siteIds}::integer[]))
      union
      select r.id, r.parent_id, r.kind from regions r join touched t on r.id = t.parent_id
    ), inside as (
      select id as region_id, id as member from touched where kind not in ('country', 'province')
      union all
      select i.region_id, r.id from inside i join regions r on r.parent_id = i.member
    )
    select i.region_id, s.id::text as site_id,
      coalesce(s.attributes ->> 'cityPoint', 'true') = 'true' as city_point,
      coalesce(s.attributes ->> 'cityMean', 'false') = 'true' as city_mean,
      e.first::text, e.last::text
    from inside i
    join sites s on s.region_id = i.member and s.kind = 'air-station'
    cross join lateral (
      select min(starts) as first, max(starts) as last from evaluations
      where subject_kind = 'site' and subject_id = s.id::text and standard = 'HJ 633' and period = 'day'
    ) e
    where e.first is not null`.execute(db)
  const regions = new Map<string, Point[]>()
  for (const row of rows) regions.set(row.region_id, [...(regions.get(row.region_id) ?? []), row])
  return regions
}

interface SiteDay {
  readonly subject_id: string
  readonly starts: string
  readonly result: DayResult
  readonly inputs: number
  readonly simulated: boolean
}

/**
 * Evaluates the days of the regions above some stations: concentrations averaged over the city points first, then the index
 * (HJ 663 Table A.2, HJ 633). A region without points of its own takes a ready-made city mean, where one was sent.
 *
 * @returns the regions touched
 */
export async function evaluateRegionDays(
  db: Db,
  days: ReadonlyMap<number, readonly string[]>,
): Promise<readonly string[]> {
  const wanted = new Set([...days.values()].flat())
  const regions = await pointsOfRegions(db, [...days.keys()])
  if (regions.size === 0 || wanted.size === 0) return []
  const sorted = [...wanted].toSorted()
  const siteIds = [...new Set([...regions.values()].flat().map((point) => point.site_id))]
  const { rows } = await sql<SiteDay>`
    select subject_id, starts::text, result, inputs, simulated from evaluations
    where subject_kind = 'site' and subject_id = any(${siteIds}) and standard = 'HJ 633' and period = 'day'
      and starts between ${sorted[0]} and ${sorted.at(-1)}`.execute(db)
  const byDay = new Map<string, Map<string, SiteDay>>()
  for (const row of rows) {
    if (!wanted.has(row.starts)) continue
    const sites = byDay.get(row.starts) ?? new Map<string, SiteDay>()
    byDay.set(row.starts, sites.set(row.subject_id, row))
  }
  const evaluations: NewEvaluation[] = []
  for (const [regionId, points] of regions) {
    for (const [day, sites] of byDay) {
      const evaluation = evaluateRegionDay(regionId, day, points, sites)
      if (evaluation) evaluations.push(evaluation)
    }
  }
  await storeEvaluations(db, evaluations)
  return [...regions.keys()]
}

function evaluateRegionDay(
  regionId: string,
  day: string,
  points: readonly Point[],
  sites: ReadonlyMap<string, SiteDay>,
): NewEvaluation | undefined {
  const editions = airEditionsOn(day)
  const expected = points.filter((point) => point.first <= day && day <= point.last)
  const ofKind = (test: (point: Point) => boolean) =>
    expected.filter((point) => test(point) && sites.has(point.site_id))
  const cityPoints = ofKind((point) => point.city_point && !point.city_mean)
  const stand =
    cityPoints.length > 0
      ? expected.filter((point) => point.city_point && !point.city_mean)
      : ofKind((p) => p.city_mean)
  if (!editions || stand.length === 0) return undefined
  const present = stand.flatMap((point) => sites.get(point.site_id) ?? [])
  const concentrations = cityDay(
    stand.map((point) => sites.get(point.site_id)?.result.concentrations ?? {}),
    editions.hj663,
  )
  const result = judgeDay(concentrations, editions)
  return {
    subjectKind: 'region',
    subjectId: regionId,
    standard: 'HJ 633',
    edition: editions.short,
    period: 'day',
    starts: day,
    result: { ...result, stations: present.length, expectedStations: stand.length },
    inputs: present.length,
    valid: measuredCount(result),
    simulated: present.some((site) => site.simulated),
  }
}
