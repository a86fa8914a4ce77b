import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'
import { exactMean, fractionToNumber } from '../../rounding/mean.ts'
import type { AirPollutant } from '../pollutant.ts'
import { airStatistic, type AirStatistic } from './hj663.ts'

/**
 * 三年滑动平均: the mean of three consecutive years' valid means, which HJ 663-2026 introduces (whether it stands beside the
 * year's value or in its place, and its rounding, are unverified). Valid only with all three.
 *
 * Clause: HJ 663-2026.
 *
 * @param yearMeans unrounded, oldest first; µg/m³, CO in mg/m³
 */
export function threeYearMean(
  yearMeans: readonly [Reading, Reading, Reading],
  pollutant: AirPollutant,
): AirStatistic {
  checkInput(
    'threeYearMean',
    { yearMeans, pollutant },
    { yearMeans: want.readings, pollutant: air.pollutant },
  )
  const values = yearMeans.filter(isMeasured)
  const computed = values.length === 0 ? undefined : fractionToNumber(exactMean(values))
  const counts = { validCount: values.length, expectedCount: 3 }
  return airStatistic(computed, values.length === 3, counts, pollutant, 'HJ 663-2026', 'HJ 663-2026')
}
