import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { roundComputedHalfEven } from '../../rounding/round.ts'
import { airLimit } from '../limits/limits.ts'
import type { Gb3095Edition } from '../limits/limits-table.ts'
import { airPollutants, type AirPollutant } from '../pollutant.ts'

/** One weight for each pollutant. */
export type IndexWeights = Readonly<Record<AirPollutant, number>>

/**
 * The plain sum, used for city ranking to 2025 and by default here.
 *
 * Clause: 环办监测〔2018〕19号.
 */
export const equalWeights: IndexWeights = { SO2: 1, NO2: 1, PM10: 1, 'PM2.5': 1, CO: 1, O3: 1 }

/**
 * Weights reported for 2026 beside the plain sum; unverified.
 *
 * Clause: none published; see `compositeIndex`.
 */
export const weights322: IndexWeights = { SO2: 1, NO2: 2, PM10: 1, 'PM2.5': 3, CO: 1, O3: 2 }

/** The composite index of a place and period. */
export interface CompositeIndex {
  /** Sum of the single indices, each rounded to two decimals first: this reproduces published values. */
  readonly index: Reading
  /** The unrounded sum to two decimals; published values have been seen on either side. */
  readonly indexFromUnrounded: Reading
  readonly single: Readonly<Record<AirPollutant, Reading>>
  /** Pollutants with the largest single index. */
  readonly main: readonly AirPollutant[]
  readonly limits: Gb3095Edition
  readonly clause: string
}

const statisticReadings = want.recordOf(airPollutants, want.reading)
const indexWeights = want.recordOf(airPollutants, want.finite)

/**
 * 环境空气质量综合指数: the sum of concentration over class II limit, with the means of SO2, NO2, PM10 and PM2.5, the 95th
 * percentile of daily CO and the 90th percentile of daily maximum 8 h O3 (环办监测〔2018〕19号; not part of HJ 663).
 *
 * @param statistics as published: means in whole µg/m³, CO to 0.1 mg/m³
 */
export function compositeIndex(
  statistics: Readonly<Record<AirPollutant, Reading>>,
  limits: Gb3095Edition,
  weights: IndexWeights = equalWeights,
): CompositeIndex {
  checkInput(
    'compositeIndex',
    { statistics, limits, weights },
    { statistics: statisticReadings, limits: air.gb3095, weights: indexWeights },
  )
  const ratios = airPollutants.map((pollutant) => {
    const value = statistics[pollutant]
    return [pollutant, isMeasured(value) ? value / indexLimit(pollutant, limits) : value] as const
  })
  const sum = (part: (ratio: number) => number): Reading => {
    let total = 0
    for (const [pollutant, ratio] of ratios) {
      if (!isMeasured(ratio)) return 'insufficient'
      total += part(ratio) * weights[pollutant]
    }
    return roundComputedHalfEven(total, 2)
  }
  const largest = Math.max(...ratios.map(([, ratio]) => (isMeasured(ratio) ? ratio : -1)))
  return {
    index: sum(roundedSingle),
    indexFromUnrounded: sum((ratio) => ratio),
    single: Object.fromEntries(
      ratios.map(([pollutant, ratio]) => [pollutant, isMeasured(ratio) ? roundedSingle(ratio) : ratio]),
    ) as Record<AirPollutant, Reading>,
    main: ratios.filter(([, ratio]) => ratio === largest).map(([pollutant]) => pollutant),
    limits,
    clause: '环办监测〔2018〕19号',
  }
}

function roundedSingle(ratio: number): number {
  return roundComputedHalfEven(ratio, 2)
}

function indexLimit(pollutant: AirPollutant, limits: Gb3095Edition): number {
  const period = pollutant === 'O3' ? 'mda8' : pollutant === 'CO' ? '24h' : 'year'
  return airLimit(pollutant, period, 'II', limits).value
}
