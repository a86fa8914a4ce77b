import { annualMeanIndicator } from './annual-mean.ts'
import { annualPercentileIndicator } from './annual-percentile.ts'
import { dustfallAnnualMean } from './dustfall-mean.ts'
import { goodDayRatio, heavyPollutionDays } from './index-days.ts'
import type { Indicator } from './indicator.ts'
import {
  sectionsGoodRatio,
  sectionsWorseThanV,
  sourcesQualifiedCount,
  sourcesQualifiedRatio,
} from './water-indicators.ts'

/** The indicators that are answered from measurements. */
export const assessmentIndicators: readonly Indicator[] = [
  annualMeanIndicator('air.pm25.annual-mean', 'PM2.5', 'pm25DailyMeanUgPerM3'),
  annualMeanIndicator('air.pm10.annual-mean', 'PM10', 'pm10DailyMeanUgPerM3'),
  annualMeanIndicator('air.no2.annual-mean', 'NO2', 'no2DailyMeanUgPerM3'),
  annualMeanIndicator('air.so2.annual-mean', 'SO2', 'so2DailyMeanUgPerM3'),
  annualPercentileIndicator('air.o3-p90', 'O3', 'o3DailyMax8hUgPerM3', 'ug/m3'),
  annualPercentileIndicator('air.co-p95', 'CO', 'coDailyMeanMgPerM3', 'mg/m3'),
  goodDayRatio,
  heavyPollutionDays,
  dustfallAnnualMean,
  sectionsGoodRatio,
  sectionsWorseThanV,
  sourcesQualifiedCount,
  sourcesQualifiedRatio,
]
