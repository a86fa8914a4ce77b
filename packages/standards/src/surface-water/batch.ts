import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { roundHalfEven } from '../rounding/round.ts'
import { limitsOf } from './classes.ts'
import type { WaterBody } from './classes.ts'
import { judgedItems, surfaceWaterItem } from './items.ts'
import type { JudgedItem } from './items.ts'
import type { JudgingMode } from './sample.ts'

/**
 * Rank in {@link SectionClasses} of a section without any value.
 *
 * Clause: GB 3838-2002 §3.
 */
export const noClassRank = 255

/** Many section samples by column, all of one length; a gap is NaN, the only mark a typed array has for it. */
export interface SectionColumns {
  /** mg/L; pH without unit. Items left out were not measured. */
  readonly columnsMgPerL: Readonly<Partial<Record<JudgedItem, Float64Array>>>
  readonly judging: JudgingMode
  /** 1 for a lake or reservoir, 0 for a river; all rivers when left out. */
  readonly isLake?: Uint8Array
}

/** Thresholds of class Ⅰ to Ⅴ. */
type Five = readonly [number, number, number, number, number]

/** A column of an item with upper limits only. */
interface UpperLimited {
  readonly values: Float64Array
  readonly limits: Float64Array
}

/** Class of each sample. */
export interface SectionClasses {
  /** 0 for Ⅰ to 5 for 劣Ⅴ, {@link noClassRank} for none. */
  readonly ranks: Uint8Array
  /** How many items stood behind it. */
  readonly itemsJudged: Uint8Array
}

const sectionColumns = want.fields({
  columnsMgPerL: want.sampleOf(judgedItems, want.instanceOf(Float64Array)),
  judging: want.oneOf(['asGiven', 'rounded']),
  isLake: want.optional(want.instanceOf(Uint8Array)),
})

/**
 * Classes of many sections at once (single factor, 环办[2011]22号): the same classes as `evaluateSection`, for evaluations
 * of years of readings. Negative values and a pH beyond 14 count as missing.
 *
 * @throws StandardsError `invalid-input` for columns of different lengths
 */
export function classifySections(input: SectionColumns): SectionClasses {
  checkInput('classifySections', { input }, { input: sectionColumns })
  const columns = judgedItems.flatMap((item) => {
    const values = input.columnsMgPerL[item]
    return values === undefined ? [] : [{ item, values }]
  })
  const length = columns[0]?.values.length ?? 0
  const lengths = [...columns.map((column) => column.values.length), input.isLake?.length ?? length]
  if (lengths.some((other) => other !== length)) {
    throw new StandardsError('invalid-input', '各列长度不同', 'the columns have different lengths')
  }
  const ranks = new Uint8Array(length)
  const itemsJudged = new Uint8Array(length)
  const upper: UpperLimited[] = []
  for (const { item, values } of columns) {
    const river = thresholds(item, 'river', input.judging)
    const lake = surfaceWaterItem(item).lakeLimits
    if (item === 'PH') raiseOutside(values, river, ranks, itemsJudged)
    else if (item === 'DO') raiseBelow(values, river, ranks, itemsJudged)
    else if (input.isLake !== undefined && lake !== undefined) {
      raiseAboveByWater(
        values,
        river,
        thresholds(item, 'lake', input.judging),
        input.isLake,
        ranks,
        itemsJudged,
      )
    } else upper.push({ values, limits: river })
  }
  // Two columns a pass: the ranks are then read and written half as often.
  for (let index = 0; index < upper.length; index += 2) {
    const [one, other] = upper.slice(index, index + 2)
    if (one !== undefined && other !== undefined) raiseAboveTwo(one, other, ranks, itemsJudged)
    else if (one !== undefined) raiseAbove(one, ranks, itemsJudged)
  }
  for (let index = 0; index < length; index++) if (itemsJudged[index] === 0) ranks[index] = noClassRank
  return { ranks, itemsJudged }
}

// No branch depends on the data: five comparisons cost less than one mispredicted jump.
function raiseAbove({ values, limits }: UpperLimited, ranks: Uint8Array, judged: Uint8Array): void {
  const [a, b, c, d, e] = limits as unknown as Five
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    judged[index] = (judged[index] as number) + Number(value >= 0)
    const rank = +(value > a) + +(value > b) + +(value > c) + +(value > d) + +(value > e)
    const worst = ranks[index] as number
    ranks[index] = rank > worst ? rank : worst
  }
}

function raiseAboveTwo(one: UpperLimited, other: UpperLimited, ranks: Uint8Array, judged: Uint8Array): void {
  const [a, b, c, d, e] = one.limits as unknown as Five
  const [f, g, h, i, j] = other.limits as unknown as Five
  const { values } = one
  const others = other.values
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    const second = others[index] as number
    judged[index] = (judged[index] as number) + Number(value >= 0) + Number(second >= 0)
    const rank = +(value > a) + +(value > b) + +(value > c) + +(value > d) + +(value > e)
    const next = +(second > f) + +(second > g) + +(second > h) + +(second > i) + +(second > j)
    const higher = rank > next ? rank : next
    const worst = ranks[index] as number
    ranks[index] = higher > worst ? higher : worst
  }
}

function raiseAboveByWater(
  values: Float64Array,
  river: Float64Array,
  lake: Float64Array,
  isLake: Uint8Array,
  ranks: Uint8Array,
  judged: Uint8Array,
): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (!(value >= 0)) continue
    judged[index] = (judged[index] as number) + 1
    const limits = isLake[index] === 1 ? lake : river
    let rank = ranks[index] as number
    while (value > (limits[rank] as number)) rank++
    ranks[index] = rank
  }
}

function raiseBelow(values: Float64Array, limits: Float64Array, ranks: Uint8Array, judged: Uint8Array): void {
  const [a, b, c, d, e] = limits as unknown as Five
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    const present = Number(value >= 0)
    judged[index] = (judged[index] as number) + present
    const rank = present * (+(value < a) + +(value < b) + +(value < c) + +(value < d) + +(value < e))
    const worst = ranks[index] as number
    ranks[index] = rank > worst ? rank : worst
  }
}

function raiseOutside(
  values: Float64Array,
  limits: Float64Array,
  ranks: Uint8Array,
  judged: Uint8Array,
): void {
  const low = limits[0] as number
  const high = limits[1] as number
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (!(value >= 0 && value <= 14)) continue
    judged[index] = (judged[index] as number) + 1
    if (value < low || value > high) ranks[index] = 5
  }
}

/**
 * The values beyond which a class no longer holds, and a last one that nothing passes. Rounding first and comparing then
 * is comparing with a limit moved by half a unit: the half itself goes to the even neighbour.
 */
function thresholds(item: JudgedItem, water: WaterBody, judging: JudgingMode): Float64Array {
  const limits = limitsOf(item, water).map(Number)
  const decimals = surfaceWaterItem(item).judgingDecimals
  const upper = (limit: number): number => (judging === 'rounded' ? roundedUpper(limit, decimals) : limit)
  const lower = (limit: number): number => (judging === 'rounded' ? roundedLower(limit, decimals) : limit)
  if (item === 'PH') return Float64Array.of(lower(limits[0] ?? Infinity), upper(limits[1] ?? -Infinity))
  if (item === 'DO') return Float64Array.of(...limits.map(lower), -Infinity)
  return Float64Array.of(...limits.map(upper), Infinity)
}

function roundedUpper(limit: number, decimals: number): number {
  const half = roundHalfEven(limit + 0.5 / 10 ** decimals, decimals + 1)
  return isEven(limit, decimals) ? half : neighbour(half, -1n)
}

function roundedLower(limit: number, decimals: number): number {
  const half = roundHalfEven(limit - 0.5 / 10 ** decimals, decimals + 1)
  return isEven(limit, decimals) ? half : neighbour(half, 1n)
}

function isEven(limit: number, decimals: number): boolean {
  return Math.round(limit * 10 ** decimals) % 2 === 0
}

/** The next double above (1) or below (-1) a positive one. */
function neighbour(value: number, step: 1n | -1n): number {
  const bits = new BigInt64Array(Float64Array.of(value).buffer)
  bits[0] = (bits[0] as bigint) + step
  return new Float64Array(bits.buffer)[0] as number
}
