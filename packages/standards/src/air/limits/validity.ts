import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import type { LimitedPollutant } from './limits-table.ts'

/** The fewest values that make a statistic valid (GB 3095 §6.4 Table 4; the same numbers in 2012 and 2026). */
export const airValidity = {
  clause: 'GB 3095 §6.4 Table 4',
  /** SO2, NO2, CO, O3, NOx: minutes of sampling in an hour. */
  minutesPerHour: 45,
  /** SO2, NO2, CO, PM10, PM2.5, NOx: hourly values in a day. */
  hoursPerDay: 20,
  /** O3: hourly values in eight hours. */
  hoursPer8Hours: 6,
  /** SO2, NO2, PM10, PM2.5, NOx (CO and O3 by HJ 663): daily values in a year, a month, a February. */
  daysPerYear: 324,
  daysPerMonth: 27,
  daysPerFebruary: 25,
  /** TSP, BaP, Pb: hours of sampling in a day, and evenly spread days. */
  samplingHoursPerDay: 24,
  sampledDaysPerYear: 60,
  sampledDaysPerMonth: 5,
  sampledDaysPerQuarter: 15,
} as const

const manual: readonly LimitedPollutant[] = ['TSP', 'BaP', 'Pb']

/** How many valid days a year holds, and whether they suffice. */
export interface YearValidity {
  readonly valid: boolean
  readonly validDays: number
  /** Months (1–12) with too few valid days. */
  readonly shortMonths: readonly number[]
  readonly clause: string
}

/**
 * Says whether the valid days of a calendar year suffice for a yearly statistic (GB 3095 §6.4 Table 4).
 *
 * @param daysByMonth twelve counts of valid days, January first
 * @param pollutant TSP, BaP and Pb are sampled by hand and need 60 days, 5 each month; the others 324, 27, 25
 */
export function yearValidity(daysByMonth: readonly number[], pollutant: LimitedPollutant): YearValidity {
  checkInput(
    'yearValidity',
    { daysByMonth, pollutant },
    { daysByMonth: want.numbers, pollutant: air.limitedPollutant },
  )
  const sampled = manual.includes(pollutant)
  const perYear = sampled ? airValidity.sampledDaysPerYear : airValidity.daysPerYear
  const shortMonths: number[] = []
  let validDays = 0
  for (let month = 1; month <= 12; month++) {
    const days = daysByMonth[month - 1] ?? 0
    validDays += days
    if (days < leastDays(month, sampled)) shortMonths.push(month)
  }
  return {
    valid: validDays >= perYear && shortMonths.length === 0,
    validDays,
    shortMonths,
    clause: airValidity.clause,
  }
}

/**
 * Says whether the valid sampling days of a quarter suffice for a quarterly mean of Pb: 15, and 5 each month
 * (GB 3095 §6.4 Table 4).
 */
export function quarterValidity(daysByMonth: readonly [number, number, number]): boolean {
  checkInput('quarterValidity', { daysByMonth }, { daysByMonth: want.numbers })
  const [first, second, third] = daysByMonth
  const least = airValidity.sampledDaysPerMonth
  return (
    first + second + third >= airValidity.sampledDaysPerQuarter && Math.min(first, second, third) >= least
  )
}

function leastDays(month: number, sampled: boolean): number {
  if (sampled) return airValidity.sampledDaysPerMonth
  return month === 2 ? airValidity.daysPerFebruary : airValidity.daysPerMonth
}
