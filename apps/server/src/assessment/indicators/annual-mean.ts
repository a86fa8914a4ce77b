import { exactMean, fractionToNumber, yearValidity, type AirPollutant } from '@qinglan/standards'
import type { Bilingual } from '@qinglan/contract'
import type { DayField } from '../air/day-result.ts'
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

const meanOf = (days: readonly MeasuredDay[]): number =>
  fractionToNumber(exactMean(days.map((day) => day.value)))

/** Says, once the year is over, when HJ 663 would not accept its mean; the mean is given all the same. */
export function validityNote(
  days: readonly MeasuredDay[],
  pollutant: AirPollutant,
  wholeYear: boolean,
): { readonly validity: Readonly<Record<string, unknown>>; readonly note: Bilingual | undefined } {
  const byMonth = Array.from(
    { length: 12 },
    (_, month) => days.filter(({ day }) => Number(day.slice(5, 7)) === month + 1).length,
  )
  const { valid, validDays, shortMonths, clause } = yearValidity(byMonth, pollutant)
  const note = {
    zh: `全年有效天数 ${validDays} 天,未达 GB 3095 表4的最低要求`,
    en: `${validDays} valid days in the year are fewer than GB 3095 Table 4 asks for`,
  }
  return {
    validity: { wholeYear, validDays, ...(wholeYear ? { valid, shortMonths, clause } : {}) },
    note: wholeYear && !valid ? note : undefined,
  }
}

/** Annual mean of a pollutant over a region: the mean of the daily means of its city points to date (HJ 663 Table A.2, §6.1). */
export function annualMeanIndicator(
  key: string,
  pollutant: Exclude<AirPollutant, 'O3' | 'CO'>,
  field: DayField,
): Indicator {
  return {
    key,
    title: { zh: `${pollutant} 年均浓度`, en: `Annual mean of ${pollutant}` },
    unit: 'ug/m3',
    async answer(db, question) {
      const { year, at } = question
      const years = await readRegionDays(db, question, field)
      const all = years.get(year) ?? []
      const days = measured(all)
      const total = days.length + daysLeft(year, at)
      const accumulation = { kind: 'mean', unit: 'day', done: days.length, total } as const
      const history = historyOf(years, question, meanOf)
      if (days.length === 0) return { ...noDays, accumulation, history, inputs: { days: all.length } }
      let sum = 0
      let count = 0
      const series = all.map(({ day, value }) => {
        if (value !== null) {
          sum += value
          count += 1
        }
        return { period: day, value, toDate: count === 0 ? null : sum / count }
      })
      const { validity, note } = validityNote(days, pollutant, at >= `${year}-12-31`)
      return {
        value: meanOf(days),
        missing: null,
        accumulation,
        fraction: null,
        series,
        history,
        provenance: provenanceOf(all, 'HJ 663', question, note),
        inputs: {
          days: days.length,
          ...validity,
          daysWithoutValue: all.filter((day) => day.value === null).map(({ day }) => day),
        },
      }
    },
  }
}
