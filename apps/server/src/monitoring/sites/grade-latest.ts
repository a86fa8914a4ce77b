import { civilDateOf } from '@qinglan/periods'
import {
  aqiClassOf,
  classRank,
  dailyAqi,
  evaluateSection,
  hj633On,
  hourlyAqi,
  isMeasured,
  StandardNotInForceError,
  surfaceWaterItems,
  type AqiResult,
  type HourlyConcentrations,
  type Reading,
} from '@qinglan/standards'
import type { Bilingual, SiteKind } from '@qinglan/contract'
import type { LatestReadings } from './latest-readings.ts'

/** A grade from 1 (best) with its words; 0: the latest values say none. */
export interface LatestGrade {
  readonly grade: number
  readonly label: Bilingual
}

const none: LatestGrade = { grade: 0, label: { zh: '无法评价', en: 'not assessed' } }

/** Air: the class of the index of the hour or day (HJ 633). Water: the class of the sample (GB 3838-2002). */
export function gradeLatest(
  kind: SiteKind,
  attributes: Readonly<Record<string, unknown>>,
  latest: LatestReadings,
): LatestGrade {
  switch (kind) {
    case 'air-station':
      return gradeAir(latest)
    case 'water-section':
    case 'water-source':
      return gradeWater(attributes['lake'] === true, latest)
    case 'source-outlet':
      return none
  }
}

const reading = ({ values }: LatestReadings, key: string): Reading => {
  const value = values[key]
  return typeof value === 'number' ? value : 'not-measured'
}

function gradeAir(latest: LatestReadings): LatestGrade {
  const index = indexOf(latest)
  if (!index || !isMeasured(index.aqi)) return none
  const { level, zh, en } = aqiClassOf(index.aqi)
  return { grade: level, label: { zh: `AQI ${index.aqi} ${zh}`, en: `AQI ${index.aqi} ${en}` } }
}

function indexOf(latest: LatestReadings): AqiResult | undefined {
  const hourly: HourlyConcentrations = {
    so2HourMeanUgPerM3: reading(latest, 'SO2'),
    no2HourMeanUgPerM3: reading(latest, 'NO2'),
    pm10HourMeanUgPerM3: reading(latest, 'PM10'),
    pm25HourMeanUgPerM3: reading(latest, 'PM2.5'),
    coHourMeanMgPerM3: reading(latest, 'CO'),
    o3HourMeanUgPerM3: reading(latest, 'O3'),
  }
  try {
    const edition = hj633On(
      civilDateOf(Date.parse(latest.at) - (latest.resolution === 'hour' ? 1 : 0)),
      'early',
    )
    if (latest.resolution === 'hour') return hourlyAqi(hourly, edition)
    if (latest.resolution !== 'day') return undefined
    return dailyAqi(
      {
        so2DailyMeanUgPerM3: hourly.so2HourMeanUgPerM3 ?? 'not-measured',
        no2DailyMeanUgPerM3: hourly.no2HourMeanUgPerM3 ?? 'not-measured',
        pm10DailyMeanUgPerM3: hourly.pm10HourMeanUgPerM3 ?? 'not-measured',
        pm25DailyMeanUgPerM3: hourly.pm25HourMeanUgPerM3 ?? 'not-measured',
        coDailyMeanMgPerM3: hourly.coHourMeanMgPerM3 ?? 'not-measured',
        o3DailyMax8hUgPerM3: reading(latest, 'O3/day-max-8h'),
      },
      edition,
    )
  } catch (error) {
    if (error instanceof StandardNotInForceError) return undefined
    throw error
  }
}

function gradeWater(lake: boolean, latest: LatestReadings): LatestGrade {
  const sample = Object.fromEntries(
    surfaceWaterItems.flatMap(({ key }) => {
      const value = latest.values[key]
      return typeof value === 'number' ? [[key, value] as const] : []
    }),
  )
  const judged = evaluateSection({ sampleMgPerL: sample, water: lake ? 'lake' : 'river', judging: 'asGiven' })
  if (!judged.evaluated) return none
  return {
    grade: classRank(judged.class) + 1,
    label: { zh: `${judged.class}类`, en: `Class ${judged.class}` },
  }
}
