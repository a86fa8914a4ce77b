import { checkInput } from '../../input/check-input.ts'
import * as air from '../air-wants.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import type { DailyConcentrations, HourlyConcentrations } from '../aqi/inputs.ts'
import { airLimit, type AirLimit, type AreaClass } from '../limits/limits.ts'
import type { Gb3095Edition, LimitPeriod } from '../limits/limits-table.ts'
import { airDecimals, type AirPollutant } from '../pollutant.ts'
import { overLimitMultiple } from './judge-year.ts'

/** One concentration of a day or hour against its limit. */
export interface JudgedConcentration {
  readonly pollutant: AirPollutant
  /** Rounded for judging, or why there is none. */
  readonly judged: Reading
  readonly limit: AirLimit
  readonly complies: boolean | 'insufficient'
  readonly overLimitMultiple: Reading
}

/** A day or hour against the limits of GB 3095. */
export interface JudgedMoment {
  /** False when one exceeds, `insufficient` when none does and one is unknown. */
  readonly complies: boolean | 'insufficient'
  readonly exceeding: readonly AirPollutant[]
  readonly pollutants: readonly JudgedConcentration[]
  readonly limits: Gb3095Edition
  readonly areaClass: AreaClass
  readonly validCount: number
  readonly expectedCount: number
  readonly clause: string
}

type Rows<Field> = readonly (readonly [Field, AirPollutant, LimitPeriod])[]

const dayRows: Rows<keyof DailyConcentrations> = [
  ['so2DailyMeanUgPerM3', 'SO2', '24h'],
  ['no2DailyMeanUgPerM3', 'NO2', '24h'],
  ['pm10DailyMeanUgPerM3', 'PM10', '24h'],
  ['pm25DailyMeanUgPerM3', 'PM2.5', '24h'],
  ['coDailyMeanMgPerM3', 'CO', '24h'],
  ['o3DailyMax8hUgPerM3', 'O3', 'mda8'],
]

const hourRows: Rows<keyof HourlyConcentrations> = [
  ['so2HourMeanUgPerM3', 'SO2', '1h'],
  ['no2HourMeanUgPerM3', 'NO2', '1h'],
  ['coHourMeanMgPerM3', 'CO', '1h'],
  ['o3HourMeanUgPerM3', 'O3', '1h'],
]

/**
 * Judges a day against the 24 h limits and the daily maximum 8 h limit (HJ 663 §5.1). Never take this from the index: from
 * 2031 a day of AQI 100 or less can exceed (HJ 633-2026 §6.2).
 *
 * @throws StandardsError `wrong-unit` for an unknown field
 */
export function judgeDay(
  concentrations: DailyConcentrations,
  limits: Gb3095Edition,
  areaClass: AreaClass = 'II',
): JudgedMoment {
  checkInput(
    'judgeDay',
    { concentrations, limits, areaClass },
    { concentrations: air.daily, limits: air.gb3095, areaClass: air.areaClass },
  )
  return judge(concentrations, dayRows, limits, areaClass)
}

/**
 * Judges an hour against the 1 h limits of SO2, NO2, CO and O3; particles have none (HJ 663 §5.1, GB 3095 Table 1).
 *
 * @throws StandardsError `wrong-unit` for an unknown field
 */
export function judgeHour(
  concentrations: HourlyConcentrations,
  limits: Gb3095Edition,
  areaClass: AreaClass = 'II',
): JudgedMoment {
  checkInput(
    'judgeHour',
    { concentrations, limits, areaClass },
    { concentrations: air.hourly, limits: air.gb3095, areaClass: air.areaClass },
  )
  return judge(concentrations, hourRows, limits, areaClass)
}

function judge<Field extends string>(
  given: Readonly<Partial<Record<Field, Reading>>>,
  rows: Rows<Field>,
  limits: Gb3095Edition,
  areaClass: AreaClass,
): JudgedMoment {
  const pollutants = rows.map(([field, pollutant, period]) =>
    judgeConcentration(
      pollutant,
      given[field] ?? 'not-measured',
      airLimit(pollutant, period, areaClass, limits),
    ),
  )
  const exceeding = pollutants.filter(({ complies }) => complies === false).map(({ pollutant }) => pollutant)
  const validCount = pollutants.filter(({ judged }) => isMeasured(judged)).length
  return {
    complies: exceeding.length > 0 ? false : validCount < rows.length ? 'insufficient' : true,
    exceeding,
    pollutants,
    limits,
    areaClass,
    validCount,
    expectedCount: rows.length,
    clause: 'HJ 663 §5.1; GB 3095 §4.4 Table 1',
  }
}

function judgeConcentration(pollutant: AirPollutant, reading: Reading, limit: AirLimit): JudgedConcentration {
  if (!isMeasured(reading)) {
    return { pollutant, judged: reading, limit, complies: 'insufficient', overLimitMultiple: reading }
  }
  const judged = roundComputedHalfEven(reading, airDecimals[pollutant])
  const multiple = overLimitMultiple(judged, limit.value)
  return { pollutant, judged, limit, complies: judged <= limit.value, overLimitMultiple: multiple }
}
