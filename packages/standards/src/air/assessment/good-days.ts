import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { roundFractionHalfEven } from '../../rounding/round.ts'
import { aqiClassOf } from '../aqi/classes.ts'

/** Shares of days by index class. */
export interface GoodDayRatio {
  /** 优良天数比例: days with AQI ≤ 100 over valid days, percent, one decimal. */
  readonly goodPercent: Reading
  readonly goodDays: number
  /** 重度及以上污染天数: AQI > 200. */
  readonly heavyDays: number
  readonly heavyPercent: Reading
  /** Days of class 1 … 6. */
  readonly classDays: readonly [number, number, number, number, number, number]
  readonly validCount: number
  readonly expectedCount: number
  readonly clause: string
}

/**
 * 优良天数比例, the share of days whose index is at most 100, over the days that have an index (HJ 633 classes; ratio
 * to one decimal by GB/T 8170, unverified). For a city give the city's indices, not its stations'.
 *
 * @param dailyIndices one reading a day, missing days included
 */
export function goodDayRatio(dailyIndices: readonly Reading[]): GoodDayRatio {
  checkInput('goodDayRatio', { dailyIndices }, { dailyIndices: want.readings })
  const classDays: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0]
  for (const index of dailyIndices) {
    if (isMeasured(index)) {
      const place = aqiClassOf(index).level - 1
      classDays[place] = (classDays[place] ?? 0) + 1
    }
  }
  const validCount = classDays.reduce((sum, days) => sum + days, 0)
  const goodDays = classDays[0] + classDays[1]
  const heavyDays = classDays[4] + classDays[5]
  return {
    goodPercent: percentOf(goodDays, validCount),
    goodDays,
    heavyDays,
    heavyPercent: percentOf(heavyDays, validCount),
    classDays,
    validCount,
    expectedCount: dailyIndices.length,
    clause: 'HJ 633 classes; GB/T 8170 §3.2',
  }
}

function percentOf(part: number, whole: number): Reading {
  if (whole === 0) return 'insufficient'
  return roundFractionHalfEven({ numerator: BigInt(part) * 100n, denominator: BigInt(whole) }, 1)
}
