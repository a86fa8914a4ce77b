import type { Reading } from '../../missing/reading.ts'
import type { IaqiColumn } from './breakpoints.ts'

/**
 * One day's concentrations of a station, county or city (HJ 633-2026 §4.2.2); the unit is in each name. A field left out
 * is `not-measured`.
 */
export interface DailyConcentrations {
  readonly so2DailyMeanUgPerM3?: Reading
  readonly no2DailyMeanUgPerM3?: Reading
  readonly pm10DailyMeanUgPerM3?: Reading
  readonly pm25DailyMeanUgPerM3?: Reading
  readonly coDailyMeanMgPerM3?: Reading
  readonly o3DailyMax8hUgPerM3?: Reading
  /** Counts in HJ 633-2012 only. */
  readonly o3DailyMax1hUgPerM3?: Reading
}

/** One hour's concentrations (HJ 633-2012 §5.1, HJ 633-2026 §4.2.3); the unit is in each name. */
export interface HourlyConcentrations {
  readonly so2HourMeanUgPerM3?: Reading
  readonly no2HourMeanUgPerM3?: Reading
  readonly pm10HourMeanUgPerM3?: Reading
  readonly pm25HourMeanUgPerM3?: Reading
  readonly coHourMeanMgPerM3?: Reading
  readonly o3HourMeanUgPerM3?: Reading
  /** The rest count in the text of HJ 633-2012 only. */
  readonly o3Rolling8hUgPerM3?: Reading
  readonly pm10Rolling24hUgPerM3?: Reading
  readonly pm25Rolling24hUgPerM3?: Reading
  readonly so2Rolling24hUgPerM3?: Reading
}

/** The column each daily field is read in. */
export const dailyColumns: Readonly<Record<keyof DailyConcentrations, IaqiColumn>> = {
  so2DailyMeanUgPerM3: 'SO2_24h',
  no2DailyMeanUgPerM3: 'NO2_24h',
  pm10DailyMeanUgPerM3: 'PM10_24h',
  pm25DailyMeanUgPerM3: 'PM2.5_24h',
  coDailyMeanMgPerM3: 'CO_24h',
  o3DailyMax8hUgPerM3: 'O3_8h',
  o3DailyMax1hUgPerM3: 'O3_1h',
}

/** The column each hourly field is read in. */
export const hourlyColumns: Readonly<Record<keyof HourlyConcentrations, IaqiColumn>> = {
  so2HourMeanUgPerM3: 'SO2_1h',
  no2HourMeanUgPerM3: 'NO2_1h',
  pm10HourMeanUgPerM3: 'PM10_1h',
  pm25HourMeanUgPerM3: 'PM2.5_1h',
  coHourMeanMgPerM3: 'CO_1h',
  o3HourMeanUgPerM3: 'O3_1h',
  o3Rolling8hUgPerM3: 'O3_8h',
  pm10Rolling24hUgPerM3: 'PM10_24h',
  pm25Rolling24hUgPerM3: 'PM2.5_24h',
  so2Rolling24hUgPerM3: 'SO2_24h',
}
