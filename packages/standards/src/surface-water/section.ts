import { checkInput } from '../input/check-input.ts'
import * as waterWant from './water-wants.ts'
import type { Missing } from '../missing/reading.ts'
import { classOf, classRank, worstClass } from './classes.ts'
import type { SurfaceWaterClass, TargetClass, WaterBody } from './classes.ts'
import { colourOfGrade, gradeOfClass } from './grade.ts'
import type { WaterColour, WaterGrade } from './grade.ts'
import { judgedItems } from './items.ts'
import type { JudgedItem } from './items.ts'
import { exceedances, mainPollutants, mainPollutantsText } from './main-pollutants.ts'
import type { Exceedance, ItemJudgement } from './main-pollutants.ts'
import { roundForJudging, usableOf } from './sample.ts'
import type { JudgingMode, MissingItem, SampleMgPerL } from './sample.ts'

/** What a section (断面) is judged by. */
export interface SectionInput {
  readonly sampleMgPerL: SampleMgPerL
  readonly water: WaterBody
  readonly judging: JudgingMode
  /** The class the section must reach, where one is set. */
  readonly target?: TargetClass
  /** Oxygen saturation, where measured: from 90 % dissolved oxygen is class Ⅰ. */
  readonly doSaturationPercent?: number
  /** Items that should have been measured; the 21 when left out. */
  readonly expected?: readonly JudgedItem[]
}

/** By what a class was found, so that it can be done again. */
export interface SectionBasis {
  readonly standard: 'GB 3838-2002'
  readonly method: '环办[2011]22号'
  readonly water: WaterBody
  readonly judging: JudgingMode
  /** How many items stood behind the class. */
  readonly itemsJudged: number
  readonly missing: readonly MissingItem<JudgedItem>[]
}

/** The class of a section and what made it. */
export interface SectionEvaluation {
  readonly evaluated: true
  readonly basis: SectionBasis
  readonly class: SurfaceWaterClass
  readonly grade: WaterGrade
  readonly colour: WaterColour
  /** Every judged item, in table order. */
  readonly items: readonly ItemJudgement[]
  /** The items whose class is the section's class. */
  readonly decidedBy: readonly JudgedItem[]
  /** 主要污染指标 against class Ⅲ; none when the section is 优 or 良好. */
  readonly main: readonly Exceedance[]
  readonly mainText: string
  /** Items that do not count and are reported on their own: total nitrogen of lakes, faecal coliforms. */
  readonly reference: Readonly<Partial<Record<'TN' | 'FC', SurfaceWaterClass>>>
  readonly target?: TargetEvaluation
}

/** A section held against the class it must reach (GB 3838-2002 §5.1). */
export interface TargetEvaluation {
  readonly class: TargetClass
  readonly attained: boolean
  /** Items over the target, in table order, with multiples over the target's limit. */
  readonly over: readonly Exceedance[]
  /** The first three of them by the rule for main pollutants. */
  readonly main: readonly Exceedance[]
}

/** No judged item had a value. */
export interface SectionNotEvaluated {
  readonly evaluated: false
  readonly basis: SectionBasis
  /** The one reason common to all items, else `insufficient`. */
  readonly reason: Missing
}

/**
 * Class of a section by the worst of its items (single factor, GB 3838-2002 §5.1, 环办[2011]22号): water temperature,
 * total nitrogen and faecal coliforms do not count; a result below the detection limit counts as half of it.
 *
 * @throws StandardsError `invalid-number` for NaN; `no-limit` for a key that the table does not have
 */
export function evaluateSection(input: SectionInput): SectionEvaluation | SectionNotEvaluated {
  checkInput('evaluateSection', { input }, { input: waterWant.section })
  const items = judgeItems(input)
  const basis = basisOf(input, items)
  const overall = worstClass(items.map((row) => row.class))
  if (overall === undefined) return { evaluated: false, basis, reason: commonReason(basis.missing) }
  const grade = gradeOfClass(overall)
  const main = mainPollutants(items, 'Ⅲ', input.water)
  return {
    evaluated: true,
    basis,
    class: overall,
    grade,
    colour: colourOfGrade(grade),
    items,
    decidedBy: items.filter((row) => row.class === overall).map((row) => row.item),
    main,
    mainText: mainPollutantsText(main),
    reference: referenceClasses(input),
    ...(input.target === undefined
      ? {}
      : { target: againstTarget(items, input.target, overall, input.water) }),
  }
}

function judgeItems(input: SectionInput): readonly ItemJudgement[] {
  return judgedItems.flatMap((item) => {
    const reading = usableOf(item, input.sampleMgPerL[item])
    if (typeof reading === 'string') return []
    const valueMgPerL = input.judging === 'rounded' ? roundForJudging(item, reading) : reading
    return [{ item, valueMgPerL, class: classOf(item, valueMgPerL, input.water, input.doSaturationPercent) }]
  })
}

function basisOf(input: SectionInput, items: readonly ItemJudgement[]): SectionBasis {
  const missing = (input.expected ?? judgedItems).flatMap((item) => {
    const reading = usableOf(item, input.sampleMgPerL[item])
    return typeof reading === 'string' ? [{ item, reason: reading }] : []
  })
  return {
    standard: 'GB 3838-2002',
    method: '环办[2011]22号',
    water: input.water,
    judging: input.judging,
    itemsJudged: items.length,
    missing,
  }
}

function referenceClasses(input: SectionInput): SectionEvaluation['reference'] {
  const rows = (['TN', 'FC'] as const).flatMap((item) => {
    const reading = usableOf(item, input.sampleMgPerL[item])
    if (typeof reading === 'string' || (item === 'TN' && input.water === 'river')) return []
    const value = input.judging === 'rounded' ? roundForJudging(item, reading) : reading
    return [[item, classOf(item, value, input.water)] as const]
  })
  return Object.fromEntries(rows)
}

function againstTarget(
  items: readonly ItemJudgement[],
  target: TargetClass,
  overall: SurfaceWaterClass,
  water: WaterBody,
): TargetEvaluation {
  return {
    class: target,
    attained: classRank(overall) <= classRank(target),
    over: exceedances(items, target, water),
    main: mainPollutants(items, target, water),
  }
}

function commonReason(missing: readonly MissingItem[]): Missing {
  const reasons = new Set(missing.map((row) => row.reason))
  const [first] = reasons
  return reasons.size === 1 && first !== undefined ? first : 'insufficient'
}
