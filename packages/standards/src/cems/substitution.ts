import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'
import { captureRatePercent } from './validity.ts'

/** One hour's emission amount after substitution. */
export interface SubstitutedHour {
  readonly kgPerH: Reading
  /** How many valid hours before the gap the value is the maximum of; 0 for an hour as measured. */
  readonly fromLastHours: 0 | 180 | 720 | 2160
}

/** An emission series without gaps, as far as the rules allow. */
export interface SubstitutedSeries {
  readonly hours: readonly SubstitutedHour[]
  readonly captureRatePercent: Reading
  readonly substitutedCount: number
  /** Gaps without a rule or without an earlier valid hour: manual monitoring, or the authority decides. */
  readonly unresolvedCount: number
  readonly clause: string
}

/**
 * Which earlier hours stand in for a gap: the maximum of the last 180 valid hours for a gap up to 24 h, of 720 for a longer
 * one, both with a capture of 90 % or more; of 2160 with 75 % or more; below that there is no rule (HJ 75-2017 Tables 5
 * and 6; the last part unverified). The same for out-of-control periods and for maintenance or faults.
 */
export function substitutionWindow(
  gapHours: number,
  capturePercent: number,
): 180 | 720 | 2160 | 'insufficient' {
  checkInput(
    'substitutionWindow',
    { gapHours, capturePercent },
    { gapHours: want.finite, capturePercent: want.finite },
  )
  if (capturePercent < 75) return 'insufficient'
  if (capturePercent < 90) return 2160
  return gapHours <= 24 ? 180 : 720
}

/**
 * Fills the gaps of an hourly emission series of one quarter (HJ 75-2017 §8, Tables 5 and 6). For emission amounts only:
 * concentrations and flue parameters are never substituted. Stopped hours stay `stopped`.
 *
 * @param hoursKgPerH the quarter, hour by hour
 * @param validBeforeKgPerH valid hours before the quarter, oldest first, for gaps near its start
 */
export function substituteEmissions(
  hoursKgPerH: readonly Reading[],
  validBeforeKgPerH: readonly number[] = [],
): SubstitutedSeries {
  checkInput(
    'substituteEmissions',
    { hoursKgPerH, validBeforeKgPerH },
    { hoursKgPerH: want.readings, validBeforeKgPerH: want.numbers },
  )
  const capture = captureRatePercent(hoursKgPerH)
  const valid = [...validBeforeKgPerH]
  const hours: SubstitutedHour[] = []
  for (let hour = 0; hour < hoursKgPerH.length;) {
    const reading = hoursKgPerH[hour] ?? 'unknown'
    if (isMeasured(reading) || reading === 'stopped') {
      if (isMeasured(reading)) valid.push(reading)
      hours.push({ kgPerH: reading, fromLastHours: 0 })
      hour++
      continue
    }
    const length = gapLength(hoursKgPerH, hour)
    const window = isMeasured(capture) ? substitutionWindow(length, capture) : 'insufficient'
    const filled = fillFrom(valid, window, reading)
    for (let place = 0; place < length; place++) hours.push(filled)
    hour += length
  }
  const gaps = hoursKgPerH.filter((reading) => !isMeasured(reading) && reading !== 'stopped').length
  const substitutedCount = hours.filter((hour) => hour.fromLastHours > 0).length
  return {
    hours,
    captureRatePercent: capture,
    substitutedCount,
    unresolvedCount: gaps - substitutedCount,
    clause: 'HJ 75-2017 §8 Tables 5 and 6',
  }
}

function fillFrom(
  valid: readonly number[],
  window: 180 | 720 | 2160 | 'insufficient',
  reading: Reading,
): SubstitutedHour {
  if (window === 'insufficient' || valid.length === 0) return { kgPerH: reading, fromLastHours: 0 }
  return {
    kgPerH: valid.slice(-window).reduce((most, value) => Math.max(most, value), 0),
    fromLastHours: window,
  }
}

function gapLength(hours: readonly Reading[], start: number): number {
  let end = start
  while (end < hours.length && !isMeasured(hours[end] ?? 'unknown') && hours[end] !== 'stopped') end++
  return end - start
}
