import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import { isMeasured, measuredValues, type Reading } from '../../missing/reading.ts'
import { exactMean, fractionToNumber } from '../../rounding/mean.ts'
import { airValidity } from '../limits/validity.ts'
import type { AirPollutant } from '../pollutant.ts'
import { airStatistic, type AirStatistic, type Hj663Edition } from './hj663.ts'

/** The daily maximum 8-hour mean of ozone with the windows behind it. */
export interface OzoneDailyMax8h extends AirStatistic {
  /** The 17 means that end at 08:00 … 24:00, unrounded. */
  readonly windows: readonly Reading[]
  /** True when too few windows were excused by a maximum above the limit. */
  readonly byExceedance: boolean
}

/**
 * The mean of one natural day from its 24 hourly means; valid with 20 of them (GB 3095 §6.4 Table 4, HJ 663 §6.1).
 *
 * @param hours 24 readings; the first ends at 01:00, the last at 24:00; µg/m³, CO in mg/m³
 * @throws StandardsError `invalid-input` unless there are 24
 */
export function airDailyMean(
  hours: readonly Reading[],
  pollutant: AirPollutant,
  edition: Hj663Edition,
): AirStatistic {
  checkInput(
    'airDailyMean',
    { hours, pollutant, edition },
    { hours: want.readings, pollutant: air.pollutant, edition: air.hj663 },
  )
  require24(hours)
  const values = measuredValues(hours)
  const computed = values.length === 0 ? undefined : fractionToNumber(exactMean(values))
  const counts = { validCount: values.length, expectedCount: 24 }
  return airStatistic(
    computed,
    values.length >= airValidity.hoursPerDay,
    counts,
    pollutant,
    edition,
    airValidity.clause,
  )
}

/**
 * The daily maximum 8-hour mean of ozone: the largest of the 17 means ending at 08:00 … 24:00, each with 6 of 8 hours;
 * valid with 14 of the 17, or with fewer when the maximum exceeds the limit (HJ 663-2013 and -2026 §6.1.2).
 *
 * @param hoursUgPerM3 24 readings; the first ends at 01:00, the last at 24:00
 * @param limitUgPerM3 the 8-hour limit of the area's class: 160 for class II, 100 for class I
 * @throws StandardsError `invalid-input` unless there are 24
 */
export function ozoneDailyMax8h(
  hoursUgPerM3: readonly Reading[],
  edition: Hj663Edition,
  limitUgPerM3 = 160,
): OzoneDailyMax8h {
  checkInput(
    'ozoneDailyMax8h',
    { hoursUgPerM3, edition, limitUgPerM3 },
    { hoursUgPerM3: want.readings, edition: air.hj663, limitUgPerM3: want.finite },
  )
  require24(hoursUgPerM3)
  const windows: Reading[] = []
  for (let end = 8; end <= 24; end++) {
    const values = measuredValues(hoursUgPerM3.slice(end - 8, end))
    const enough = values.length >= airValidity.hoursPer8Hours
    windows.push(enough ? fractionToNumber(exactMean(values)) : 'insufficient')
  }
  const found = windows.filter(isMeasured)
  const largest = found.length === 0 ? undefined : Math.max(...found)
  const enough = found.length >= 14
  const byExceedance = !enough && largest !== undefined && largest > limitUgPerM3
  const counts = { validCount: found.length, expectedCount: 17 }
  const statistic = airStatistic(largest, enough || byExceedance, counts, 'O3', edition, 'HJ 663 §6.1.2')
  return { ...statistic, windows, byExceedance }
}

/**
 * The daily maximum 1-hour mean of ozone, an input of the daily index of HJ 633-2012; valid with 20 hours (GB 3095 §6.4
 * gives no minimum for it: the number of the daily mean is taken, unverified).
 */
export function ozoneDailyMax1h(hoursUgPerM3: readonly Reading[], edition: Hj663Edition): AirStatistic {
  checkInput(
    'ozoneDailyMax1h',
    { hoursUgPerM3, edition },
    { hoursUgPerM3: want.readings, edition: air.hj663 },
  )
  require24(hoursUgPerM3)
  const values = measuredValues(hoursUgPerM3)
  const computed = values.length === 0 ? undefined : Math.max(...values)
  const counts = { validCount: values.length, expectedCount: 24 }
  return airStatistic(
    computed,
    values.length >= airValidity.hoursPerDay,
    counts,
    'O3',
    edition,
    'HJ 633-2012 §5.1',
  )
}

function require24(hours: readonly Reading[]): void {
  if (hours.length !== 24) {
    throw new StandardsError(
      'invalid-input',
      `一日应有24个小时值，给出${hours.length}个`,
      `a day has 24 hours, not ${hours.length}`,
    )
  }
}
