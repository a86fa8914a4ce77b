import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { isMeasured, measuredValues, type Reading } from '../missing/reading.ts'
import { exactMean, fractionToNumber } from '../rounding/mean.ts'
import { roundComputedHalfEven } from '../rounding/round.ts'

/** What is weighed for one collector and month. */
export interface DustfallWeighing {
  /** Dish with residue, dried at 105 °C to constant weight. */
  readonly dishWithResidueGrams: number
  readonly emptyDishGrams: number
  /** Residue of the same amount of glycol solution. */
  readonly blankGrams: number
  /** Mouth of the collector; 176.7 cm² for the usual 15 cm. */
  readonly mouthCm2: number
  /** Days of exposure, to a tenth. */
  readonly exposureDays: number
}

/** Dustfall of one collector and month. */
export interface Dustfall {
  readonly tonnesPerKm2Per30Days: number
  /** To one decimal, half to even. */
  readonly reported: number
  readonly belowDetection: boolean
  readonly belowDetermination: boolean
  readonly standard: 'HJ 1221'
  readonly edition: 'HJ 1221-2021'
}

/** Detection limit and lower determination limit, t/(km²·30 d) (HJ 1221-2021 §1). */
export const dustfallLimits = { detection: 0.3, determination: 1.2 } as const

const dustfallWeighing = want.fields({
  dishWithResidueGrams: want.finite,
  emptyDishGrams: want.finite,
  blankGrams: want.finite,
  mouthCm2: want.finite,
  exposureDays: want.finite,
})

/**
 * Dustfall in t/(km²·30 d): `(W1 − W0 − Wc)/(S·n) × 30 × 10⁴` (HJ 1221-2021; symbols unverified).
 *
 * @throws StandardsError `invalid-input` for a mouth or exposure that is not above zero
 */
export function dustfall(weighing: DustfallWeighing): Dustfall {
  checkInput('dustfall', { weighing }, { weighing: dustfallWeighing })
  const { mouthCm2, exposureDays } = weighing
  if (!(mouthCm2 > 0 && exposureDays > 0)) {
    throw new StandardsError(
      'invalid-input',
      '集尘缸面积和采样天数须大于零',
      'mouth and exposure must be above zero',
    )
  }
  const grams = weighing.dishWithResidueGrams - weighing.emptyDishGrams - weighing.blankGrams
  const tonnesPerKm2Per30Days = (grams / (mouthCm2 * exposureDays)) * 30 * 1e4
  return {
    tonnesPerKm2Per30Days,
    reported: roundComputedHalfEven(tonnesPerKm2Per30Days, 1),
    belowDetection: tonnesPerKm2Per30Days < dustfallLimits.detection,
    belowDetermination: tonnesPerKm2Per30Days < dustfallLimits.determination,
    standard: 'HJ 1221',
    edition: 'HJ 1221-2021',
  }
}

/** A mean of dustfall values with its counts. */
export interface DustfallMean {
  readonly tonnesPerKm2Per30Days: Reading
  readonly reported: Reading
  readonly validCount: number
  readonly expectedCount: number
}

/**
 * A city's month from its stations, or a cumulative value from its months: the arithmetic mean (practice, unverified).
 *
 * Clause: HJ 1221-2021.
 */
export function dustfallMean(tonnesPerKm2Per30Days: readonly Reading[]): DustfallMean {
  checkInput('dustfallMean', { tonnesPerKm2Per30Days }, { tonnesPerKm2Per30Days: want.readings })
  const values = measuredValues(tonnesPerKm2Per30Days)
  const mean: Reading = values.length === 0 ? 'insufficient' : fractionToNumber(exactMean(values))
  return {
    tonnesPerKm2Per30Days: mean,
    reported: isMeasured(mean) ? roundComputedHalfEven(mean, 1) : mean,
    validCount: values.length,
    expectedCount: tonnesPerKm2Per30Days.length,
  }
}

/**
 * Change against the same period a year before in percent, unrounded; below zero is an improvement (unverified).
 *
 * Clause: none; provincial practice.
 */
export function yearOnYearPercent(thisYear: number, lastYear: number): Reading {
  checkInput('yearOnYearPercent', { thisYear, lastYear }, { thisYear: want.finite, lastYear: want.finite })
  return lastYear === 0 ? 'insufficient' : ((thisYear - lastYear) / lastYear) * 100
}

/**
 * Ranks for an indicator where less is better: equal values share a rank, the next rank is skipped; absences get none.
 *
 * Clause: none; provincial practice.
 */
export function rankAscending(values: readonly Reading[]): Reading[] {
  checkInput('rankAscending', { values }, { values: want.readings })
  const measured = measuredValues(values)
  return values.map((value) =>
    isMeasured(value) ? 1 + measured.filter((other) => other < value).length : value,
  )
}
