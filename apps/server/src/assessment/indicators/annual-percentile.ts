import { airPercentile, annualPercentiles } from '@qinglan/standards'
import { validityNote } from './annual-mean.ts'
import type { DayField } from '../air/day-result.ts'
import type { Indicator } from './indicator.ts'
import { historyOf, measured, noDays, provenanceOf, readRegionDays, type MeasuredDay } from './region-days.ts'

/** The percentile a year is judged by: ozone's 90th of daily maximum 8 h means, carbon monoxide's 95th of daily means (HJ 663 A.6). */
export function annualPercentileIndicator(
  key: string,
  pollutant: 'O3' | 'CO',
  field: DayField,
  unit: string,
): Indicator {
  const percent = annualPercentiles[pollutant]
  const percentileOf = (days: readonly MeasuredDay[]): number =>
    airPercentile(
      days.map((day) => day.value),
      percent,
    )
  return {
    key,
    title: {
      zh: pollutant === 'O3' ? '臭氧日最大8小时平均第90百分位数' : '一氧化碳日均值第95百分位数',
      en:
        pollutant === 'O3'
          ? '90th percentile of the daily maximum 8 h ozone'
          : '95th percentile of the daily mean of CO',
    },
    unit,
    async answer(db, question) {
      const { year, at } = question
      const years = await readRegionDays(db, question, field)
      const all = years.get(year) ?? []
      const days = measured(all)
      const history = historyOf(years, question, percentileOf)
      if (days.length === 0)
        return { ...noDays, accumulation: { kind: 'latest' }, history, inputs: { days: all.length } }
      const soFar: MeasuredDay[] = []
      const series = all.map((day) => {
        if (day.value !== null) soFar.push({ ...day, value: day.value })
        return { period: day.day, value: day.value, toDate: soFar.length === 0 ? null : percentileOf(soFar) }
      })
      const { validity, note } = validityNote(days, pollutant, at >= `${year}-12-31`)
      return {
        value: percentileOf(days),
        missing: null,
        accumulation: { kind: 'latest' },
        fraction: null,
        series,
        history,
        provenance: provenanceOf(all, 'HJ 663', question, note),
        inputs: { days: days.length, percent, ...validity },
      }
    },
  }
}
