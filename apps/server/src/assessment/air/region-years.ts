import { evaluatePeriod, gb3095On, isMeasured, type DatedConcentrations } from '@qinglan/standards'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { storeEvaluations, type NewEvaluation } from '../evaluations.ts'
import type { DayResult } from './day-result.ts'
import { airEditionsOn } from './editions.ts'

interface Row {
  readonly region: string
  readonly day: string
  readonly concentrations: DayResult['concentrations']
  readonly simulated: boolean
}

/**
 * Evaluates the years of regions to the last day they have (HJ 663 §5 and §6): means, percentiles, validity, compliance, good days and
 * the composite index. Only a whole calendar year is judged; before its end every judgement says `insufficient`.
 */
export async function evaluateRegionYears(
  db: Db,
  regionIds: readonly string[],
  years: ReadonlySet<string>,
): Promise<void> {
  if (regionIds.length === 0) return
  const evaluations: NewEvaluation[] = []
  for (const year of years) {
    const { rows } = await sql<Row>`
      select subject_id as region, starts::text as day, result -> 'concentrations' as concentrations, simulated
      from evaluations
      where subject_kind = 'region' and subject_id = any(${regionIds}) and standard = 'HJ 633' and period = 'day'
        and starts between ${`${year}-01-01`} and ${`${year}-12-31`}
      order by starts`.execute(db)
    for (const [region, days] of Map.groupBy(rows, (row) => row.region)) {
      const evaluation = evaluateYearToDate(region, year, days)
      if (evaluation) evaluations.push(evaluation)
    }
  }
  await storeEvaluations(db, evaluations)
}

function evaluateYearToDate(region: string, year: string, days: readonly Row[]): NewEvaluation | undefined {
  const last = days.at(-1)
  const editions = last && airEditionsOn(last.day)
  if (!editions) return undefined
  const dated = days.map(({ day, concentrations }): DatedConcentrations => ({ date: day, ...concentrations }))
  // years before the nationwide date take what the early places applied; later ones choose by the day themselves
  const early = year < '2016' ? { aqiEdition: editions.hj633, limits: gb3095On(last.day, 'early') } : {}
  const judged = evaluatePeriod(dated, `${year}-01-01`, last.day, { edition: editions.hj663, ...early })
  return {
    subjectKind: 'region',
    subjectId: region,
    standard: 'HJ 663',
    edition: judged.edition.slice('HJ 663-'.length),
    period: 'year',
    starts: `${year}-01-01`,
    result: { ...judged },
    inputs: days.length,
    valid: days.filter((day) => isMeasured(day.concentrations.pm25DailyMeanUgPerM3)).length,
    simulated: days.some((day) => day.simulated),
  }
}
