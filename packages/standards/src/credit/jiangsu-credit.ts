import type { CivilDate } from '../editions/edition.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'

/** An item of information with its points and the days it counts on. */
export interface CreditItem {
  /** Whole points, as −3 or 1; how many an item is worth is data, the full table was not to be had. */
  readonly points: number
  /** First day it counts. Whether that is the day it arose or 15 days later is unverified: the caller's setting. */
  readonly from: CivilDate
  /** First day it counts no more. */
  readonly to: CivilDate
}

/** A colour of environmental credit. */
export interface CreditBand {
  readonly colour: '绿色' | '蓝色' | '黄色' | '红色' | '黑色'
  /** The least score; null for the last. */
  readonly from: number | null
  readonly meaning: string
}

/** Credit of a unit on a day. */
export interface JiangsuCredit extends CreditBand {
  readonly score: number
  /** The items in force on the day. */
  readonly counted: readonly CreditItem[]
}

/**
 * Colours by score (bands of the provisional text of 2019; that the text in force since 2020-01-01 keeps them, and the
 * meanings of 绿, 蓝 and 黄, are unverified).
 *
 * Clause: 江苏省企事业环保信用评价办法.
 */
export const jiangsuCreditBands: readonly CreditBand[] = [
  { colour: '绿色', from: 11, meaning: '诚信' },
  { colour: '蓝色', from: 6, meaning: '一般守信' },
  { colour: '黄色', from: 3, meaning: '轻度失信' },
  { colour: '红色', from: 1, meaning: '较重失信' },
  { colour: '黑色', from: null, meaning: '严重失信' },
]

const startScore = 9
const mostScore = 12

const creditItems = want.listOf(want.fields({ points: want.whole, from: want.civilDate, to: want.civilDate }))

/**
 * Environmental credit of a unit on a day: 9 points and those of the items in force, 12 at most, without a lower end. Points
 * come back by themselves when an item ends.
 *
 * Clause: 江苏省企事业环保信用评价办法.
 *
 * @param items each counts from its first day up to, and without, its last
 * @throws InvalidInputError; StandardsError `invalid-input` for an item that ends before it begins
 */
export function jiangsuCredit(items: readonly CreditItem[], on: CivilDate): JiangsuCredit {
  checkInput('jiangsuCredit', { items, on }, { items: creditItems, on: want.civilDate })
  const backwards = items.find(({ from, to }) => to < from)
  if (backwards !== undefined) {
    const { from, to } = backwards
    throw new StandardsError('invalid-input', `${to}早于${from}`, `${to} is before ${from}`)
  }
  const counted = items.filter(({ from, to }) => from <= on && on < to)
  const score = Math.min(
    counted.reduce((sum, { points }) => sum + points, startScore),
    mostScore,
  )
  const band = jiangsuCreditBands.find(({ from }) => from === null || score >= from)
  return { score, ...(band as CreditBand), counted } // the last band is open
}
