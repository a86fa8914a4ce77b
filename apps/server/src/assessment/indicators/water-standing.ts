import { addDays, lastDayOfMonth } from '@qinglan/periods'
import { annualMean, monthlyMean } from '@qinglan/standards'
import { sql } from 'kysely'
import type { Bilingual, CivilDate, Provenance, SeriesPoint } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { judgeWater, readWaterSamples, waterSite, type WaterMonthResult } from '../water/section-months.ts'
import type { IndicatorQuestion } from './indicator.ts'
import { regionWithin } from './region-within.ts'

/** One month of a section as of a day. */
export interface StandingMonth {
  readonly month: number
  readonly result: WaterMonthResult
  readonly simulated: boolean
  readonly computedAt: Date
}

/** A section or source with its months of the year up to the day asked. */
export interface Standing {
  readonly siteId: number
  readonly code: string
  readonly name: Bilingual
  readonly attributes: Readonly<Record<string, unknown>>
  readonly months: readonly StandingMonth[]
}

/** Which sections or sources, and up to which day of the year. */
export interface StandingQuestion extends Pick<IndicatorQuestion, 'year' | 'at'> {
  readonly regionId?: string | undefined
  readonly kind: 'water-section' | 'water-source'
  /** One of `attributes.levels`; undefined: all. */
  readonly level: string | undefined
}

interface SiteRow {
  readonly id: number
  readonly code: string
  readonly name_zh: string
  readonly name_en: string
  readonly attributes: Record<string, unknown>
}

interface MonthRow {
  readonly subject_id: string
  readonly starts: string
  readonly result: WaterMonthResult
  readonly simulated: boolean
  readonly computed_at: Date
}

/** Reads the stored months; where one holds samples from after the day asked, it is judged again without them. */
export async function readStandings(db: Db, question: StandingQuestion): Promise<readonly Standing[]> {
  const { year, at, kind, level, regionId } = question
  const { rows: sites } = await sql<SiteRow>`
    select id, code, name_zh, name_en, attributes from sites
    where kind = ${kind}
      and ${regionId === undefined ? sql`true` : sql`region_id in ${regionWithin(regionId)}`}
      and ${level === undefined ? sql`true` : sql`attributes -> 'levels' ? ${level}`}
    order by code`.execute(db)
  if (sites.length === 0) return []
  const { rows } = await sql<MonthRow>`
    select subject_id, starts::text, result, simulated, computed_at from evaluations
    where subject_kind = 'site' and subject_id = any(${sites.map((site) => String(site.id))}) and standard = 'GB 3838' and period = 'month'
      and starts between ${`${year}-01-01`} and ${at} and starts <= ${`${year}-12-31`}
    order by starts`.execute(db)
  const bySite = new Map<string, StandingMonth[]>()
  for (const row of rows) {
    const months = bySite.get(row.subject_id) ?? []
    bySite.set(row.subject_id, months)
    const month = Number(row.starts.slice(5, 7))
    months.push({ month, result: row.result, simulated: row.simulated, computedAt: row.computed_at })
  }
  await cutAt(db, at, sites, bySite)
  return sites.map((site) => ({
    siteId: site.id,
    code: site.code,
    name: { zh: site.name_zh, en: site.name_en },
    attributes: site.attributes,
    months: bySite.get(String(site.id)) ?? [],
  }))
}

/** Judges the last months again that reach beyond the day asked. */
async function cutAt(
  db: Db,
  at: CivilDate,
  sites: readonly SiteRow[],
  bySite: Map<string, StandingMonth[]>,
): Promise<void> {
  const beyond = sites.filter((site) => (bySite.get(String(site.id))?.at(-1)?.result.lastDay ?? '') > at)
  if (beyond.length === 0) return
  const first = `${at.slice(0, 7)}-01`
  const days: string[] = []
  for (let day = first; day <= at; day = addDays(day, 1)) days.push(day)
  const samples = await readWaterSamples(db, new Map(beyond.map((site) => [site.id, days])))
  for (const site of beyond) {
    const months = bySite.get(String(site.id)) ?? []
    const cut = months.pop()
    const taken = (samples.get(site.id)?.get(at.slice(0, 7)) ?? []).filter((one) => one.day <= at)
    if (!cut || taken.length === 0) continue
    const water = waterSite(site.id, site.attributes)
    const means = monthlyMean(taken.map((one) => one.sample)).sampleMgPerL
    const all = [...months.map((month) => month.result.means), means]
    const toDate = { ...judgeWater(annualMean(all, 1).sampleMgPerL, water), months: all.length }
    const result = {
      ...judgeWater(means, water),
      means,
      samples: taken.length,
      lastDay: taken.at(-1)?.day ?? at,
      toDate,
    }
    months.push({ ...cut, result })
  }
}

/** The class of the mean of the months to date, at a month of the year; null while there is nothing to judge by. */
export const rankToDate = (standing: Standing, month = 12): number | null =>
  standing.months.findLast((row) => row.month <= month)?.result.toDate.rank ?? null

/** Counts of sections that pass, of those that can be judged. */
export interface Count {
  readonly passing: number
  readonly judged: number
}

/** Counts the places that pass among those that could be judged. */
export function countPassing(ranks: readonly (number | null)[], passes: (rank: number) => boolean): Count {
  const judged = ranks.filter((rank) => rank !== null)
  return { passing: judged.filter(passes).length, judged: judged.length }
}

/** A point per month: the months' own classes, and those of the means to date. */
export function monthlySeries(
  standings: readonly Standing[],
  { year, at }: Pick<IndicatorQuestion, 'year' | 'at'>,
  figureOf: (ranks: readonly (number | null)[]) => number | null,
): SeriesPoint[] {
  const series: SeriesPoint[] = []
  for (let month = 1; month <= 12; month++) {
    const period = `${year}-${String(month).padStart(2, '0')}-01`
    if (period > at) break
    const own = standings.map(
      (standing) => standing.months.find((row) => row.month === month)?.result.rank ?? null,
    )
    const toDate = standings.map((standing) => rankToDate(standing, month))
    series.push({ period, value: figureOf(own), toDate: figureOf(toDate) })
  }
  return series
}

/** Where figures over sections come from: the limits and the method. */
export function waterProvenance(
  standings: readonly Standing[],
  { year, at }: Pick<IndicatorQuestion, 'year' | 'at'>,
): Provenance[] {
  const months = standings.flatMap((standing) => standing.months)
  if (months.length === 0) return []
  const base = {
    inputs: standings.length,
    valid: standings.filter((standing) => rankToDate(standing) !== null).length,
    from: `${year}-01-01`,
    to: at < `${year}-12-31` ? at : lastDayOfMonth(year, 12),
    simulated: months.some((month) => month.simulated),
    computedAt: new Date(Math.max(...months.map((month) => month.computedAt.getTime()))).toISOString(),
  }
  return [
    { standard: 'GB 3838', edition: '2002', ...base },
    { standard: '环办[2011]22号', edition: '2011', ...base },
  ]
}
