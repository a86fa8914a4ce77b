import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import type { CivilDate } from '../../editions/edition.ts'
import { standardFor } from '../../editions/standard-for.ts'
import type { Reading } from '../../missing/reading.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { airDecimals, airUnits, type AirPollutant, type AirUnit } from '../pollutant.ts'

/** Editions of HJ 663 that are here. */
export type Hj663Edition = 'HJ 663-2013' | 'HJ 663-2026'

/** A statistic with everything needed to redo it. */
export interface AirStatistic {
  /** Unrounded and valid, or why there is none. */
  readonly value: Reading
  /** What the data at hand give, whether or not there are enough of them. */
  readonly computed: Reading
  /** The valid value at the decimals of a reported statistic (HJ 663-2026 Table 3). */
  readonly reported: Reading
  /** The valid value at the decimals compliance is judged with. */
  readonly judged: Reading
  readonly unit: AirUnit
  readonly valid: boolean
  readonly validCount: number
  readonly expectedCount: number
  readonly standard: 'HJ 663'
  readonly edition: Hj663Edition
  readonly clause: string
}

/**
 * The edition of HJ 663 for data of a day.
 *
 * Clause: HJ 663-2013, HJ 663-2026 (dates of force).
 */
export function hj663On(date: CivilDate): Hj663Edition {
  checkInput('hj663On', { date }, { date: want.civilDate })
  return standardFor('HJ 663', date).edition as Hj663Edition
}

/**
 * Decimals of a reported statistic: CO one, PM2.5 one since 2026, others none (HJ 663-2026 Table 3; for 2013 unverified).
 */
export function statisticDecimals(pollutant: AirPollutant, edition: Hj663Edition): number {
  checkInput('statisticDecimals', { pollutant, edition }, { pollutant: air.pollutant, edition: air.hj663 })
  return edition === 'HJ 663-2026' && pollutant === 'PM2.5' ? 1 : airDecimals[pollutant]
}

/** Puts a computed number into the form of a statistic. */
export function airStatistic(
  computed: number | undefined,
  valid: boolean,
  counts: { readonly validCount: number; readonly expectedCount: number },
  pollutant: AirPollutant,
  edition: Hj663Edition,
  clause: string,
): AirStatistic {
  const value: Reading = valid && computed !== undefined ? computed : 'insufficient'
  const at = (decimals: number): Reading =>
    typeof value === 'number' ? roundComputedHalfEven(value, decimals) : value
  return {
    value,
    computed: computed ?? 'insufficient',
    reported: at(statisticDecimals(pollutant, edition)),
    judged: at(airDecimals[pollutant]),
    unit: airUnits[pollutant],
    valid: typeof value === 'number',
    ...counts,
    standard: 'HJ 663',
    edition,
    clause,
  }
}
