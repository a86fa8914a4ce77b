import { civilDateOf, lastDayOfMonth } from '@qinglan/periods'
import { dustfallMean, isMeasured } from '@qinglan/standards'
import { sql } from 'kysely'
import { layoutPositions } from '../layout-positions.ts'
import type { Indicator, IndicatorAnswer } from './indicator.ts'
import { regionWithin } from './region-within.ts'

interface Row {
  readonly at: Date
  readonly value: number
  readonly simulated: boolean
}

const empty: Omit<IndicatorAnswer, 'accumulation'> = {
  value: null,
  missing: { zh: '本年至今没有降尘监测结果', en: 'no dustfall result of this year to date' },
  fraction: null,
  series: [],
  history: [],
  provenance: [],
  inputs: {},
}

/** 降尘量年均值: the mean of the months of the mean over the points, t/(km²·30d) (HJ 1221; how cities average is unverified). */
export const dustfallAnnualMean: Indicator = {
  key: 'air.dustfall.annual-mean',
  title: { zh: '降尘量', en: 'Dustfall, mean of the months' },
  unit: 't/(km2.month)',
  async answer(db, { regionId, year, at }) {
    const monthsEnded = Array.from({ length: 12 }, (_, index) => index + 1).filter(
      (month) => lastDayOfMonth(year, month) <= at,
    )
    const left = 12 - monthsEnded.length
    const layout = await layoutPositions(db, 'air')
    if (!layout || monthsEnded.length === 0)
      return { ...empty, accumulation: { kind: 'mean', unit: 'month', done: 0, total: left } }
    const position = layout.position('DUSTFALL', 'total') + 1
    const { rows } = await sql<Row>`
      select o.at, o.values[${sql.lit(position)}] as value, o.simulated
      from observations o join sites s on s.id = o.site_id
      where s.region_id in ${regionWithin(regionId)} and o.resolution = 'm' and o.layout_id = ${layout.id}
        and o.at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and o.at <= ${`${at}T00:00:00+08:00`}::timestamptz
        and o.values[${sql.lit(position)}] is not null
        and coalesce(nullif(substr(o.flags, ${sql.lit(position)}, 1), ''), '.') in ('.', 'S')
      order by o.at`.execute(db)
    const months = new Map<string, number[]>()
    for (const row of rows) {
      const month = civilDateOf(row.at.getTime())
      months.set(month, [...(months.get(month) ?? []), row.value])
    }
    const means: number[] = []
    const series = monthsEnded.map((month) => {
      const period = `${year}-${String(month).padStart(2, '0')}-01`
      const mean = dustfallMean(months.get(period) ?? []).tonnesPerKm2Per30Days
      if (isMeasured(mean)) means.push(mean)
      const toDate = dustfallMean(means).tonnesPerKm2Per30Days
      return { period, value: isMeasured(mean) ? mean : null, toDate: isMeasured(toDate) ? toDate : null }
    })
    const accumulation = {
      kind: 'mean',
      unit: 'month',
      done: means.length,
      total: means.length + left,
    } as const
    const value = series.at(-1)?.toDate ?? null
    if (value === null) return { ...empty, accumulation }
    return {
      ...empty,
      value,
      missing: null,
      accumulation,
      series,
      provenance: [
        {
          standard: 'HJ 1221',
          edition: '2021',
          inputs: monthsEnded.length,
          valid: means.length,
          from: `${year}-01-01`,
          to: lastDayOfMonth(year, monthsEnded.length),
          simulated: rows.some((row) => row.simulated),
          computedAt: new Date().toISOString(),
        },
      ],
      inputs: { months: means.length, values: rows.length },
    }
  },
}
