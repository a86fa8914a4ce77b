import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { missingReasons, type Missing } from '../missing/reading.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { classRank, surfaceWaterClasses } from './classes.ts'
import type { SurfaceWaterClass } from './classes.ts'
import type { WaterGrade } from './grade.ts'

/** A share kept as its two whole numbers, with the percentage rounded half to even (GB/T 8170). */
export interface CountedShare {
  readonly part: number
  readonly whole: number
  readonly percent: number
}

/** How the classes of many sections are shared out. */
export interface ClassShares {
  /** Sections on the list, measured or not. */
  readonly listed: number
  /** Sections with a class: the denominator of every share. */
  readonly judged: number
  /** Why the others have none. */
  readonly missing: readonly Missing[]
  readonly byClass: Readonly<Record<SurfaceWaterClass, CountedShare>>
  /** 优Ⅲ比例: class Ⅰ to Ⅲ. */
  readonly good: CountedShare
  /** 劣Ⅴ比例. */
  readonly worseThanV: CountedShare
}

const classesOrReasons = want.listOf(want.oneOf([...surfaceWaterClasses, ...missingReasons]))
const counts = want.fields({ part: want.whole, whole: want.whole })
const goodAndWorse = want.fields({ good: counts, worseThanV: counts })

/**
 * Shares of the classes of sections (环办[2011]22号). A section without a class (dry, works) leaves the denominator and is
 * listed with its reason. For a year give the classes of the year's mean concentrations, never monthly ones.
 *
 * @param decimals of the percentages
 * @throws StandardsError `invalid-input` when no section has a class
 */
export function classShares(sections: readonly (SurfaceWaterClass | Missing)[], decimals = 1): ClassShares {
  checkInput('classShares', { sections, decimals }, { sections: classesOrReasons, decimals: want.whole })
  const missing = sections.filter((entry) => !isClass(entry))
  const classes = sections.filter((entry) => isClass(entry))
  const count = (test: (entry: SurfaceWaterClass) => boolean): CountedShare =>
    countedShare(classes.filter(test).length, classes.length, decimals)
  const byClass = Object.fromEntries(
    surfaceWaterClasses.map((name) => [name, count((entry) => entry === name)] as const),
  ) as Record<SurfaceWaterClass, CountedShare>
  return {
    listed: sections.length,
    judged: classes.length,
    missing,
    byClass,
    good: count((entry) => classRank(entry) <= classRank('Ⅲ')),
    worseThanV: count((entry) => entry === '劣Ⅴ'),
  }
}

/**
 * A share in percent of two whole numbers.
 *
 * Clause: 环办[2011]22号, shares of classes.
 * @throws StandardsError `invalid-input` when the whole is 0: a share of nothing is not 0 %
 */
export function countedShare(part: number, whole: number, decimals: number): CountedShare {
  checkInput(
    'countedShare',
    { part, whole, decimals },
    { part: want.finite, whole: want.finite, decimals: want.whole },
  )
  if (!Number.isInteger(part) || !Number.isInteger(whole) || whole <= 0 || part < 0 || part > whole) {
    throw new StandardsError('invalid-input', `${part}/${whole}不是占比`, `${part} of ${whole} is no share`)
  }
  const percent = roundFractionHalfEven(
    { numerator: BigInt(part) * 100n, denominator: BigInt(whole) },
    decimals,
  )
  return { part, whole, percent }
}

/**
 * Grade of a river, basin or region of five or more sections by its shares (环办[2011]22号): 优 from 90 % of class Ⅰ–Ⅲ, 良好
 * from 75 %, below that by 劣Ⅴ under 20 %, under 40 %, or more. Whole numbers are compared, not rounded percentages.
 *
 * Sources differ for exactly 60 % good with 40 % worse than Ⅴ; 重度污染 is used there.
 */
export function gradeOfShares(shares: Pick<ClassShares, 'good' | 'worseThanV'>): WaterGrade {
  checkInput('gradeOfShares', { shares }, { shares: goodAndWorse })
  const { part: good, whole } = shares.good
  const bad = shares.worseThanV.part
  if (good * 10 >= whole * 9) return '优'
  if (good * 4 >= whole * 3) return '良好'
  if (bad * 5 < whole) return '轻度污染'
  return bad * 5 < whole * 2 ? '中度污染' : '重度污染'
}

function isClass(entry: SurfaceWaterClass | Missing): entry is SurfaceWaterClass {
  return (surfaceWaterClasses as readonly string[]).includes(entry)
}
