import type { QualityRow, Reading } from '@qinglan/contract'
import { findFactor } from '@qinglan/hj212'
import { sql } from 'kysely'
import { dayStart } from '@qinglan/periods'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { observedRows, type ObservedRow } from '../signals/observed-rows.ts'
import { limitsOfSite, noLimit, withUnit, type Limit } from '../signals/limits-in-force.ts'
import { hourQuality } from './hour-quality.ts'
import { stopsOfSite, withStops, type Stop } from './stops.ts'
import '../tables.ts'

const hourMs = 3_600_000

interface SiteRow {
  readonly id: number
  readonly name_zh: string
  readonly name_en: string
  readonly simulated: boolean
  /** When its first logger was registered; null without one. */
  readonly registered: Date | null
}

/** First instant of a month and of the next, China Standard Time. @throws QinglanError */
function monthSpan(month: string): readonly [number, number] {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month)
  if (!found) throw badInput(`月份应写作 2026-01,实为 ${month}`, 'a month is written 2026-01')
  const [year, number] = [Number(found[1]), Number(found[2])]
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
  return [dayStart(`${month}-01`), dayStart(next)]
}

/** The factors a site sends hour means of, or has a limit for. */
function factorsOf(rows: readonly ObservedRow[], limits: readonly Limit[]): string[] {
  const found = new Set(limits.map(({ factor }) => factor))
  for (const { values } of rows) {
    for (const key of values.keys()) {
      const [factor = '', statistic = ''] = key.split('/')
      if (statistic.endsWith('Avg')) found.add(factor)
    }
  }
  return [...found].sort()
}

const means = ['ZsAvg', 'Avg'] as const

/** One reading per hour of a period, by the hour's end; where a converted mean is sent, that one. */
export function hoursOf(
  rows: readonly ObservedRow[],
  factor: string,
  from: number,
  to: number,
): (Reading | undefined)[] {
  const hours = Array.from<unknown, Reading | undefined>(
    { length: Math.max(Math.floor((to - from) / hourMs), 0) },
    () => undefined,
  )
  for (const { at, values } of rows) {
    const index = Math.round((at - from) / hourMs) - 1
    const statistic = means.find((s) => values.has(`${factor}/${s}`))
    if (statistic === undefined || index < 0 || index >= hours.length) continue
    hours[index] = values.get(`${factor}/${statistic}`)
  }
  return hours
}

function rowsOfSite(
  site: SiteRow,
  month: string,
  rows: readonly ObservedRow[],
  limits: readonly Limit[],
  stops: readonly Stop[],
  [from, to]: readonly [number, number],
): QualityRow[] {
  return factorsOf(rows, limits).map((factor) => {
    const known = findFactor(factor)
    const limit = limits.find((l) => l.factor === factor) ?? noLimit(factor)
    return {
      siteId: String(site.id),
      site: { zh: site.name_zh, en: site.name_en },
      factor,
      name: { zh: known?.nameZh ?? factor, en: known?.nameEn ?? factor },
      month,
      ...hourQuality(withStops(hoursOf(rows, factor, from, to), stops, from), limit),
      simulated: site.simulated,
    }
  })
}

/** A logger that came within a period is expected to send from its registration on, or from its first data where they are earlier. */
export function expectedFrom(registered: Date | null, firstData: number, from: number): number {
  return registered ? Math.max(from, Math.min(registered.getTime(), firstData)) : from
}

/**
 * The quality of a month's hour means, for each site with a data logger or limits and each of its factors. Of the running month the
 * hours until `now` are expected. @throws QinglanError
 */
export async function monthQuality(db: Db, month: string, now: number): Promise<QualityRow[]> {
  const [from, end] = monthSpan(month)
  const to = Math.min(end, Math.floor(now / hourMs) * hourMs)
  const { rows: sites } = await sql<SiteRow>`
    select id, name_zh, name_en, simulated, (select min(registered_at) from devices d where d.site_id = s.id) as registered from sites s
    where exists (select 1 from devices d where d.site_id = s.id) or exists (select 1 from site_limits l where l.site_id = s.id)
    order by code`.execute(db)
  const result: QualityRow[] = []
  for (const site of sites) {
    const limits = await limitsOfSite(db, site.id)
    const rows = await observedRows(db, site.id, ['h'], from + 1, end + 1, withUnit(limits))
    const first = rows[0] ? rows[0].at - hourMs : Infinity
    const begins = Math.floor(expectedFrom(site.registered, first, from) / hourMs) * hourMs
    const stops = await stopsOfSite(db, site.id, begins, to)
    result.push(...rowsOfSite(site, month, rows, limits, stops, [begins, Math.max(begins, to)]))
  }
  return result
}
