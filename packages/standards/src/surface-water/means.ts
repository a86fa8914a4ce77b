import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from './water-wants.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { exactMean, fractionToNumber } from '../rounding/mean.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { surfaceWaterItems } from './items.ts'
import type { SurfaceWaterItem } from './items.ts'
import { usableOf } from './sample.ts'
import type { SampleMgPerL } from './sample.ts'

/** A mean, how many values stood behind it, and why the others were left out. */
export interface MeanReading {
  /** In the item's unit, unrounded; `insufficient` below the minimum. */
  readonly mean: Reading
  readonly count: number
  readonly missing: readonly Missing[]
}

/** Means of several samples, item by item. */
export interface MeanSample {
  /** Ready to be evaluated like any sample; unrounded. */
  readonly sampleMgPerL: SampleMgPerL
  readonly items: Readonly<Partial<Record<SurfaceWaterItem, MeanReading>>>
}

const pointSamples = want.listOf(waterWant.samples)

/**
 * Mean pH: −lg of the mean of 10^−pH, because pH is a logarithm (single source).
 *
 * Clause: 环办监测函〔2020〕82号.
 * @throws StandardsError `invalid-input` for no values
 */
export function meanPh(ph: readonly number[]): number {
  checkInput('meanPh', { ph }, { ph: want.numbers })
  if (ph.length === 0)
    throw new StandardsError('invalid-input', '没有pH值，无法求均值', 'no pH values to average')
  const acidity = ph.reduce((sum, value) => sum + 10 ** -value, 0) / ph.length
  return -Math.log10(acidity)
}

/**
 * Means of samples item by item: arithmetic and exact in decimal, pH by {@link meanPh}. A result below the detection
 * limit enters as half of it; a missing value is left out, never 0.
 *
 * Clause: 环办[2011]22号, data.
 *
 * @param minimum values an item needs; below it its mean is `insufficient`
 */
export function meanSample(samples: readonly SampleMgPerL[], minimum = 1): MeanSample {
  checkInput('meanSample', { samples, minimum }, { samples: waterWant.samples, minimum: want.whole })
  const entries = surfaceWaterItems
    .map((row) => row.key)
    .filter((item) => samples.some((sample) => sample[item] !== undefined))
    .map((item) => [item, meanOfItem(item, samples, minimum)] as const)
  return {
    sampleMgPerL: Object.fromEntries(entries.map(([item, { mean }]) => [item, mean])),
    items: Object.fromEntries(entries),
  }
}

/**
 * Fewest values behind a period's mean (环办[2011]22号, from memory): a month 1, a quarter 2, a year 12 months. The days of
 * an automatic month are this library's choice.
 */
export const fewestValues = {
  month: 1,
  automaticMonthDays: 20,
  quarter: 2,
  year: 12,
  yearWithIce: 8,
} as const

/**
 * Mean of a month from its samples: one is enough, several are averaged.
 *
 * Clause: 环办[2011]22号, data.
 */
export function monthlyMean(samples: readonly SampleMgPerL[]): MeanSample {
  checkInput('monthlyMean', { samples }, { samples: waterWant.samples })
  return meanSample(samples, fewestValues.month)
}

/**
 * Mean of a quarter from its monthly values; an item needs two of them.
 *
 * Clause: 环办[2011]22号, data.
 */
export function quarterlyMean(months: readonly SampleMgPerL[]): MeanSample {
  checkInput('quarterlyMean', { months }, { months: waterWant.samples })
  return meanSample(months, fewestValues.quarter)
}

/**
 * Mean of a year from its monthly values: twelve, or eight and more where ice or the like stops sampling. The year's
 * class is the class of this mean, not a mean of monthly classes or shares.
 *
 * Clause: 环办[2011]22号, data.
 *
 * @param fewestMonths the minimum to hold an item to; an item measured in fewer months is `insufficient`
 */
export function annualMean(
  months: readonly SampleMgPerL[],
  fewestMonths: number = fewestValues.year,
): MeanSample {
  checkInput('annualMean', { months, fewestMonths }, { months: waterWant.samples, fewestMonths: want.whole })
  if (months.length > 12) {
    throw new StandardsError('invalid-input', '一年至多12个月', `a year has 12 months, not ${months.length}`)
  }
  return meanSample(months, fewestMonths)
}

/**
 * Mean of a lake: over time at each point, then over the points (from memory).
 *
 * Clause: 环办[2011]22号, data.
 */
export function lakeMean(samplesByPoint: readonly (readonly SampleMgPerL[])[], minimum = 1): MeanSample {
  checkInput('lakeMean', { samplesByPoint, minimum }, { samplesByPoint: pointSamples, minimum: want.whole })
  return meanSample(samplesByPoint.map((samples) => meanSample(samples, minimum).sampleMgPerL))
}

function meanOfItem(item: SurfaceWaterItem, samples: readonly SampleMgPerL[], minimum: number): MeanReading {
  const readings = samples.map((sample) => usableOf(item, sample[item]))
  const values = readings.filter((reading) => typeof reading === 'number')
  const missing = readings.filter((reading) => typeof reading === 'string')
  const enough = values.length >= Math.max(minimum, 1)
  return { mean: enough ? average(item, values) : 'insufficient', count: values.length, missing }
}

function average(item: SurfaceWaterItem, values: readonly number[]): number {
  return item === 'PH' ? meanPh(values) : fractionToNumber(exactMean(values))
}
