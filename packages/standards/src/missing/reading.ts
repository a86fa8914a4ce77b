import { InvalidInputError } from '../errors/invalid-input-error.ts'

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

const reasons: ReadonlySet<unknown> = new Set(missingReasons)

/** Says whether anything is one of `missingReasons`. */
export function isReason(given: unknown): given is Missing {
  return reasons.has(given)
}

/** Says whether a reading is a value. @throws InvalidInputError for what is neither a finite number nor a known reason */
export function isMeasured(reading: Reading): reading is number {
  return isValue(reading, 'isMeasured')
}

/** Says whether a reading is a named absence. @throws InvalidInputError as `isMeasured` */
export function isMissing(reading: Reading): reading is Missing {
  return !isValue(reading, 'isMissing')
}

/** The values among readings, in their order. @throws InvalidInputError as `isMeasured` */
export function measuredValues(readings: readonly Reading[]): number[] {
  if (!Array.isArray(readings)) {
    throw new InvalidInputError('measuredValues', {
      field: 'readings',
      given: readings,
      expectedZh: '数组',
      expectedEn: 'an array',
      code: 'invalid-input',
    })
  }
  return readings.filter((reading: Reading) => isValue(reading, 'measuredValues'))
}

function isValue(reading: Reading, name: string): reading is number {
  if (typeof reading === 'number' && Number.isFinite(reading)) return true
  if (reasons.has(reading)) return false
  throw new InvalidInputError(name, {
    field: 'reading',
    given: reading,
    expectedZh: `有限数值或缺测原因（${missingReasons.join('、')}）`,
    expectedEn: `a finite number or a reason (${missingReasons.join(', ')})`,
    code: 'invalid-number',
  })
}
