import type { Indicator } from './indicator.ts'
import {
  daysLeft,
  historyOf,
  measured,
  noDays,
  provenanceOf,
  readRegionDays,
  type MeasuredDay,
} from './region-days.ts'

/** Days with an index whose share stands for the current period of a curve. */
const daysOfPeriod = 30

const isGood = ({ value }: MeasuredDay): boolean => value <= 100
const isHeavy = ({ value }: MeasuredDay): boolean => value > 200
const percentGood = (days: readonly MeasuredDay[]): number => (days.filter(isGood).length * 100) / days.length

/** 优良天数比率: days of the region with an index of at most 100 over days with an index (HJ 633 classes). */
export const goodDayRatio: Indicator = {
  key: 'air.good-day-ratio',
  title: { zh: '优良天数比率', en: 'Share of good and moderate days' },
  unit: 'percent',
  async answer(db, question) {
    const { year, at } = question
    const years = await readRegionDays(db, question, 'aqi')
    const all = years.get(year) ?? []
    const days = measured(all)
    const good = days.filter(isGood).length
    const total = days.length + daysLeft(year, at)
    const accumulation = { kind: 'ratio', unit: 'day', good, done: days.length, total } as const
    const history = historyOf(years, question, percentGood)
    if (days.length === 0) return { ...noDays, accumulation, history, inputs: { days: all.length } }
    const soFar: MeasuredDay[] = []
    const series = all.map((day) => {
      if (day.value !== null) soFar.push({ ...day, value: day.value })
      if (soFar.length === 0) return { period: day.day, value: null, toDate: null }
      // a single day is good or is not: the share of the period is that of the latest month of days
      return { period: day.day, value: percentGood(soFar.slice(-daysOfPeriod)), toDate: percentGood(soFar) }
    })
    return {
      value: (good * 100) / days.length,
      missing: null,
      accumulation,
      fraction: { numerator: good, denominator: days.length },
      series,
      history,
      provenance: provenanceOf(all, 'HJ 633', question),
      inputs: {
        goodDays: good,
        validDays: days.length,
        pollutedDays: days.filter((day) => !isGood(day)).map(({ day, value }) => ({ day, aqi: value })),
      },
    }
  },
}

/** 重度及以上污染天数: days of the region with an index above 200. */
export const heavyPollutionDays: Indicator = {
  key: 'air.heavy-pollution-days',
  title: { zh: '重度及以上污染天数', en: 'Days of heavy pollution and worse' },
  unit: 'count',
  async answer(db, question) {
    const years = await readRegionDays(db, question, 'aqi')
    const all = years.get(question.year) ?? []
    const days = measured(all)
    const accumulation = { kind: 'count' } as const
    const history = historyOf(years, question, (some) => some.filter(isHeavy).length)
    if (days.length === 0) return { ...noDays, accumulation, history, inputs: { days: all.length } }
    let soFar = 0
    const series = all.map(({ day, value }) => {
      const heavy = value !== null && value > 200
      if (heavy) soFar += 1
      return { period: day, value: value === null ? null : Number(heavy), toDate: soFar }
    })
    return {
      value: soFar,
      missing: null,
      accumulation,
      fraction: null,
      series,
      history,
      provenance: provenanceOf(all, 'HJ 633', question),
      inputs: {
        validDays: days.length,
        heavyDays: days.filter(isHeavy).map(({ day, value }) => ({ day, aqi: value })),
      },
    }
  },
}
