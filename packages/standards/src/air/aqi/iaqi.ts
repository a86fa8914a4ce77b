import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import { isMissing, type Reading } from '../../missing/reading.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { airDecimals } from '../pollutant.ts'
import { breakpoints, columnPollutant, iaqiSteps, type Hj633Edition, type IaqiColumn } from './breakpoints.ts'

/**
 * The individual air quality index of one concentration, rounded up (HJ 633-2012 §4.2, HJ 633-2026 §4.2.4).
 *
 * The concentration is first rounded half to even to whole µg/m³, CO to 0.1 mg/m³ (stated in 2026; taken over for 2012),
 * then interpolated in whole numbers, so that CO 24 h 2.2 gives 55. Above the last breakpoint the index is 500; SO2 1 h
 * above 800 and O3 8 h above 800 are 200 and 300 in 2026, and have no sub-index (`over-range`) in 2012.
 *
 * @param concentration µg/m³, for CO mg/m³; a named absence is handed back
 * @throws StandardsError `invalid-number` for a concentration that is no number or below zero after rounding
 */
export function individualAqi(column: IaqiColumn, concentration: Reading, edition: Hj633Edition): Reading {
  checkInput(
    'individualAqi',
    { column, concentration, edition },
    { column: air.column, concentration: want.reading, edition: air.hj633 },
  )
  return subIndexOf(column, concentration, edition)
}

/** `individualAqi` of arguments already looked at. */
export function subIndexOf(column: IaqiColumn, concentration: Reading, edition: Hj633Edition): Reading {
  if (isMissing(concentration)) return concentration
  const decimals = airDecimals[columnPollutant[column]]
  const rounded = roundComputedHalfEven(concentration, decimals)
  if (rounded < 0) {
    throw new StandardsError(
      'invalid-number',
      `浓度${concentration}为负`,
      `concentration ${concentration} is below zero`,
    )
  }
  return interpolate(
    breakpoints[edition][column],
    Math.round(rounded * 10 ** decimals),
    10 ** decimals,
    edition,
  )
}

/**
 * The sub-index of a concentration in whole units of the last kept decimal; all arithmetic stays below 2^53.
 *
 * @param units concentration × scale, a whole number from 0
 */
export function interpolate(
  points: readonly number[],
  units: number,
  scale: number,
  edition: Hj633Edition,
): number | 'over-range' {
  for (let step = 1; step < points.length; step++) {
    const high = (points[step] ?? 0) * scale
    if (units > high) continue
    const low = (points[step - 1] ?? 0) * scale
    const top = iaqiSteps[step] ?? 0
    const bottom = iaqiSteps[step - 1] ?? 0
    // Whole numbers below 10^7: the quotient is a whole double exactly when the division is exact.
    return bottom + Math.ceil(((top - bottom) * (units - low)) / (high - low))
  }
  const last = iaqiSteps[points.length - 1] ?? 0
  return last < 500 && edition === 'HJ 633-2012' ? 'over-range' : last
}
