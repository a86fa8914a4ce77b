import type { DayCompliance, Reading } from '@qinglan/contract'
import { addDays, civilDateOf, dayStart } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { observedRows, type ObservedRow } from '../signals/observed-rows.ts'
import { limitsOfSite, withUnit, type Limit } from '../signals/limits-in-force.ts'
import { isOver, meanOf } from '../signals/over-limit.ts'
import { dailyMean } from './daily-mean.ts'
import { expectedFrom, hoursOf } from './month-quality.ts'
import { stopsOfSite, withStops } from './stops.ts'
import '../tables.ts'

const hourMs = 3_600_000
const flowFactor = 'w00000'

interface SiteRow {
  readonly id: number
  readonly name_zh: string
  readonly name_en: string
  readonly simulated: boolean
  /** When its first logger was registered; null without one. */
  readonly registered: Date | null
}

/** First instant of a year, and the end of its last day that has passed, China Standard Time. */
export function yearSpan(year: number, now: number): readonly [from: number, to: number] {
  const [from, end] = [dayStart(`${year}-01-01`), dayStart(`${year + 1}-01-01`)]
  return [from, Math.max(from, Math.min(end, dayStart(civilDateOf(now))))]
}

/** What is known of a site's year. */
interface YearOfSite {
  readonly from: number
  readonly days: readonly ObservedRow[]
  readonly hoursOf: (factor: string) => readonly (Reading | undefined)[]
}

async function readYear(
  db: Db,
  { id: siteId, registered }: SiteRow,
  [yearFrom, to]: readonly [number, number],
  inOneUnit: ReadonlySet<string>,
): Promise<YearOfSite> {
  const hours = await observedRows(db, siteId, ['h'], yearFrom + 1, to + 1, inOneUnit)
  const days = await observedRows(db, siteId, ['d'], yearFrom, to, inOneUnit)
  // whole days, from the one in which its logger came
  const firsts = [hours[0] ? hours[0].at - hourMs : Infinity, days[0]?.at ?? Infinity]
  const from = dayStart(civilDateOf(expectedFrom(registered, Math.min(...firsts), yearFrom)))
  const stops = await stopsOfSite(db, siteId, from, to)
  return {
    from,
    days,
    hoursOf: (factor) => withStops(hoursOf(hours, factor, from, to), stops, from),
  }
}

/** The mean of each day of one factor: what the device sent for the day, else that of its hours. */
function meansOf({ from, days, hoursOf: of }: YearOfSite, limit: Limit): Reading[] {
  const sent = new Map(days.map((row) => [civilDateOf(row.at), meanOf(row, limit)]))
  const [hours, flows] = [of(limit.factor), of(flowFactor)]
  return Array.from({ length: hours.length / 24 }, (_, i) => {
    const part = <T>(list: readonly T[]) => list.slice(i * 24, i * 24 + 24)
    const computed = dailyMean(limit.factor, part(hours), part(flows))
    const isStill = typeof computed === 'object' && computed.missing === 'stopped'
    // what nobody can hold against the limit makes no good day
    if (limit.inDoubt && !isStill) return { missing: 'insufficient' }
    return isStill ? computed : (sent.get(addDays(civilDateOf(from), i)) ?? computed)
  })
}

type Counts = Pick<
  DayCompliance,
  'validDays' | 'compliantDays' | 'unknownDays' | 'stoppedDays' | 'share' | 'exceededDays'
>

/** One day over one limit is a bad day; a day of which a factor is not known is neither good nor bad, unless another was over. */
function countDays(year: YearOfSite, limits: readonly Limit[]): Counts {
  const byFactor = limits.map((limit) => ({ limit, means: meansOf(year, limit) }))
  const days = byFactor[0]?.means.length ?? 0
  const exceededDays: DayCompliance['exceededDays'] = []
  let [compliantDays, unknownDays, stoppedDays, badDays] = [0, 0, 0, 0]
  for (let i = 0; i < days; i += 1) {
    const day = addDays(civilDateOf(year.from), i)
    const means = byFactor.map(({ means: all }) => all[i])
    const over = byFactor.flatMap(({ limit, means: all }) => {
      const mean = all[i]
      const { factor, low, high, unit } = limit
      return typeof mean === 'number' && isOver(mean, limit) ? [{ day, factor, mean, low, high, unit }] : []
    })
    exceededDays.push(...over)
    if (over.length > 0) badDays += 1
    else if (means.every((mean) => typeof mean === 'object' && mean.missing === 'stopped')) stoppedDays += 1
    else if (means.every((mean) => typeof mean === 'number')) compliantDays += 1
    else unknownDays += 1
  }
  const validDays = compliantDays + badDays
  const share = validDays === 0 ? null : compliantDays / validDays
  return { validDays, compliantDays, unknownDays, stoppedDays, share, exceededDays }
}

/** For each site with limits: on how many days of a year its daily means kept them. Days still to come are none. */
export async function yearCompliance(db: Db, year: number, now: number): Promise<DayCompliance[]> {
  const [from, to] = yearSpan(year, now)
  const { rows: sites } = await sql<SiteRow>`
    select id, name_zh, name_en, simulated, (select min(registered_at) from devices d where d.site_id = s.id) as registered from sites s
    where exists (select 1 from site_limits l where l.site_id = s.id and (l.low is not null or l.high is not null))
    order by code`.execute(db)
  const result: DayCompliance[] = []
  for (const row of sites) {
    const { id, name_zh, name_en, simulated } = row
    const limits = (await limitsOfSite(db, id)).filter(({ judges }) => judges)
    const counts = countDays(await readYear(db, row, [from, to], withUnit(limits)), limits)
    const inDoubt = limits.filter((limit) => limit.inDoubt).map(({ factor }) => factor)
    const site = { zh: name_zh, en: name_en }
    result.push({ siteId: String(id), site, year, ...counts, inDoubt, simulated })
  }
  return result
}
