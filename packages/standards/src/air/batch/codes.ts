import * as air from '../air-wants.ts'
import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import { isMissing, missingReasons, type Reading } from '../../missing/reading.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { airDecimals, type AirPollutant } from '../pollutant.ts'

/**
 * Codes from here up stand for a named absence: `65535 − place in missingReasons`. Below it a code is a concentration in
 * whole µg/m³, for CO in tenths of mg/m³.
 */
export const missingCodesFrom = 65_500

/**
 * A reading as a 16-bit code of the batch functions, rounded half to even to the pollutant's decimals.
 *
 * @param reading µg/m³, for CO mg/m³
 * @throws StandardsError `invalid-number` below zero or above what a code holds (65,499 µg/m³, 6,549.9 mg/m³)
 */
export function airCode(reading: Reading, pollutant: AirPollutant): number {
  checkInput('airCode', { reading, pollutant }, { reading: want.reading, pollutant: air.pollutant })
  if (isMissing(reading)) return 65_535 - missingReasons.indexOf(reading)
  const decimals = airDecimals[pollutant]
  const code = Math.round(roundComputedHalfEven(reading, decimals) * 10 ** decimals)
  if (code < 0 || code >= missingCodesFrom) {
    throw new StandardsError(
      'invalid-number',
      `浓度${reading}超出编码范围`,
      `concentration ${reading} has no code`,
    )
  }
  return code
}

/** The reading of a 16-bit code: µg/m³, for CO mg/m³, or the named absence. */
export function airReading(code: number, pollutant: AirPollutant): Reading {
  checkInput('airReading', { code, pollutant }, { code: want.whole, pollutant: air.pollutant })
  if (code >= missingCodesFrom) return missingReasons[65_535 - code] ?? 'unknown'
  return code / 10 ** airDecimals[pollutant]
}

/** An index of a batch result as a reading. */
export function aqiReading(code: number): Reading {
  checkInput('aqiReading', { code }, { code: want.whole })
  return code >= missingCodesFrom ? (missingReasons[65_535 - code] ?? 'unknown') : code
}

/** The code of `over-range`. */
export const overRangeCode = 65_535 - missingReasons.indexOf('over-range')

/** The code of `insufficient`. */
export const insufficientCode = 65_535 - missingReasons.indexOf('insufficient')
