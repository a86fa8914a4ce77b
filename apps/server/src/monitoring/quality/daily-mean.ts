import type { Reading } from '@qinglan/contract'
import {
  cemsDailyMean,
  cemsValidity,
  hj356Rule2019,
  onlineDay,
  onlineDayUnweighted,
  type Reading as NamedReading,
} from '@qinglan/standards'

const hoursOfDay = 24
/** pH and water temperature are means of what they are; concentrations count by the water they were in (HJ 356-2019, from memory). */
const unweighted: ReadonlySet<string> = new Set(['w01001', 'w01010'])

/** Factors of gas begin with `a` in HJ 212-2017; all else is held against the rules of waste water. */
export const isGas = (factor: string): boolean => factor.startsWith('a')

const isNumber = (reading: Reading | undefined): reading is number => typeof reading === 'number'
/** Whether the source stood still. */
export const isStopped = (reading: Reading | undefined): boolean =>
  typeof reading === 'object' && reading.missing === 'stopped'

const named = (reading: Reading | undefined): NamedReading => {
  if (reading === undefined) return 'not-measured'
  if (typeof reading === 'number') return reading
  return reading.missing === 'below-detection' ? 'insufficient' : reading.missing
}

/**
 * Whether the hours of a day are enough for it: 20 of 24 for gas (HJ 75-2017), three quarters for waste water (HJ 356-2019; both
 * UNVERIFIED), of the hours in which the source ran; undefined when it stood still all day.
 */
export function isValidDay(factor: string, hours: readonly (Reading | undefined)[]): boolean | undefined {
  const running = hours.filter((reading) => !isStopped(reading))
  if (running.length === 0) return undefined
  const valid = running.filter(isNumber).length
  const { part, whole } = isGas(factor)
    ? { part: cemsValidity.hoursPerDay, whole: hoursOfDay }
    : hj356Rule2019.leastValid
  return valid > 0 && valid * whole >= running.length * part
}

/** The mean of a day from its hours, or why there is none; `flows` weigh waste water where they are known. */
export function dailyMean(
  factor: string,
  hours: readonly (Reading | undefined)[],
  flows: readonly (Reading | undefined)[],
): Reading {
  const valid = isValidDay(factor, hours)
  if (valid === undefined) return { missing: 'stopped' }
  if (!valid) return { missing: 'insufficient' }
  const running = [...hours.keys()].filter((i) => !isStopped(hours[i]))
  const readings = running.map((i) => named(hours[i]))
  const mean = (() => {
    if (isGas(factor)) {
      const values = readings.filter((reading) => typeof reading === 'number')
      return values.length >= cemsValidity.hoursPerDay
        ? cemsDailyMean(readings).mgPerM3
        : values.reduce((sum, value) => sum + value, 0) / values.length // fewer hours, for it stood still in the others
    }
    const isWeighted = !unweighted.has(factor) && flows.some(isNumber)
    if (!isWeighted) return onlineDayUnweighted(readings).mean
    return onlineDay(running.map((i) => ({ concentrationMgPerL: named(hours[i]), flowM3: named(flows[i]) })))
      .meanMgPerL
  })()
  if (typeof mean === 'number') return mean
  return { missing: mean === 'stopped' ? 'stopped' : 'insufficient' }
}
