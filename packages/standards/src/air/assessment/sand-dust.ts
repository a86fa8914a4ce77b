import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import type { CivilDate } from '../../editions/edition.ts'
import { isMeasured, measuredValues, type Reading } from '../../missing/reading.ts'
import {
  evaluateYear,
  type DatedConcentrations,
  type EvaluationOptions,
  type PeriodEvaluation,
} from './evaluate-period.ts'

/** An event whose particles are taken out of the assessment by decision (沙尘, 例外事件). */
export interface ExceptionalEvent {
  readonly kind: 'sand-dust' | 'other'
  readonly from: CivilDate
  readonly to: CivilDate
  readonly pollutants: readonly ('PM10' | 'PM2.5')[]
  /** The document that decided it. */
  readonly basis: string
}

/**
 * The days with the particles of decided events taken out: the variant 扣除 (环办监测〔2016〕120号, since 2017-01-01). The
 * raw days are the variant 保留; compute every statistic from both. A deducted day is out of the statistics and still counts
 * towards the fewest days of a year (unverified): dusty springs would otherwise leave a city without a year.
 */
export function deductEvents(
  days: readonly DatedConcentrations[],
  events: readonly ExceptionalEvent[],
): DatedConcentrations[] {
  checkInput('deductEvents', { days, events }, { days: air.datedDays, events: air.events })
  return days.map((day) => {
    const struck = events.filter((event) => event.from <= day.date && day.date <= event.to)
    const strikes = (pollutant: 'PM10' | 'PM2.5') =>
      struck.some((event) => event.pollutants.includes(pollutant))
    return {
      ...day,
      ...(strikes('PM10') ? { pm10DailyMeanUgPerM3: 'deducted' as const } : {}),
      ...(strikes('PM2.5') ? { pm25DailyMeanUgPerM3: 'deducted' as const } : {}),
    }
  })
}

/** A year in both variants, with the mixture that national reports print. */
export interface YearWithEvents {
  /** 保留: everything as measured. */
  readonly kept: PeriodEvaluation
  /** 扣除: decided particles left out. */
  readonly deducted: PeriodEvaluation
  /** Concentrations and composite index without dust, shares of good and heavy days with it (practice, one source). */
  readonly reported: Pick<PeriodEvaluation, 'pollutants' | 'judgement' | 'composite' | 'goodDays'>
}

/** Evaluates a year with decided events kept and deducted (环办监测〔2016〕120号); errors as `evaluateYear`. */
export function evaluateYearWithEvents(
  days: readonly DatedConcentrations[],
  events: readonly ExceptionalEvent[],
  year: number,
  options: EvaluationOptions = {},
): YearWithEvents {
  checkInput(
    'evaluateYearWithEvents',
    { days, events, year, options },
    { days: air.datedDays, events: air.events, year: want.whole, options: air.evaluationOptions },
  )
  const kept = evaluateYear(days, year, options)
  const deducted = evaluateYear(deductEvents(days, events), year, options)
  const { pollutants, judgement, composite } = deducted
  return { kept, deducted, reported: { pollutants, judgement, composite, goodDays: kept.goodDays } }
}

/** A stretch of hours that looks like sand and dust: indices into the hourly series, both inclusive. */
export interface DustStretch {
  readonly startIndex: number
  readonly endIndex: number
}

/**
 * Proposes sand and dust stretches in a city's hourly series, for a person to decide (rule unverified): it starts
 * when PM10 is above 150 and at least twice the mean of the 6 hours before while PM2.5/PM10 is at most half its ratio then;
 * it ends before the hour in which PM10 is back within 10 % of that mean.
 *
 * Clause: 环办监测〔2016〕120号, annex.
 *
 * @param pm10HourlyUgPerM3 consecutive hours
 * @param pm25HourlyUgPerM3 the same hours
 */
export function proposeDustStretches(
  pm10HourlyUgPerM3: readonly Reading[],
  pm25HourlyUgPerM3: readonly Reading[],
): DustStretch[] {
  checkInput(
    'proposeDustStretches',
    { pm10HourlyUgPerM3, pm25HourlyUgPerM3 },
    { pm10HourlyUgPerM3: want.readings, pm25HourlyUgPerM3: want.readings },
  )
  const found: DustStretch[] = []
  for (let hour = 6; hour < pm10HourlyUgPerM3.length; hour++) {
    const before = meanBefore(pm10HourlyUgPerM3, hour)
    const fineBefore = meanBefore(pm25HourlyUgPerM3, hour)
    const coarse = pm10HourlyUgPerM3[hour]
    const fine = pm25HourlyUgPerM3[hour]
    if (
      before === undefined ||
      fineBefore === undefined ||
      typeof coarse !== 'number' ||
      typeof fine !== 'number'
    )
      continue
    const starts = coarse > 150 && coarse >= 2 * before && fine * before * 2 <= fineBefore * coarse
    if (!starts) continue
    const after = pm10HourlyUgPerM3.findIndex(
      (value, index) => index > hour && isMeasured(value) && value <= before * 1.1,
    )
    const endIndex = (after === -1 ? pm10HourlyUgPerM3.length : after) - 1
    found.push({ startIndex: hour, endIndex })
    hour = endIndex
  }
  return found
}

function meanBefore(series: readonly Reading[], hour: number): number | undefined {
  const values = measuredValues(series.slice(hour - 6, hour))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
