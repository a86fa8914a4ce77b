import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { civilDateParts } from '../../editions/civil-date.ts'
import type { CivilDate } from '../../editions/edition.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { exactMean, fractionToNumber } from '../../rounding/mean.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { airLimit, type AirLimit, type AreaClass } from '../limits/limits.ts'
import type { Gb3095Edition } from '../limits/limits-table.ts'
import { quarterValidity, yearValidity } from '../limits/validity.ts'
import { overLimitMultiple } from './judge-year.ts'
import { airPercentile } from './percentile.ts'

/** Pollutants of GB 3095 Table 2. */
export type OtherAirPollutant = 'TSP' | 'NOx' | 'Pb' | 'BaP'

/** A judged statistic of a Table 2 pollutant, µg/m³. */
export interface OtherStatistic {
  readonly statistic: string
  /** `insufficient` when the days do not suffice. */
  readonly value: Reading
  readonly computed: Reading
  readonly judged: Reading
  readonly limit: AirLimit
  readonly complies: boolean | 'insufficient'
  readonly overLimitMultiple: Reading
  readonly validCount: number
  readonly clause: string
}

const decimals: Readonly<Record<OtherAirPollutant, number>> = { TSP: 0, NOx: 0, Pb: 2, BaP: 4 }
const percentiles = { TSP: 95, BaP: 95, NOx: 98 } as const

const otherDays = want.listOf(want.fields({ date: want.civilDate, ugPerM3: want.reading }))

/**
 * The yearly statistics of a pollutant of GB 3095 Table 2: TSP and BaP by mean and 95th percentile, NOx by mean and 98th, Pb by
 * the year's and the quarters' means (HJ 663 §5.1, items unverified). Judged with TSP, NOx 0, Pb 2, BaP 4 decimals.
 *
 * @param days daily values in µg/m³; days left out count as missing
 * @throws StandardsError `invalid-input` for a day of another year or given twice
 */
export function evaluateOtherYear(
  pollutant: OtherAirPollutant,
  days: readonly { readonly date: CivilDate; readonly ugPerM3: Reading }[],
  year: number,
  limits: Gb3095Edition,
  areaClass: AreaClass = 'II',
): OtherStatistic[] {
  checkInput(
    'evaluateOtherYear',
    { pollutant, days, year, limits, areaClass },
    {
      pollutant: air.otherPollutant,
      days: otherDays,
      year: want.whole,
      limits: air.gb3095,
      areaClass: air.areaClass,
    },
  )
  const months = valuesByMonth(days, year)
  const values = months.flat()
  const enough = yearValidity(
    months.map((month) => month.length),
    pollutant,
  ).valid
  const limit = (period: 'year' | '24h' | 'quarter') => airLimit(pollutant, period, areaClass, limits)
  const mean = judge('mean', meanOf(values), enough, values.length, pollutant, limit('year'))
  if (pollutant === 'Pb') {
    const quarters = [0, 1, 2, 3].map((quarter) => {
      const parts = months.slice(quarter * 3, quarter * 3 + 3)
      const counts = [parts[0]?.length ?? 0, parts[1]?.length ?? 0, parts[2]?.length ?? 0] as const
      const all = parts.flat()
      return judge(
        `quarter ${quarter + 1}`,
        meanOf(all),
        quarterValidity(counts),
        all.length,
        pollutant,
        limit('quarter'),
      )
    })
    return [mean, ...quarters]
  }
  const percent = percentiles[pollutant]
  const ranked = values.length === 0 ? undefined : airPercentile(values, percent)
  return [mean, judge(`p${percent}`, ranked, enough, values.length, pollutant, limit('24h'))]
}

function judge(
  statistic: string,
  computed: number | undefined,
  enough: boolean,
  validCount: number,
  pollutant: OtherAirPollutant,
  limit: AirLimit,
): OtherStatistic {
  const value: Reading = enough && computed !== undefined ? computed : 'insufficient'
  const judged = isMeasured(value) ? roundComputedHalfEven(value, decimals[pollutant]) : value
  return {
    statistic,
    value,
    computed: computed ?? 'insufficient',
    judged,
    limit,
    complies: isMeasured(judged) ? judged <= limit.value : 'insufficient',
    overLimitMultiple: isMeasured(judged) ? overLimitMultiple(judged, limit.value) : judged,
    validCount,
    clause: 'HJ 663 §5.1; GB 3095 §6.4 Table 4',
  }
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : fractionToNumber(exactMean(values))
}

function valuesByMonth(
  days: readonly { readonly date: CivilDate; readonly ugPerM3: Reading }[],
  year: number,
): number[][] {
  const months: number[][] = Array.from({ length: 12 }, () => [])
  const seen = new Set<CivilDate>()
  for (const { date, ugPerM3 } of days) {
    const parts = civilDateParts(date)
    if (parts.year !== year || seen.has(date)) {
      throw new StandardsError(
        'invalid-input',
        `${date}不在${year}年内或重复`,
        `${date} is not in ${year} or given twice`,
      )
    }
    seen.add(date)
    if (isMeasured(ugPerM3)) months[parts.month - 1]?.push(ugPerM3)
  }
  return months
}
