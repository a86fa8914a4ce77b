import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { civilDateParts, daysFromTo } from '../../editions/civil-date.ts'
import type { CivilDate } from '../../editions/edition.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { exactMean, fractionToNumber } from '../../rounding/mean.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { dailyAqi, hj633On } from '../aqi/aqi.ts'
import type { Hj633Edition } from '../aqi/breakpoints.ts'
import type { DailyConcentrations } from '../aqi/inputs.ts'
import { airLimit, gb3095On, type AreaClass } from '../limits/limits.ts'
import type { Gb3095Edition } from '../limits/limits-table.ts'
import { yearValidity } from '../limits/validity.ts'
import { airDecimals, airPollutants, type AirPollutant } from '../pollutant.ts'
import { compositeIndex, type CompositeIndex } from './composite-index.ts'
import { goodDayRatio, type GoodDayRatio } from './good-days.ts'
import { airStatistic, hj663On, type AirStatistic, type Hj663Edition } from './hj663.ts'
import { complianceRatePercent, judgeYear, type AnnualStatistics, type JudgedYear } from './judge-year.ts'
import { airPercentile, annualPercentiles } from './percentile.ts'

/** The concentrations of one day of a station or city. */
export interface DatedConcentrations extends DailyConcentrations {
  readonly date: CivilDate
}

/** The statistics of one pollutant over a period. */
export interface PollutantPeriod {
  readonly mean: AirStatistic
  readonly percentile: AirStatistic & { readonly percent: number }
  /** Days within and above the daily limit, of those valid (24 h mean; O3 by daily maximum 8 h). */
  readonly daysWithin: number
  readonly daysOver: number
  readonly complianceRatePercent: Reading
}

/** The evaluation of a station or city over a period by HJ 663. */
export interface PeriodEvaluation {
  readonly standard: 'HJ 663'
  readonly edition: Hj663Edition
  readonly from: CivilDate
  readonly to: CivilDate
  /** True for a calendar year: only then do the minimum counts of Table 4 apply and the judgement stand. */
  readonly wholeYear: boolean
  readonly pollutants: Readonly<Record<AirPollutant, PollutantPeriod>>
  /** For part of a year every judgement is `insufficient`. */
  readonly judgement: JudgedYear
  readonly goodDays: GoodDayRatio
  readonly composite: CompositeIndex
}

/** Editions to use instead of those in force on the last day. */
export interface EvaluationOptions {
  readonly edition?: Hj663Edition
  readonly limits?: Gb3095Edition
  /** The index edition for every day; without it each day has the edition in force on it. */
  readonly aqiEdition?: Hj633Edition
  readonly areaClass?: AreaClass
  /** `early` for a place that applied the 2012 editions ahead of the country. */
  readonly scope?: 'national' | 'early'
}

const dailyFields: Readonly<Record<AirPollutant, keyof DailyConcentrations>> = {
  SO2: 'so2DailyMeanUgPerM3',
  NO2: 'no2DailyMeanUgPerM3',
  PM10: 'pm10DailyMeanUgPerM3',
  'PM2.5': 'pm25DailyMeanUgPerM3',
  CO: 'coDailyMeanMgPerM3',
  O3: 'o3DailyMax8hUgPerM3',
}

/**
 * Evaluates a calendar year of daily values: means, percentiles, their validity, compliance, good days and the composite
 * index (HJ 663 §5 and §6, GB 3095 §6.4 Table 4).
 *
 * @param days the valid daily values of one station or city, any order; days left out count as missing
 * @throws StandardsError as `evaluatePeriod`
 */
export function evaluateYear(
  days: readonly DatedConcentrations[],
  year: number,
  options: EvaluationOptions = {},
): PeriodEvaluation {
  checkInput(
    'evaluateYear',
    { days, year, options },
    { days: air.datedDays, year: want.whole, options: air.evaluationOptions },
  )
  return evaluatePeriod(days, `${year}-01-01`, `${year}-12-31`, options)
}

/**
 * Evaluates a month, quarter, year to date or year of daily values (HJ 663 §5 and §6). Without a minimum count: only the
 * calendar year has one.
 *
 * @throws StandardsError `invalid-input` for a day outside the period or given twice; `invalid-date`;
 * StandardNotInForceError when no edition covers the last day
 */
export function evaluatePeriod(
  days: readonly DatedConcentrations[],
  from: CivilDate,
  to: CivilDate,
  options: EvaluationOptions = {},
): PeriodEvaluation {
  checkInput(
    'evaluatePeriod',
    { days, from, to, options },
    { days: air.datedDays, from: want.civilDate, to: want.civilDate, options: air.evaluationOptions },
  )
  requireDaysWithin(days, from, to)
  const edition = options.edition ?? hj663On(to)
  const limits = options.limits ?? gb3095On(to, options.scope)
  const areaClass = options.areaClass ?? 'II'
  const wholeYear = from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31')
  const period = { expectedCount: daysFromTo(from, to), wholeYear, edition, limits, areaClass }
  const rows = airPollutants.map(
    (pollutant) => [pollutant, evaluatePollutant(days, pollutant, period)] as const,
  )
  const pollutants = Object.fromEntries(rows) as Record<AirPollutant, PollutantPeriod>
  return {
    standard: 'HJ 663',
    edition,
    from,
    to,
    wholeYear,
    pollutants,
    judgement: judgeYear(wholeYear ? judgedBy(pollutants) : nothing, limits, areaClass),
    goodDays: {
      ...goodDayRatio(days.map((day) => indexOf(day, options))),
      expectedCount: period.expectedCount,
    },
    composite: compositeIndex(indexStatistics(pollutants), limits),
  }
}

interface Period {
  readonly expectedCount: number
  readonly wholeYear: boolean
  readonly edition: Hj663Edition
  readonly limits: Gb3095Edition
  readonly areaClass: AreaClass
}

function evaluatePollutant(
  days: readonly DatedConcentrations[],
  pollutant: AirPollutant,
  period: Period,
): PollutantPeriod {
  const field = dailyFields[pollutant]
  const daysByMonth = Array.from({ length: 12 }, () => 0)
  const values: number[] = []
  for (const day of days) {
    const reading = day[field] ?? 'not-measured'
    if (isMeasured(reading)) values.push(reading)
    // a day taken out by decision was measured: it must not turn a complete year into an insufficient one
    else if (reading !== 'deducted') continue
    const month = Number(day.date.slice(5, 7)) - 1
    daysByMonth[month] = (daysByMonth[month] ?? 0) + 1
  }
  const valid = period.wholeYear ? yearValidity(daysByMonth, pollutant).valid : values.length > 0
  const counts = { validCount: values.length, expectedCount: period.expectedCount }
  const statistic = (computed: number | undefined, clause: string) =>
    airStatistic(computed, valid, counts, pollutant, period.edition, clause)
  const percent = annualPercentiles[pollutant]
  const some = values.length > 0
  const limit = airLimit(
    pollutant,
    pollutant === 'O3' ? 'mda8' : '24h',
    period.areaClass,
    period.limits,
  ).value
  const daysOver = values.filter(
    (value) => roundComputedHalfEven(value, airDecimals[pollutant]) > limit,
  ).length
  return {
    mean: statistic(some ? fractionToNumber(exactMean(values)) : undefined, 'HJ 663 §6.1, Appendix A.2'),
    percentile: {
      ...statistic(some ? airPercentile(values, percent) : undefined, 'HJ 663 Appendix A.6'),
      percent,
    },
    daysWithin: values.length - daysOver,
    daysOver,
    complianceRatePercent: complianceRatePercent(values.length - daysOver, values.length),
  }
}

const unjudged = { mean: 'insufficient', percentile: 'insufficient' } as const
const nothing: AnnualStatistics = {
  SO2: unjudged,
  NO2: unjudged,
  PM10: unjudged,
  'PM2.5': unjudged,
  CO: unjudged,
  O3: unjudged,
}

function judgedBy(pollutants: Readonly<Record<AirPollutant, PollutantPeriod>>): AnnualStatistics {
  const rows = airPollutants.map((pollutant) => {
    const { mean, percentile } = pollutants[pollutant]
    return [pollutant, { mean: mean.value, percentile: percentile.value }] as const
  })
  return Object.fromEntries(rows) as AnnualStatistics
}

function indexStatistics(
  pollutants: Readonly<Record<AirPollutant, PollutantPeriod>>,
): Record<AirPollutant, Reading> {
  const rows = airPollutants.map((pollutant) => {
    const { mean, percentile } = pollutants[pollutant]
    return [pollutant, pollutant === 'CO' || pollutant === 'O3' ? percentile.judged : mean.judged] as const
  })
  return Object.fromEntries(rows) as Record<AirPollutant, Reading>
}

function indexOf(day: DatedConcentrations, { aqiEdition, scope }: EvaluationOptions): Reading {
  const { date, ...concentrations } = day
  const excused = airPollutants.filter((pollutant) => day[dailyFields[pollutant]] === 'deducted')
  return dailyAqi(concentrations, aqiEdition ?? hj633On(date, scope), { excused }).aqi
}

function requireDaysWithin(days: readonly DatedConcentrations[], from: CivilDate, to: CivilDate): void {
  const seen = new Set<CivilDate>()
  for (const { date } of days) {
    civilDateParts(date)
    const why = seen.has(date)
      ? ['重复', 'given twice']
      : date < from || date > to
        ? ['不在期内', 'outside the period']
        : []
    if (why.length > 0) throw new StandardsError('invalid-input', `${date}${why[0]}`, `${date} is ${why[1]}`)
    seen.add(date)
  }
}
