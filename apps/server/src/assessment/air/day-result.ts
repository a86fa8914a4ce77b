import {
  dailyAqi,
  isMeasured,
  type AqiResult,
  type DailyConcentrations,
  type Reading,
} from '@qinglan/standards'
import type { AirEditions } from './editions.ts'

/** The fields of a day in the order they are stored. */
export const dayFields = [
  'so2DailyMeanUgPerM3',
  'no2DailyMeanUgPerM3',
  'pm10DailyMeanUgPerM3',
  'pm25DailyMeanUgPerM3',
  'coDailyMeanMgPerM3',
  'o3DailyMax8hUgPerM3',
  'o3DailyMax1hUgPerM3',
] as const satisfies readonly (keyof DailyConcentrations)[]

/** Name of a concentration in the result of a day. */
export type DayField = (typeof dayFields)[number]

/** `evaluations.result` of a day: the index and the unrounded concentrations behind it, each a number or why there is none. */
export interface DayResult {
  readonly aqi: number | null
  readonly grade: number | null
  readonly primary: readonly string[]
  readonly concentrations: Readonly<Record<DayField, Reading>>
}

/** Judges one day of a station or a city by HJ 633. */
export function judgeDay(concentrations: DailyConcentrations, editions: AirEditions): DayResult {
  const judged: AqiResult = dailyAqi(concentrations, editions.hj633)
  return {
    aqi: isMeasured(judged.aqi) ? judged.aqi : null,
    grade: typeof judged.class === 'string' ? null : judged.class.level,
    primary: judged.primary,
    concentrations: Object.fromEntries(
      dayFields.map((field) => [field, concentrations[field] ?? 'not-measured']),
    ) as unknown as DayResult['concentrations'],
  }
}

/** How many of the six pollutants a day has. */
export const measuredCount = (result: DayResult): number =>
  dayFields.filter((field) => field !== 'o3DailyMax1hUgPerM3' && isMeasured(result.concentrations[field]))
    .length
