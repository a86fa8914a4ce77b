import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from './water-wants.ts'
import { compareExactly, multipleOverLimit } from '../exact/fraction.ts'
import type { Fraction } from '../rounding/decimal.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { classRank, limitsOf } from './classes.ts'
import type { SurfaceWaterClass, TargetClass, WaterBody } from './classes.ts'
import { surfaceWaterItem } from './items.ts'
import type { JudgedItem } from './items.ts'

/** One judged item: the value that met the limits (in the item's unit) and its class. */
export interface ItemJudgement {
  readonly item: JudgedItem
  readonly valueMgPerL: number
  readonly class: SurfaceWaterClass
}

/** An item worse than a class, and by how much. */
export interface Exceedance extends ItemJudgement {
  readonly zh: string
  /** (C − limit) / limit at four decimals; null for pH and dissolved oxygen, which have none. */
  readonly multiple: number | null
  /** The multiple as it is printed, at one decimal. */
  readonly multipleShown: string | null
}

// "Cyanide or heavy metals such as lead and chromium" go first; which metals is this library's choice.
const namedFirst: ReadonlySet<JudgedItem> = new Set(['CN', 'PB', 'CR6', 'HG', 'CD', 'AS'])

const shownExceedances = want.listOf(
  want.fields({ zh: want.text, multipleShown: want.either(want.text, want.oneOf([null])) }),
)

/**
 * The items worse than a class, in table order, with their multiples over that class's limit.
 *
 * Clause: 环办[2011]22号, main pollution indicators.
 * @param over the class that had to hold: Ⅲ for the main pollutants, else a section's target
 */
export function exceedances(
  judgements: readonly ItemJudgement[],
  over: TargetClass,
  water: WaterBody,
): readonly Exceedance[] {
  checkInput(
    'exceedances',
    { judgements, over, water },
    { judgements: waterWant.judgements, over: waterWant.target, water: waterWant.water },
  )
  return judgements
    .filter((judgement) => classRank(judgement.class) > classRank(over))
    .map((judgement) => {
      const multiple = multipleOver(judgement, over, water)
      return {
        ...judgement,
        zh: surfaceWaterItem(judgement.item).zh,
        multiple: multiple && roundFractionHalfEven(multiple, 4),
        multipleShown: multiple && roundFractionHalfEven(multiple, 1).toFixed(1),
      }
    })
}

/**
 * 主要污染指标 (环办[2011]22号): items worse than a class, cyanide and heavy metals first, then by their own class, worst
 * first, then by multiple, largest first; the first three. pH and dissolved oxygen have no multiple and stand behind
 * the items of the same class that have one (this library's choice), then in table order.
 */
export function mainPollutants(
  judgements: readonly ItemJudgement[],
  over: TargetClass,
  water: WaterBody,
): readonly Exceedance[] {
  checkInput(
    'mainPollutants',
    { judgements, over, water },
    { judgements: waterWant.judgements, over: waterWant.target, water: waterWant.water },
  )
  return exceedances(judgements, over, water)
    .toSorted((a, b) => {
      const first = Number(namedFirst.has(b.item)) - Number(namedFirst.has(a.item))
      if (first !== 0) return first
      const byClass = classRank(b.class) - classRank(a.class)
      if (byClass !== 0) return byClass
      return compareMultiples(multipleOver(b, over, water), multipleOver(a, over, water))
    })
    .slice(0, 3)
}

/**
 * Main pollutants as bulletins print them: `氨氮(1.3)、溶解氧`.
 *
 * Clause: 环办[2011]22号, main pollution indicators.
 */
export function mainPollutantsText(main: readonly Exceedance[]): string {
  checkInput('mainPollutantsText', { main }, { main: shownExceedances })
  return main
    .map((row) => (row.multipleShown === null ? row.zh : `${row.zh}(${row.multipleShown})`))
    .join('、')
}

function multipleOver(judgement: ItemJudgement, over: TargetClass, water: WaterBody): Fraction | null {
  if (judgement.item === 'PH' || judgement.item === 'DO') return null
  return multipleOverLimit(judgement.valueMgPerL, limitsOf(judgement.item, water)[classRank(over)] ?? '')
}

function compareMultiples(a: Fraction | null, b: Fraction | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  return compareExactly(a, b)
}
