import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { dividedBy, sumExactly, sumOfProducts } from '../exact/fraction.ts'
import { exactMean, fractionToNumber } from '../rounding/mean.ts'
import { roundHalfEven } from '../rounding/round.ts'
import { dayOrNight, type NoisePeriod } from './zones.ts'

/**
 * Grades of HJ 640-2012 for a city's noise, quietest first.
 *
 * Clause: HJ 640-2012.
 */
export const cityNoiseGrades = ['一级', '二级', '三级', '四级', '五级'] as const
export type CityNoiseGrade = (typeof cityNoiseGrades)[number]

/** What is graded: the city's area (grid points) or its roads. */
export type CityNoiseKind = 'area' | 'road'

/** Upper ends of grades 一 to 四 in dB(A); those of the night are unverified. */
const upperEndsDb: Readonly<Record<CityNoiseKind, Readonly<Record<NoisePeriod, readonly number[]>>>> = {
  area: { day: [50, 55, 60, 65], night: [40, 45, 50, 55] },
  road: { day: [68, 70, 72, 74], night: [58, 60, 62, 64] },
}

/**
 * Words for the grades of a city's area: 好, 较好, 一般, 较差, 差.
 *
 * Clause: HJ 640-2012.
 */
export const cityNoiseWords: Readonly<Record<CityNoiseGrade, string>> = {
  一级: '好',
  二级: '较好',
  三级: '一般',
  四级: '较差',
  五级: '差',
}

const cityNoiseKind = want.oneOf(['area', 'road'])
const roadLevels = want.listOf(want.fields({ leqDb: want.finite, lengthM: want.finite }))

/** Grade of a city's mean level (HJ 640-2012), the level rounded to one decimal as the bands are written. */
export function gradeCityNoise(kind: CityNoiseKind, period: NoisePeriod, meanDb: number): CityNoiseGrade {
  checkInput(
    'gradeCityNoise',
    { kind, period, meanDb },
    { kind: cityNoiseKind, period: dayOrNight, meanDb: want.finite },
  )
  const level = roundHalfEven(meanDb, 1)
  const index = upperEndsDb[kind][period].findIndex((upper) => level <= upper)
  return cityNoiseGrades[index < 0 ? 4 : index] ?? '五级'
}

/** A stretch of road and its equivalent level. */
export interface RoadLevel {
  readonly leqDb: number
  readonly lengthM: number
}

/**
 * Mean level of a city's roads, weighted by length (unverified). @throws StandardsError `invalid-input` without length
 *
 * Clause: HJ 640-2012.
 */
export function roadMeanDb(roads: readonly RoadLevel[]): number {
  checkInput('roadMeanDb', { roads }, { roads: roadLevels })
  const length = sumExactly(roads.map((road) => road.lengthM))
  if (length.numerator <= 0n)
    throw new StandardsError('invalid-input', '道路总长须大于0', 'the roads have no length')
  return fractionToNumber(dividedBy(sumOfProducts(roads.map((road) => [road.leqDb, road.lengthM])), length))
}

/**
 * Mean level of a city's area: arithmetic over the grid points (unverified). @throws StandardsError `invalid-input`
 *
 * Clause: HJ 640-2012.
 */
export function areaMeanDb(gridLeqDb: readonly number[]): number {
  checkInput('areaMeanDb', { gridLeqDb }, { gridLeqDb: want.numbers })
  return fractionToNumber(exactMean(gridLeqDb))
}

/**
 * Fall of noise complaints against the same months of a base year in percent; no official formula is known.
 *
 * Clause: none; no official formula is known.
 * @throws StandardsError `invalid-input` when the base had none
 */
export function complaintReductionPercent(base: number, now: number): number {
  checkInput('complaintReductionPercent', { base, now }, { base: want.finite, now: want.finite })
  if (!(base > 0))
    throw new StandardsError('invalid-input', '基期投诉量须大于0', 'the base year had no complaints')
  return ((base - now) / base) * 100
}
