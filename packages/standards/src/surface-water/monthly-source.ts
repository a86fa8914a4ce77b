import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from './water-wants.ts'
import { fewestValues, meanSample } from './means.ts'
import type { MeanSample } from './means.ts'
import { surfaceWaterItems } from './items.ts'
import type { SurfaceWaterItem } from './items.ts'
import { usableOf } from './sample.ts'
import type { SampleMgPerL } from './sample.ts'

/** Where a monthly value comes from. */
export type MonthlySource = 'automatic' | 'manual'

/** Items that a month takes from the automatic station where it has them (环办监测函〔2020〕82号, single source). */
export const automaticFirstItems: readonly SurfaceWaterItem[] = ['PH', 'DO', 'CODMn', 'NH3N', 'TP', 'TN']

/** A month's values with the source of each. */
export interface MonthlySample {
  readonly sampleMgPerL: SampleMgPerL
  readonly sources: Readonly<Partial<Record<SurfaceWaterItem, MonthlySource>>>
}

/**
 * Mean of an automatic station's month from its daily means; an item needs 20 days unless another number is set.
 *
 * Clause: 环办监测函〔2020〕82号.
 */
export function automaticMonthlyMean(
  days: readonly SampleMgPerL[],
  fewestDays: number = fewestValues.automaticMonthDays,
): MeanSample {
  checkInput(
    'automaticMonthlyMean',
    { days, fewestDays },
    { days: waterWant.samples, fewestDays: want.whole },
  )
  return meanSample(days, fewestDays)
}

/**
 * The values a month is judged by: pH, dissolved oxygen, CODMn, ammonia, total phosphorus and total nitrogen from the
 * automatic station where it has them, everything else from manual sampling (环办监测函〔2020〕82号).
 */
export function monthlySample(automatic: SampleMgPerL, manual: SampleMgPerL): MonthlySample {
  checkInput(
    'monthlySample',
    { automatic, manual },
    { automatic: waterWant.sample, manual: waterWant.sample },
  )
  const rows = surfaceWaterItems.flatMap(({ key }) => {
    const station = automaticFirstItems.includes(key) ? automatic[key] : undefined
    const byStation = typeof usableOf(key, station) === 'number' || manual[key] === undefined
    const reading = byStation ? station : manual[key]
    const source: MonthlySource = byStation ? 'automatic' : 'manual'
    return reading === undefined ? [] : [{ key, reading, source }]
  })
  return {
    sampleMgPerL: Object.fromEntries(rows.map(({ key, reading }) => [key, reading])),
    sources: Object.fromEntries(rows.map(({ key, source }) => [key, source])),
  }
}
