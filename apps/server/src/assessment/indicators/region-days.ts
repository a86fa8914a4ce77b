import { daysInYear, dayOfYear } from '@qinglan/periods'
import { sql } from 'kysely'
import type { CivilDate, Provenance } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { airEditionsOn } from '../air/editions.ts'
import type { DayField } from '../air/day-result.ts'
import type { IndicatorAnswer, IndicatorQuestion } from './indicator.ts'
import '../tables.ts'

/** One day of a region, reduced to the figure an indicator is about; null: none that counts. */
export interface DayFigure {
  readonly day: CivilDate
  readonly value: number | null
  readonly stations: number
  readonly simulated: boolean
  readonly computedAt: Date
}

const yearsOfHistory = 10

/** The stored days of a region from ten years back to the day asked, and of earlier years to their ends. */
export async function readRegionDays(
  db: Db,
  { regionId, year, at }: IndicatorQuestion,
  figure: DayField | 'aqi',
): Promise<ReadonlyMap<number, readonly DayFigure[]>> {
  const value = figure === 'aqi' ? sql`result -> 'aqi'` : sql`result -> 'concentrations' -> ${figure}`
  // a reason of absence is no number, and PostgreSQL before 18 casts no JSON null
  const number = sql`case when jsonb_typeof(${value}) = 'number' then (${value})::double precision end`
  const { rows } = await sql<DayFigure>`
    select starts::text as day, ${number} as value, inputs as stations, simulated, computed_at as "computedAt"
    from evaluations
    where subject_kind = 'region' and subject_id = ${regionId} and standard = 'HJ 633' and period = 'day'
      and starts between ${`${year - yearsOfHistory}-01-01`} and ${at}
    order by starts`.execute(db)
  const years = new Map<number, DayFigure[]>()
  for (const row of rows) {
    const own = Number(row.day.slice(0, 4))
    const days = years.get(own)
    if (days) days.push(row)
    else years.set(own, [row])
  }
  return years
}

/** The days of a year that have a figure. */
export interface MeasuredDay extends DayFigure {
  readonly value: number
}
/** The days that have a value. */
export const measured = (days: readonly DayFigure[]): MeasuredDay[] =>
  days.filter((day): day is MeasuredDay => day.value !== null)

/** Days of the year after `at`: what is still to come. */
export const daysLeft = (year: number, at: CivilDate): number =>
  Number(at.slice(0, 4)) > year ? 0 : daysInYear(year) - dayOfYear(at)

/**
 * Earlier years cut at the same day, for the projection. A year counts when both parts have half of their days; a part without them
 * says nothing about its season.
 */
export function historyOf(
  years: ReadonlyMap<number, readonly DayFigure[]>,
  { year, at }: IndicatorQuestion,
  figureOf: (days: readonly MeasuredDay[]) => number,
): IndicatorAnswer['history'] {
  const left = daysLeft(year, at)
  if (left === 0) return []
  return [...years].flatMap(([earlier, all]) => {
    if (earlier >= year) return []
    const days = measured(all)
    const cut = `${earlier}${at.slice(4)}`
    const before = days.filter(({ day }) => day <= cut)
    const after = days.filter(({ day }) => day > cut)
    const enough = before.length * 2 >= daysInYear(year) - left && after.length * 2 >= left
    return enough
      ? [{ year: earlier, toDate: figureOf(before), rest: figureOf(after), whole: figureOf(days) }]
      : []
  })
}

/** Where a figure over days of a region comes from. */
export function provenanceOf(
  days: readonly DayFigure[],
  standard: 'HJ 633' | 'HJ 663',
  { year, at }: IndicatorQuestion,
  note?: Provenance['note'],
): Provenance[] {
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return []
  const editions = airEditionsOn(last.day)
  const edition = (standard === 'HJ 633' ? editions?.hj633 : editions?.hj663) ?? standard
  const valid = measured(days)
  return [
    {
      standard,
      edition: edition.slice(standard.length + 1),
      inputs: dayOfYear(at < `${year}-12-31` ? at : `${year}-12-31`),
      valid: valid.length,
      from: `${year}-01-01`,
      to: at,
      simulated: days.some((day) => day.simulated),
      ...(note ? { note } : {}),
      computedAt: new Date(Math.max(...days.map((day) => day.computedAt.getTime()))).toISOString(),
    },
  ]
}

/** The answer of an indicator before the first valid day of the year. */
export const noDays: Pick<IndicatorAnswer, 'value' | 'missing' | 'fraction' | 'series' | 'provenance'> = {
  value: null,
  missing: { zh: '本年至今没有有效的日评价', en: 'no valid day of this year to date' },
  fraction: null,
  series: [],
  provenance: [],
}
