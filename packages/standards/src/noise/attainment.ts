import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured } from '../missing/reading.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { countedShare } from '../surface-water/shares.ts'
import type { CountedShare } from '../surface-water/shares.ts'
import { noiseLimitHolds, noiseZones, type NoisePeriod, type NoiseZone } from './zones.ts'

/** One point on one day: a point-time (点次). */
export interface NoisePointTime {
  readonly zone: NoiseZone
  readonly dayDb: Reading
  readonly nightDb: Reading
}

/** 声环境功能区达标率 of one period of the day. */
export interface NoiseRate {
  /** Attained of monitored point-times; a reason when none was monitored. */
  readonly rate: CountedShare | 'not-measured'
  /** Point-times without a level; they stand outside the rate. */
  readonly missing: readonly Missing[]
}

const noisePointTimes = want.listOf(
  want.fields({ zone: want.oneOf(noiseZones), dayDb: want.reading, nightDb: want.reading }),
)

/**
 * Attainment of acoustic zones: attained point-times over monitored ones, day and night apart.
 *
 * Clause: GB 3096-2008 Appendix B.
 * @param decimals of the percentages
 */
export function noiseAttainment(
  pointTimes: readonly NoisePointTime[],
  decimals = 1,
): Readonly<Record<NoisePeriod, NoiseRate>> {
  checkInput(
    'noiseAttainment',
    { pointTimes, decimals },
    { pointTimes: noisePointTimes, decimals: want.whole },
  )
  return { day: rateOf('day', pointTimes, decimals), night: rateOf('night', pointTimes, decimals) }
}

function rateOf(period: NoisePeriod, pointTimes: readonly NoisePointTime[], decimals: number): NoiseRate {
  const rows = pointTimes.map(({ zone, dayDb, nightDb }) => ({
    zone,
    level: period === 'day' ? dayDb : nightDb,
  }))
  const held = rows.flatMap(({ zone, level }) =>
    isMeasured(level) ? [noiseLimitHolds(zone, period, level)] : [],
  )
  const missing = rows.flatMap(({ level }) => (isMeasured(level) ? [] : [level]))
  const rate =
    held.length === 0 ? 'not-measured' : countedShare(held.filter(Boolean).length, held.length, decimals)
  return { rate, missing }
}
