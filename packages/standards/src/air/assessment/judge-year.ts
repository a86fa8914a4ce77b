import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { toFraction } from '../../rounding/decimal.ts'
import { roundComputedHalfEven, roundFractionHalfEven } from '../../rounding/round.ts'
import { airLimit, type AirLimit, type AreaClass } from '../limits/limits.ts'
import type { Gb3095Edition } from '../limits/limits-table.ts'
import { airDecimals, airPollutants, type AirPollutant } from '../pollutant.ts'

/** A yearly statistic held against its limit. */
export interface JudgedStatistic {
  /** Rounded to the decimals of compliance, or why it cannot be judged. */
  readonly judged: Reading
  readonly limit: AirLimit
  readonly complies: boolean | 'insufficient'
  /** 超标倍数 (C − S)/S to two decimals; 0 when within the limit. */
  readonly overLimitMultiple: Reading
}

/** The year's judgement of one pollutant; CO and O3 have no yearly mean limit. */
export interface JudgedPollutant {
  readonly mean: JudgedStatistic | 'no-limit'
  readonly percentile: JudgedStatistic
  readonly complies: boolean | 'insufficient'
}

/** The year's judgement of a place. */
export interface JudgedYear {
  readonly limits: Gb3095Edition
  readonly areaClass: AreaClass
  readonly pollutants: Readonly<Record<AirPollutant, JudgedPollutant>>
  /** True when all six comply, false when one does not, `insufficient` when none fails and one is unknown. */
  readonly complies: boolean | 'insufficient'
  readonly exceeding: readonly AirPollutant[]
  readonly clause: string
}

/** The two yearly statistics of each pollutant, unrounded; µg/m³, CO in mg/m³. CO and O3 have no limit for a mean. */
export type AnnualStatistics = Readonly<
  Record<AirPollutant, { readonly mean?: Reading; readonly percentile: Reading }>
>

const annualStatistics = want.recordOf(
  airPollutants,
  want.fields({ mean: want.optional(want.reading), percentile: want.reading }),
)

/**
 * Judges the yearly statistics of a place against the limits: a pollutant complies when its mean and its percentile are
 * both within, after rounding; CO and O3 by percentile alone; a place when all six do (HJ 663 §5.1, unverified).
 */
export function judgeYear(
  statistics: AnnualStatistics,
  limits: Gb3095Edition,
  areaClass: AreaClass = 'II',
): JudgedYear {
  checkInput(
    'judgeYear',
    { statistics, limits, areaClass },
    { statistics: annualStatistics, limits: air.gb3095, areaClass: air.areaClass },
  )
  const rows = airPollutants.map((pollutant) => {
    const { mean = 'not-measured', percentile } = statistics[pollutant]
    return [pollutant, judgePollutant(pollutant, mean, percentile, limits, areaClass)] as const
  })
  return {
    limits,
    areaClass,
    pollutants: Object.fromEntries(rows) as Record<AirPollutant, JudgedPollutant>,
    complies: together(rows.map(([, row]) => row.complies)),
    exceeding: rows.filter(([, row]) => row.complies === false).map(([pollutant]) => pollutant),
    clause: 'HJ 663 §5.1',
  }
}

/**
 * 超标倍数: by how much a concentration exceeds its limit, `(C − S)/S` to two decimals, half to even; 0 within the limit
 * (HJ 663 Appendix A.4, unverified). Both in the same unit, the concentration already rounded for judging.
 */
export function overLimitMultiple(concentration: number, limit: number): number {
  checkInput(
    'overLimitMultiple',
    { concentration, limit },
    { concentration: want.finite, limit: want.finite },
  )
  if (concentration <= limit) return 0
  const c = toFraction(concentration)
  const s = toFraction(limit)
  const numerator = c.numerator * s.denominator - s.numerator * c.denominator
  return roundFractionHalfEven({ numerator, denominator: c.denominator * s.numerator }, 2)
}

/** 达标率: days within the limit over valid days, percent, one decimal (HJ 663 Appendix A.5, unverified). */
export function complianceRatePercent(daysWithin: number, validDays: number): Reading {
  checkInput(
    'complianceRatePercent',
    { daysWithin, validDays },
    { daysWithin: want.whole, validDays: want.whole },
  )
  if (validDays === 0) return 'insufficient'
  return roundFractionHalfEven({ numerator: BigInt(daysWithin) * 100n, denominator: BigInt(validDays) }, 1)
}

function judgePollutant(
  pollutant: AirPollutant,
  mean: Reading,
  percentile: Reading,
  edition: Gb3095Edition,
  areaClass: AreaClass,
): JudgedPollutant {
  const byDay = judgeStatistic(
    percentile,
    airLimit(pollutant, pollutant === 'O3' ? 'mda8' : '24h', areaClass, edition),
  )
  if (pollutant === 'CO' || pollutant === 'O3')
    return { mean: 'no-limit', percentile: byDay, complies: byDay.complies }
  const byYear = judgeStatistic(mean, airLimit(pollutant, 'year', areaClass, edition))
  return { mean: byYear, percentile: byDay, complies: together([byYear.complies, byDay.complies]) }
}

function judgeStatistic(value: Reading, limit: AirLimit): JudgedStatistic {
  if (!isMeasured(value)) return { judged: value, limit, complies: 'insufficient', overLimitMultiple: value }
  const judged = roundComputedHalfEven(value, airDecimals[limit.pollutant as AirPollutant])
  return {
    judged,
    limit,
    complies: judged <= limit.value,
    overLimitMultiple: overLimitMultiple(judged, limit.value),
  }
}

function together(parts: readonly (boolean | 'insufficient')[]): boolean | 'insufficient' {
  if (parts.includes(false)) return false
  return parts.includes('insufficient') ? 'insufficient' : true
}
