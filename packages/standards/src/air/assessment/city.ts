import { measuredValues, type Reading } from '../../missing/reading.ts'
import { exactMean, fractionToNumber } from '../../rounding/mean.ts'
import type { DailyConcentrations } from '../aqi/inputs.ts'
import type { AirPollutant } from '../pollutant.ts'
import { airStatistic, type AirStatistic, type Hj663Edition } from './hj663.ts'

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
  const values = measuredValues(stations)
  const share = stations.length < 4 ? 2 : 4 / 3
  const computed = values.length === 0 ? undefined : fractionToNumber(exactMean(values))
  const counts = { validCount: values.length, expectedCount: stations.length }
  const valid = values.length > 0 && values.length * share >= stations.length
  return airStatistic(computed, valid, counts, pollutant, edition, 'HJ 663 Table A.2')
}

/** The pollutant behind each daily field; ozone's two statistics are averaged separately. */
const fieldPollutants: Readonly<Record<keyof DailyConcentrations, AirPollutant>> = {
  so2DailyMeanUgPerM3: 'SO2',
  no2DailyMeanUgPerM3: 'NO2',
  pm10DailyMeanUgPerM3: 'PM10',
  pm25DailyMeanUgPerM3: 'PM2.5',
  coDailyMeanMgPerM3: 'CO',
  o3DailyMax8hUgPerM3: 'O3',
  o3DailyMax1hUgPerM3: 'O3',
}

/**
 * A city's day from its stations' days: each concentration averaged, unrounded (HJ 663-2026 Table A.2). Feed the result to
 * `dailyAqi`; the city's daily maximum 8 h ozone is the mean of the stations' maxima, not the maximum of mean hours.
 */
export function cityDay(
  stations: readonly DailyConcentrations[],
  edition: Hj663Edition,
): Required<DailyConcentrations> {
  const fields = Object.keys(fieldPollutants) as (keyof DailyConcentrations)[]
  const entries = fields.map((field) => {
    const readings = stations.map((station) => station[field] ?? 'not-measured')
    const nobody = readings.length > 0 && readings.every((reading) => reading === 'not-measured')
    return [
      field,
      nobody ? 'not-measured' : cityMean(readings, fieldPollutants[field], edition).value,
    ] as const
  })
  return Object.fromEntries(entries) as unknown as Required<DailyConcentrations>
}
