import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { dividedBy, sumExactly, sumOfProducts } from '../exact/fraction.ts'
import { isMeasured } from '../missing/reading.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { exactMean, fractionToNumber } from '../rounding/mean.ts'

/** One interval of online monitoring (an hour, two hours): concentration and the water discharged in it. */
export interface OnlineInterval {
  readonly concentrationMgPerL: Reading
  readonly flowM3: Reading
}

/** Settings of HJ 356, by edition; all from memory. */
export interface OnlineRule {
  readonly edition: string
  /** Least part of the expected data that must be valid, as a fraction of whole numbers. */
  readonly leastValid: { readonly part: number; readonly whole: number }
}

/**
 * HJ 356-2019: three quarters of a day's data, and of a month's days.
 *
 * Clause: HJ 356-2019.
 */
export const hj356Rule2019: OnlineRule = { edition: 'HJ 356-2019', leastValid: { part: 3, whole: 4 } }

/** Day of online monitoring of one pollutant. */
export interface OnlineDay {
  readonly rule: string
  /** Flow-weighted mean concentration; `insufficient` below the least valid part, `stopped` without discharge. */
  readonly meanMgPerL: Reading
  /** Mass of the valid intervals in kg; a reason with the mean's. */
  readonly dischargeKg: Reading
  readonly validCount: number
  /** Intervals that should have delivered: those of the day less those without discharge. */
  readonly expectedCount: number
  readonly missing: readonly Missing[]
}

const onlineIntervals = want.listOf(want.fields({ concentrationMgPerL: want.reading, flowM3: want.reading }))
const onlineRule = want.fields({
  edition: want.text,
  leastValid: want.fields({ part: want.whole, whole: want.whole }),
})
const dischargeDays = want.listOf(want.fields({ dischargeKg: want.reading, checkPassed: want.flag }))

/**
 * Flow-weighted mean Σ(C·Q)/ΣQ of the valid intervals; what has no flow has no weight. pH is never weighted by flow.
 *
 * Clause: HJ 356-2019.
 *
 * @returns mg/L, unrounded; `stopped` when nothing flowed, `insufficient` when nothing was valid
 * @throws StandardsError `invalid-input` for negative values
 */
export function flowWeightedMean(intervals: readonly OnlineInterval[]): Reading {
  checkInput('flowWeightedMean', { intervals }, { intervals: onlineIntervals })
  const valid = validPairs(intervals)
  if (valid.length === 0) return intervals.length > 0 && intervals.every(isStill) ? 'stopped' : 'insufficient'
  return fractionToNumber(dividedBy(sumOfProducts(valid), sumExactly(valid.map(([, flow]) => flow))))
}

/**
 * Day of a pollutant by HJ 356: the flow-weighted mean and the mass, when three quarters of the expected intervals are
 * valid. An interval without discharge is neither expected nor valid (this library's reading of the rule).
 *
 * Clause: HJ 356-2019.
 *
 * @param intervals all that the day should have, with reasons where a value is missing
 */
export function onlineDay(intervals: readonly OnlineInterval[], rule: OnlineRule = hj356Rule2019): OnlineDay {
  checkInput('onlineDay', { intervals, rule }, { intervals: onlineIntervals, rule: onlineRule })
  const valid = validPairs(intervals)
  const expected = intervals.filter((interval) => !isStill(interval))
  const missing = expected.flatMap(({ concentrationMgPerL, flowM3 }) => {
    if (!isMeasured(concentrationMgPerL)) return [concentrationMgPerL]
    return isMeasured(flowM3) ? [] : [flowM3]
  })
  const head = { rule: rule.edition, validCount: valid.length, expectedCount: expected.length, missing }
  if (intervals.length > 0 && expected.length === 0)
    return { ...head, meanMgPerL: 'stopped', dischargeKg: 'stopped' }
  if (!isEnough(valid.length, expected.length, rule)) {
    return { ...head, meanMgPerL: 'insufficient', dischargeKg: 'insufficient' }
  }
  const grams = sumOfProducts(valid)
  const kilograms = { numerator: grams.numerator, denominator: grams.denominator * 1000n }
  return { ...head, meanMgPerL: flowWeightedMean(intervals), dischargeKg: fractionToNumber(kilograms) }
}

/**
 * Day of pH or temperature: never weighted by flow; the mean is arithmetic (from memory), the extremes meet the range.
 *
 * Clause: HJ 356-2019.
 */
export function onlineDayUnweighted(
  values: readonly Reading[],
  rule: OnlineRule = hj356Rule2019,
): { readonly mean: Reading; readonly lowest: Reading; readonly highest: Reading } {
  checkInput('onlineDayUnweighted', { values, rule }, { values: want.readings, rule: onlineRule })
  const measured = values.filter(isMeasured)
  if (!isEnough(measured.length, values.length, rule)) {
    return { mean: 'insufficient', lowest: 'insufficient', highest: 'insufficient' }
  }
  const mean = fractionToNumber(exactMean(measured))
  return { mean, lowest: Math.min(...measured), highest: Math.max(...measured) }
}

/**
 * Month of a pollutant: the arithmetic mean of its valid daily means, when three quarters of the days have one.
 *
 * Clause: HJ 356-2019.
 */
export function onlineMonth(dailyMeansMgPerL: readonly Reading[], rule: OnlineRule = hj356Rule2019): Reading {
  checkInput('onlineMonth', { dailyMeansMgPerL, rule }, { dailyMeansMgPerL: want.readings, rule: onlineRule })
  const expected = dailyMeansMgPerL.filter((mean) => mean !== 'stopped')
  const measured = expected.filter(isMeasured)
  if (dailyMeansMgPerL.length > 0 && expected.length === 0) return 'stopped'
  return isEnough(measured.length, expected.length, rule)
    ? fractionToNumber(exactMean(measured))
    : 'insufficient'
}

/** A day in a series of discharges. */
export interface DischargeDay {
  readonly dischargeKg: Reading
  /** Whether a check of the analyser was passed on this day. */
  readonly checkPassed: boolean
}

/** The discharge that counts for a day. */
export interface CompletedDischarge {
  readonly dischargeKg: Reading
  readonly substituted: boolean
}

/**
 * Fills days without a valid discharge with the largest valid daily discharge since the last passed check (HJ 356-2019,
 * from memory). Only the mass is substituted, never concentration or flow; a day without discharge stays so, and a day
 * with nothing valid before it keeps its reason.
 *
 * @param days in order of time
 */
export function completeDischarges(days: readonly DischargeDay[]): readonly CompletedDischarge[] {
  checkInput('completeDischarges', { days }, { days: dischargeDays })
  let largest: number | undefined
  return days.map(({ dischargeKg, checkPassed }) => {
    if (checkPassed) largest = undefined
    if (isMeasured(dischargeKg)) {
      largest = Math.max(largest ?? 0, dischargeKg)
      return { dischargeKg, substituted: false }
    }
    const fills = largest !== undefined && dischargeKg !== 'stopped'
    return fills ? { dischargeKg: largest as number, substituted: true } : { dischargeKg, substituted: false }
  })
}

/**
 * Whether manual samples stand in for a failed analyser: four a day or more, at most 6 hours apart (from memory).
 *
 * Clause: HJ 356-2019.
 */
export function manualSamplingHolds(hoursOfDay: readonly number[]): boolean {
  checkInput('manualSamplingHolds', { hoursOfDay }, { hoursOfDay: want.numbers })
  const hours = hoursOfDay.toSorted((a, b) => a - b)
  return (
    hours.length >= 4 && hours.every((hour, index) => index === 0 || hour - (hours[index - 1] ?? hour) <= 6)
  )
}

function isEnough(valid: number, expected: number, rule: OnlineRule): boolean {
  return valid > 0 && valid * rule.leastValid.whole >= expected * rule.leastValid.part
}

function isStill(interval: OnlineInterval): boolean {
  return interval.flowM3 === 0
}

function validPairs(intervals: readonly OnlineInterval[]): (readonly [number, number])[] {
  return intervals.flatMap(({ concentrationMgPerL, flowM3 }) => {
    if (!isMeasured(concentrationMgPerL) || !isMeasured(flowM3) || flowM3 === 0) return []
    if (concentrationMgPerL < 0 || flowM3 < 0) {
      throw new StandardsError(
        'invalid-input',
        '浓度和流量不能为负',
        'concentration and flow cannot be negative',
      )
    }
    return [[concentrationMgPerL, flowM3] as const]
  })
}
