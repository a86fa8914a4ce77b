import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import type { CivilDate } from '../../editions/edition.ts'
import { standardFor } from '../../editions/standard-for.ts'
import { isMeasured, type Missing, type Reading } from '../../missing/reading.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { airDecimals, airPollutants, airUnits, type AirPollutant, type AirUnit } from '../pollutant.ts'
import { columnPollutant, type Hj633Edition, type IaqiColumn } from './breakpoints.ts'
import { aqiClassOf, type AqiClass } from './classes.ts'
import { subIndexOf } from './iaqi.ts'
import { dailyColumns, hourlyColumns, type DailyConcentrations, type HourlyConcentrations } from './inputs.ts'

/** One sub-index with the concentration it was taken from. */
export interface SubIndex {
  readonly pollutant: AirPollutant
  readonly column: IaqiColumn
  /** Rounded as the sub-index used it. */
  readonly concentration: Reading
  readonly unit: AirUnit
  readonly iaqi: Reading
}

/** An air quality index and how it came about. */
export interface AqiResult {
  readonly standard: 'HJ 633'
  readonly edition: Hj633Edition
  readonly clause: string
  readonly period: 'day' | 'hour'
  /** The index to publish, or why there is none. */
  readonly aqi: Reading
  /** The largest sub-index at hand, whether or not it may be published. */
  readonly computedAqi: Reading
  readonly class: AqiClass | Missing
  /** 首要污染物: the largest sub-indices when the index is above 50, ties together; empty otherwise or when unpublished. */
  readonly primary: readonly AirPollutant[]
  /** Pollutants with a sub-index above 100 (超标污染物 in 2012, the key of the advice table in 2026). */
  readonly exceeding: readonly AirPollutant[]
  readonly subIndices: readonly SubIndex[]
  /** Pollutants with a sub-index, and pollutants asked for. */
  readonly validCount: number
  readonly expectedCount: number
}

/** What may be set when an index is computed. */
export interface AqiOptions {
  /**
   * Pollutants that the monitoring plan leaves out and that three clean years excuse (HJ 633-2026 §5.3.2): their absence
   * does not stop publication.
   */
  readonly excused?: readonly AirPollutant[]
  /**
   * How the hourly index of HJ 633-2012 is read. `practice` takes the six 1 h values with particles on the 24 h table, as
   * the national platform published it; `text` takes rolling 24 h particles and rolling 8 h ozone (§5.1). When left out,
   * `text` where particles are given as rolling means only, else `practice`.
   */
  readonly hourly2012?: 'practice' | 'text'
}

/**
 * The edition of HJ 633 for data of a day.
 *
 * Clause: HJ 633-2012, HJ 633-2026 (dates of force).
 */
export function hj633On(date: CivilDate, scope: 'national' | 'early' = 'national'): Hj633Edition {
  checkInput('hj633On', { date, scope }, { date: want.civilDate, scope: air.scope })
  return standardFor('HJ 633', date, scope).edition as Hj633Edition
}

/**
 * The daily air quality index of one station, county or city (HJ 633-2012 §4.3 and §5.1, HJ 633-2026 §4.2.2, §4.3, §5.3).
 *
 * In 2012 an 8 h ozone above 800 µg/m³ has no sub-index and the 1 h value stands in; without it the index is `over-range`, never
 * that of the cleaner rest.
 *
 * For a county or city, average the stations' concentrations first (HJ 663), never their indices.
 *
 * @throws StandardsError `wrong-unit` for an unknown field, `invalid-number` for a value below zero
 */
export function dailyAqi(
  concentrations: DailyConcentrations,
  edition: Hj633Edition,
  options: AqiOptions = {},
): AqiResult {
  checkInput(
    'dailyAqi',
    { concentrations, edition, options },
    { concentrations: air.daily, edition: air.hj633, options: air.aqiOptions },
  )
  const fields = Object.keys(dailyColumns) as (keyof DailyConcentrations)[]
  const used = edition === 'HJ 633-2012' ? fields : fields.filter((field) => field !== 'o3DailyMax1hUgPerM3')
  const parts = used.map((field) => subIndex(dailyColumns[field], concentrations[field], edition))
  return indexFrom(parts, edition, 'day', options)
}

/**
 * The hourly (real-time) air quality index of one station, county or city (HJ 633-2012 §5.1, HJ 633-2026 §4.2.3, §5.3).
 *
 * In 2012 a 1 h SO2 above 800 µg/m³ has no sub-index and the 24 h value stands in; without it the index is `over-range`,
 * never that of the cleaner rest.
 *
 * @throws StandardsError `wrong-unit` for an unknown field, `invalid-number` for a value below zero
 */
export function hourlyAqi(
  concentrations: HourlyConcentrations,
  edition: Hj633Edition,
  options: AqiOptions = {},
): AqiResult {
  checkInput(
    'hourlyAqi',
    { concentrations, edition, options },
    { concentrations: air.hourly, edition: air.hj633, options: air.aqiOptions },
  )
  const fields = edition === 'HJ 633-2012' ? fieldsOf2012(concentrations, options) : fieldsOfSix
  const parts = fields.map((field) => subIndex(hourlyColumns[field], concentrations[field], edition))
  return indexFrom(parts, edition, 'hour', options)
}

const fieldsOfSix: readonly (keyof HourlyConcentrations)[] = [
  'so2HourMeanUgPerM3',
  'no2HourMeanUgPerM3',
  'pm10HourMeanUgPerM3',
  'pm25HourMeanUgPerM3',
  'coHourMeanMgPerM3',
  'o3HourMeanUgPerM3',
]

const fieldsOfText: readonly (keyof HourlyConcentrations)[] = [
  'so2HourMeanUgPerM3',
  'no2HourMeanUgPerM3',
  'pm10Rolling24hUgPerM3',
  'pm25Rolling24hUgPerM3',
  'coHourMeanMgPerM3',
  'o3HourMeanUgPerM3',
  'o3Rolling8hUgPerM3',
]

function fieldsOf2012(
  given: HourlyConcentrations,
  { hourly2012 }: AqiOptions,
): readonly (keyof HourlyConcentrations)[] {
  const ofHour = given.pm10HourMeanUgPerM3 !== undefined || given.pm25HourMeanUgPerM3 !== undefined
  const rolling = given.pm10Rolling24hUgPerM3 !== undefined || given.pm25Rolling24hUgPerM3 !== undefined
  const fields =
    (hourly2012 ?? (rolling && !ofHour ? 'text' : 'practice')) === 'text' ? fieldsOfText : fieldsOfSix
  const so2 = given.so2HourMeanUgPerM3 ?? 'not-measured'
  // Note 1 of the table: above 800 the 1 h value has no sub-index and the 24 h one stands in.
  const beyond = isMeasured(so2) && roundComputedHalfEven(so2, 0) > 800
  return beyond ? [...fields, 'so2Rolling24hUgPerM3'] : fields
}

function subIndex(column: IaqiColumn, given: Reading | undefined, edition: Hj633Edition): SubIndex {
  const reading = given ?? 'not-measured'
  const pollutant = columnPollutant[column]
  return {
    pollutant,
    column,
    concentration: isMeasured(reading) ? roundComputedHalfEven(reading, airDecimals[pollutant]) : reading,
    unit: airUnits[pollutant],
    iaqi: subIndexOf(column, reading, edition),
  }
}

function indexFrom(
  subIndices: readonly SubIndex[],
  edition: Hj633Edition,
  period: 'day' | 'hour',
  options: AqiOptions,
): AqiResult {
  const largest = new Map<AirPollutant, number>()
  for (const { pollutant, iaqi } of subIndices) {
    if (isMeasured(iaqi)) largest.set(pollutant, Math.max(iaqi, largest.get(pollutant) ?? 0))
  }
  const computedAqi: Reading = largest.size === 0 ? 'insufficient' : Math.max(...largest.values())
  const blocked =
    edition === 'HJ 633-2026' &&
    airPollutants.some(
      (pollutant) => !largest.has(pollutant) && options.excused?.includes(pollutant) !== true,
    )
  // Above its table without a value to stand in (8 h ozone, 1 h SO2): the index is unknown, and above all that is at hand
  const beyond = subIndices.some(
    ({ pollutant, concentration, iaqi }) =>
      iaqi === 'over-range' && isMeasured(concentration) && !largest.has(pollutant),
  )
  const published: Reading =
    isMeasured(computedAqi) && blocked && computedAqi <= 100 ? 'insufficient' : computedAqi
  const aqi: Reading = beyond ? 'over-range' : published
  return {
    standard: 'HJ 633',
    edition,
    clause: edition === 'HJ 633-2012' ? '§4.2–4.4, §5.1' : '§4.2–4.3, §5.3',
    period,
    aqi,
    computedAqi,
    class: isMeasured(aqi) ? aqiClassOf(aqi) : aqi,
    primary:
      isMeasured(aqi) && aqi > 50 ? airPollutants.filter((pollutant) => largest.get(pollutant) === aqi) : [],
    exceeding: airPollutants.filter((pollutant) => (largest.get(pollutant) ?? 0) > 100),
    subIndices,
    validCount: largest.size,
    expectedCount: airPollutants.length,
  }
}
