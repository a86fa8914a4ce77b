import { StandardsError } from '../errors/standards-error.ts'
import type { CivilDate } from './edition.ts'

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Says whether a year has a February 29th. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** The twelve month lengths of a year. */
export function monthLengths(year: number): number[] {
  return longestMonths.map((days, index) => (index === 1 && !isLeapYear(year) ? 28 : days))
}

/**
 * The parts of a calendar date.
 *
 * @throws StandardsError `invalid-date`
 */
export function civilDateParts(date: CivilDate): { year: number; month: number; day: number } {
  if (!isCivilDate(date)) {
    throw new StandardsError(
      'invalid-date',
      `“${date}”不是日期（YYYY-MM-DD）`,
      `"${date}" is no date (YYYY-MM-DD)`,
    )
  }
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) }
}

/** Says whether anything is a calendar date. */
export function isCivilDate(given: unknown): boolean {
  const match = typeof given === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(given) : null
  const longest = match === null ? 0 : (monthLengths(Number(match[1]))[Number(match[2]) - 1] ?? 0)
  return Number(match?.[3]) >= 1 && Number(match?.[3]) <= longest
}

/** The number of days from one date to another, both counted. */
export function daysFromTo(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from) + 1
}

function dayNumber(date: CivilDate): number {
  const { year, month, day } = civilDateParts(date)
  const past = year - 1
  const before = monthLengths(year).slice(0, month - 1)
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
  return past * 365 + leaps + before.reduce((sum, days) => sum + days, 0) + day
}
