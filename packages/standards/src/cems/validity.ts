import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured, measuredValues, type Reading } from '../missing/reading.ts'

/** The fewest values behind a valid flue-gas mean (HJ 75-2017, HJ 76-2017 Appendix B). */
export const cemsValidity = {
  clause: 'HJ 75-2017 §8; HJ 76-2017 Appendix B',
  minutesPerHour: 45,
  hoursPerDay: 20,
  daysPerMonth: 25,
  daysPerFebruary: 23,
} as const

/** A flue-gas mean with its counts. */
export interface CemsMean {
  readonly mgPerM3: Reading
  readonly validCount: number
  readonly expectedCount: number
  readonly clause: string
}

const monthNumber = want.oneOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])

/** The hourly mean from minute values; valid with 45 (HJ 75-2017 §8). */
export function cemsHourlyMean(minutesMgPerM3: readonly Reading[]): CemsMean {
  checkInput('cemsHourlyMean', { minutesMgPerM3 }, { minutesMgPerM3: want.readings })
  return meanOf(minutesMgPerM3, cemsValidity.minutesPerHour, 60)
}

/** The daily mean from hourly means; valid with 20 (HJ 75-2017 §8). */
export function cemsDailyMean(hoursMgPerM3: readonly Reading[]): CemsMean {
  checkInput('cemsDailyMean', { hoursMgPerM3 }, { hoursMgPerM3: want.readings })
  return meanOf(hoursMgPerM3, cemsValidity.hoursPerDay, 24)
}

/** The monthly mean from daily means; valid with 25 days, in February 23 (HJ 75-2017 §8). */
export function cemsMonthlyMean(daysMgPerM3: readonly Reading[], month: number): CemsMean {
  checkInput('cemsMonthlyMean', { daysMgPerM3, month }, { daysMgPerM3: want.readings, month: monthNumber })
  const least = month === 2 ? cemsValidity.daysPerFebruary : cemsValidity.daysPerMonth
  return meanOf(daysMgPerM3, least, daysMgPerM3.length)
}

function meanOf(readings: readonly Reading[], least: number, expectedCount: number): CemsMean {
  const values = measuredValues(readings)
  const stopped = readings.length > 0 && readings.every((reading) => reading === 'stopped')
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const mgPerM3 = values.length >= least ? mean : stopped ? 'stopped' : 'insufficient'
  return { mgPerM3, validCount: values.length, expectedCount, clause: cemsValidity.clause }
}

/**
 * 有效数据捕集率 of a quarter in percent: valid hours over running hours, `(T − stopped − invalid)/(T − stopped)`
 * (HJ 75-2017 §8). `stopped` when the source ran in no hour.
 */
export function captureRatePercent(hours: readonly Reading[]): Reading {
  checkInput('captureRatePercent', { hours }, { hours: want.readings })
  const running = hours.filter((reading) => reading !== 'stopped')
  return running.length === 0 ? 'stopped' : (running.filter(isMeasured).length * 100) / running.length
}
