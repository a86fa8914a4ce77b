/**
 * The named reasons why a value is absent. A gap never becomes 0, NaN or null.
 *
 * - `device` the instrument failed; `line` the line to it; `server` the receiving side
 * - `rejected` measured, and thrown out by review; `calibration` zero, span or quality-control check running
 * - `maintenance` the instrument is serviced; `stopped` the source itself stands still
 * - `over-range` outside what the instrument or the rule can express
 * - `not-measured` nobody set out to measure it; `insufficient` too few values behind a statistic
 * - `deducted` taken out of an evaluation by decision (sand and dust, exceptional events)
 * - `unknown` the source left a blank without saying why
 */
export const missingReasons = [
  'device',
  'line',
  'server',
  'rejected',
  'calibration',
  'maintenance',
  'stopped',
  'over-range',
  'not-measured',
  'insufficient',
  'deducted',
  'unknown',
] as const

/** Why a value is absent: one of `missingReasons`. */
export type Missing = (typeof missingReasons)[number]

/** A value, or the named reason for its absence. */
export type Reading = number | Missing

/** Says whether a reading is a value. */
export function isMeasured(reading: Reading): reading is number {
  return typeof reading === 'number'
}

/** Says whether a reading is a named absence. */
export function isMissing(reading: Reading): reading is Missing {
  return typeof reading === 'string'
}

/** The values among readings, in their order. */
export function measuredValues(readings: readonly Reading[]): number[] {
  return readings.filter(isMeasured)
}
