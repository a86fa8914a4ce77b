import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { isMeasured } from '../missing/reading.ts'
import type { Missing, Reading } from '../missing/reading.ts'

/** Hours of day and night (GB 3096-2008 §3). */
export const hoursOfPeriod = { day: 16, night: 8 } as const

/** An equivalent level, and how many hours stood behind it. */
export interface EquivalentLevel {
  /** dB(A), unrounded; `insufficient` when an hour too many is missing. */
  readonly levelDb: Reading
  readonly hours: number
  readonly missing: readonly Missing[]
}

/**
 * Energy mean of levels in dB(A), 10·lg(mean(10^(0.1·L))): loud hours count far more than in an arithmetic mean
 * (GB 3096-2008 §3.2).
 *
 * @throws StandardsError `invalid-input` for no levels
 */
export function energyMeanDb(levelsDb: readonly number[]): number {
  checkInput('energyMeanDb', { levelsDb }, { levelsDb: want.numbers })
  if (levelsDb.length === 0) throw new StandardsError('invalid-input', '没有声级', 'there are no levels')
  const energy = levelsDb.reduce((sum, level) => sum + 10 ** (0.1 * level), 0)
  return 10 * Math.log10(energy / levelsDb.length)
}

/**
 * Ld: the energy mean of the hourly equivalent levels of the day (16 hours).
 *
 * Clause: GB 3096-2008 §3.
 * @param fewestHours below which there is no level; all of them when left out
 */
export function dayLevel(
  hourlyLeqDb: readonly Reading[],
  fewestHours: number = hoursOfPeriod.day,
): EquivalentLevel {
  checkInput(
    'dayLevel',
    { hourlyLeqDb, fewestHours },
    { hourlyLeqDb: want.readings, fewestHours: want.whole },
  )
  return levelOf(hourlyLeqDb, hoursOfPeriod.day, fewestHours)
}

/**
 * Ln: the energy mean of the hourly equivalent levels of the night (8 hours).
 *
 * Clause: GB 3096-2008 §3.
 */
export function nightLevel(
  hourlyLeqDb: readonly Reading[],
  fewestHours: number = hoursOfPeriod.night,
): EquivalentLevel {
  checkInput(
    'nightLevel',
    { hourlyLeqDb, fewestHours },
    { hourlyLeqDb: want.readings, fewestHours: want.whole },
  )
  return levelOf(hourlyLeqDb, hoursOfPeriod.night, fewestHours)
}

function levelOf(hourlyLeqDb: readonly Reading[], hours: number, fewest: number): EquivalentLevel {
  if (hourlyLeqDb.length > hours) {
    throw new StandardsError('invalid-input', `时段至多${hours}小时`, `the period has ${hours} hours at most`)
  }
  const measured = hourlyLeqDb.filter(isMeasured)
  const unlisted = Array.from({ length: hours - hourlyLeqDb.length }, () => 'not-measured' as const)
  const missing = [...hourlyLeqDb.filter((reading) => !isMeasured(reading)), ...unlisted]
  const enough = measured.length > 0 && measured.length >= fewest
  return { levelDb: enough ? energyMeanDb(measured) : 'insufficient', hours: measured.length, missing }
}
