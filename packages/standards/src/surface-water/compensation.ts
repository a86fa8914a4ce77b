import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'

/**
 * Items of the mass model of regional compensation.
 *
 * Clause: 江苏省水环境区域补偿 (苏政办发〔2013〕195号).
 */
export const compensationItems = ['CODMn', 'NH3N', 'TP'] as const
export type CompensationItem = (typeof compensationItems)[number]

/**
 * Price of a tonne over the target in 10,000 yuan (one secondary source).
 *
 * Clause: 江苏省水环境区域补偿 (苏政办发〔2013〕195号).
 */
export const compensationPrices: Readonly<Record<CompensationItem, number>> = { CODMn: 1.5, NH3N: 10, TP: 10 }

/**
 * What upstream pays for a month by the mass model of Jiangsu's regional compensation: Σ (C − target) × volume × price, items at
 * or under their target not counting. The model before the banded amounts of 2021, whose bands are not known.
 *
 * Clause: 江苏省水环境区域补偿 (苏政办发〔2013〕195号); one secondary source.
 *
 * @param items mean of the month and target, mg/L
 * @param volumeM3 water that passed in the month
 * @returns 10,000 yuan, unrounded
 */
export function regionalCompensation(
  items: Readonly<
    Partial<Record<CompensationItem, { readonly meanMgPerL: number; readonly targetMgPerL: number }>>
  >,
  volumeM3: number,
): number {
  checkInput('regionalCompensation', { items, volumeM3 }, { items: massItems, volumeM3: want.finite })
  const gramsPerTonne = 1e6
  return compensationItems.reduce((sum, item) => {
    const given = items[item]
    if (given === undefined || given.meanMgPerL <= given.targetMgPerL) return sum
    const tonnes = ((given.meanMgPerL - given.targetMgPerL) * volumeM3) / gramsPerTonne
    return sum + tonnes * compensationPrices[item]
  }, 0)
}

const meanAndTarget = want.optional(want.fields({ meanMgPerL: want.finite, targetMgPerL: want.finite }))
const massItems = want.onlyFields({ CODMn: meanAndTarget, NH3N: meanAndTarget, TP: meanAndTarget })
