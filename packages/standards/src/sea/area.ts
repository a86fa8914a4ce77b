import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { sumExactly } from '../exact/fraction.ts'
import { missingReasons, type Missing } from '../missing/reading.ts'
import { exactMean, fractionToNumber } from '../rounding/mean.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { countedShare } from '../surface-water/shares.ts'
import type { CountedShare } from '../surface-water/shares.ts'
import { seaClasses } from './point.ts'
import type { SeaClass } from './point.ts'

/** Words for a sea area (HJ 442.10-2020, from memory; they reproduce the words of the 2017 bulletin), best first. */
export const seaGrades = ['优', '良好', '一般', '差', '极差'] as const
export type SeaGrade = (typeof seaGrades)[number]

/** Share of each class in percent, of area or of points. */
export type SeaPercents = Readonly<Record<SeaClass, number>>

const numberByClass = want.recordOf(seaClasses, want.finite)
const seaClassesOrReasons = want.listOf(want.oneOf([...seaClasses, ...missingReasons]))

/**
 * Word for a sea area by the shares of classes (HJ 442.10-2020, from memory). "Good" is 一类 and 二类.
 *
 * @throws StandardsError `invalid-input` when the shares are not about 100 % together
 */
export function gradeSeaArea(percents: SeaPercents): SeaGrade {
  checkInput('gradeSeaArea', { percents }, { percents: numberByClass })
  const first = percents.一类
  const [two, three, four, all] = [upTo(1, percents), upTo(2, percents), upTo(3, percents), upTo(4, percents)]
  if (Math.abs(all - 100) > 3 || Object.values(percents).some((percent) => percent < 0)) {
    throw new StandardsError('invalid-input', `各类比例之和为${all}%`, `the shares are ${all} % together`)
  }
  const worse = percents.劣四类
  if (first >= 60 && two >= 90) return '优'
  if (two >= 80) return '良好'
  if (two >= 60 ? worse <= 30 : three >= 90) return '一般'
  if (worse <= 40 || (two < 60 && four >= 90)) return '差'
  return '极差'
}

/** 优良比例 of a sea with what it is a share of: the two differ, so a figure is never shown without it. */
export interface SeaGoodShare {
  readonly basis: 'area' | 'points'
  readonly percent: number
  readonly percents: SeaPercents
}

/**
 * 优良面积比例: area of 一类 and 二类 over the area of all classes, as interpolated from the points (HJ 442.10-2020).
 * @throws StandardsError `invalid-input` for no area
 */
export function seaGoodShareByArea(areaKm2: Readonly<Record<SeaClass, number>>, decimals = 1): SeaGoodShare {
  checkInput('seaGoodShareByArea', { areaKm2, decimals }, { areaKm2: numberByClass, decimals: want.whole })
  const whole = sumExactly(Object.values(areaKm2))
  if (whole.numerator <= 0n)
    throw new StandardsError('invalid-input', '海域面积须大于0', 'the sea has no area')
  const share = (areas: readonly number[]): number => {
    const part = sumExactly(areas)
    const numerator = part.numerator * whole.denominator * 100n
    return roundFractionHalfEven({ numerator, denominator: part.denominator * whole.numerator }, decimals)
  }
  const percents = byClass((name) => share([areaKm2[name]]))
  return { basis: 'area', percent: share([areaKm2.一类, areaKm2.二类]), percents }
}

/** 优良点位比例: points of 一类 and 二类 over judged points (in use until about 2020); points without a class leave it. */
export interface SeaGoodShareByPoints extends SeaGoodShare {
  readonly good: CountedShare
  readonly missing: readonly Missing[]
}

/**
 * Share of good points. @throws StandardsError `invalid-input` when no point has a class
 *
 * Clause: HJ 442.10-2020.
 */
export function seaGoodShareByPoints(
  points: readonly (SeaClass | Missing)[],
  decimals = 1,
): SeaGoodShareByPoints {
  checkInput(
    'seaGoodShareByPoints',
    { points, decimals },
    { points: seaClassesOrReasons, decimals: want.whole },
  )
  const judged = points.filter((point) => isSeaClass(point))
  const count = (names: readonly SeaClass[]): CountedShare =>
    countedShare(judged.filter((point) => names.includes(point)).length, judged.length, decimals)
  const good = count(['一类', '二类'])
  return {
    basis: 'points',
    percent: good.percent,
    percents: byClass((name) => count([name]).percent),
    good,
    missing: points.filter((point) => !isSeaClass(point)),
  }
}

/**
 * Year's share by area: the mean of the seasons' unrounded shares (three: spring, summer, autumn).
 *
 * Clause: HJ 442.10-2020.
 */
export function seaAnnualPercent(seasonPercents: readonly number[], decimals = 1): number {
  checkInput(
    'seaAnnualPercent',
    { seasonPercents, decimals },
    { seasonPercents: want.numbers, decimals: want.whole },
  )
  return roundFractionHalfEven(exactMean(seasonPercents), decimals)
}

function upTo(rank: number, percents: SeaPercents): number {
  return fractionToNumber(sumExactly(seaClasses.slice(0, rank + 1).map((name) => percents[name])))
}

function byClass(percent: (name: SeaClass) => number): SeaPercents {
  return Object.fromEntries(seaClasses.map((name) => [name, percent(name)] as const)) as SeaPercents
}

function isSeaClass(point: SeaClass | Missing): point is SeaClass {
  return (seaClasses as readonly string[]).includes(point)
}
