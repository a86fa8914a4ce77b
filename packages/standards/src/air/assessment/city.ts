import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { measuredValues, type Reading } from '../../missing/reading.ts'
import { exactMean, fractionToNumber } from '../../rounding/mean.ts'
import { columnPollutant, type IaqiColumn } from '../aqi/breakpoints.ts'
import {
  dailyColumns,
  hourlyColumns,
  type DailyConcentrations,
  type HourlyConcentrations,
} from '../aqi/inputs.ts'
import type { AirPollutant } from '../pollutant.ts'
import { airStatistic, type AirStatistic, type Hj663Edition } from './hj663.ts'

const cityHours = want.listOf(air.hourly)

/**
 * A city's value of one hour or day from those of its stations: the arithmetic mean of the stations' 1 h, 24 h or daily
 * maximum 8 h values (HJ 663-2026 Table A.2). Valid with three quarters of the points, with half when there are fewer than
 * four (unverified).
 *
 * @param stations one reading for each city point (城市点) of the city, the missing ones too; no regional, background,
 * pollution-monitoring or traffic points
 */
export function cityMean(
  stations: readonly Reading[],
  pollutant: AirPollutant,
  edition: Hj663Edition,
): AirStatistic {
  checkInput(
    'cityMean',
    { stations, pollutant, edition },
    { stations: want.readings, pollutant: air.pollutant, edition: air.hj663 },
  )
  const values = measuredValues(stations)
  const share = stations.length < 4 ? 2 : 4 / 3
  const computed = values.length === 0 ? undefined : fractionToNumber(exactMean(values))
  const counts = { validCount: values.length, expectedCount: stations.length }
  const valid = values.length > 0 && values.length * share >= stations.length
  return airStatistic(computed, valid, counts, pollutant, edition, 'HJ 663 Table A.2')
}

/**
 * A city's day from its stations' days: each concentration averaged, unrounded (HJ 663-2026 Table A.2). Feed the result to
 * `dailyAqi`; the city's daily maximum 8 h ozone is the mean of the stations' maxima, not the maximum of mean hours.
 */
export function cityDay(
  stations: readonly DailyConcentrations[],
  edition: Hj663Edition,
): Required<DailyConcentrations> {
  checkInput('cityDay', { stations, edition }, { stations: air.stationDays, edition: air.hj663 })
  return averageFields(stations, dailyColumns, edition)
}

/** A city's hour from its stations' hours: each concentration averaged, unrounded (HJ 663-2026 Table A.2). */
export function cityHour(
  stations: readonly HourlyConcentrations[],
  edition: Hj663Edition,
): Required<HourlyConcentrations> {
  checkInput('cityHour', { stations, edition }, { stations: cityHours, edition: air.hj663 })
  return averageFields(stations, hourlyColumns, edition)
}

function averageFields<Field extends string>(
  stations: readonly Readonly<Partial<Record<Field, Reading>>>[],
  columns: Readonly<Record<Field, IaqiColumn>>,
  edition: Hj663Edition,
): Record<Field, Reading> {
  const fields = Object.keys(columns) as Field[]
  const entries = fields.map((field) => {
    const readings = stations.map((station) => station[field] ?? 'not-measured')
    const nobody = readings.every((reading) => reading === 'not-measured')
    const value = nobody ? 'not-measured' : cityMean(readings, columnPollutant[columns[field]], edition).value
    return [field, value] as const
  })
  return Object.fromEntries(entries) as Record<Field, Reading>
}
