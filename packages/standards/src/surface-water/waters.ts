import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from './water-wants.ts'
import type { Missing } from '../missing/reading.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { classRank } from './classes.ts'
import type { SurfaceWaterClass, WaterBody } from './classes.ts'
import { colourOfGrade } from './grade.ts'
import type { WaterColour, WaterGrade } from './grade.ts'
import { judgedItems, surfaceWaterItem } from './items.ts'
import type { JudgedItem } from './items.ts'
import { meanSample } from './means.ts'
import type { JudgingMode, SampleMgPerL } from './sample.ts'
import { evaluateSection } from './section.ts'
import type { SectionEvaluation, SectionNotEvaluated } from './section.ts'
import { classShares, countedShare, gradeOfShares } from './shares.ts'
import type { ClassShares, CountedShare } from './shares.ts'

/** From this number of sections on, a river or basin is graded by shares and gets no class (环办[2011]22号). */
export const sectionsForShares = 5

/** A section of a river, basin or region, with the values (of one period) it is judged by. */
export interface WatersSection {
  readonly name: string
  readonly sampleMgPerL: SampleMgPerL
  readonly water: WaterBody
}

/** A section's own result. */
export interface NamedSection {
  readonly name: string
  readonly evaluation: SectionEvaluation | SectionNotEvaluated
}

/** An item over class Ⅲ somewhere, by how many sections. */
export interface ItemExceedRate {
  readonly item: JudgedItem
  readonly zh: string
  /** 断面超标率: sections over class Ⅲ of all judged sections. */
  readonly rate: CountedShare
}

/** State of a river, basin or region, with its sections; `notEvaluated` when five or more sections have no value at all. */
export type WatersEvaluation =
  | { readonly method: 'notEvaluated'; readonly sections: readonly NamedSection[] }
  | {
      readonly method: 'meanOfSections'
      readonly sections: readonly NamedSection[]
      /** The mean over the sections, judged like one section. */
      readonly evaluation: SectionEvaluation | SectionNotEvaluated
    }
  | {
      readonly method: 'classShares'
      readonly sections: readonly NamedSection[]
      readonly shares: ClassShares
      readonly grade: WaterGrade
      readonly colour: WaterColour
      /** The three items with the highest exceed rate; none when the grade is 优 or 良好. */
      readonly main: readonly ItemExceedRate[]
    }

const evaluatedSections = want.listOf(
  want.fields({
    name: want.text,
    evaluation: want.fields({ evaluated: want.flag, items: want.optional(waterWant.judgements) }),
  }),
)

/**
 * State of a river, basin or region (环办[2011]22号): with fewer than five sections the items are averaged over the
 * sections and the mean is judged like one section; with five or more the shares of classes decide and there is no
 * mean class. The sections' own results stand beside it.
 *
 * @param sections not empty; fewer than five must be all rivers or all lakes, whose limits differ
 * @param judging how each section's values meet the limits; a mean over sections is always rounded first
 * @throws StandardsError `invalid-input`
 */
export function evaluateWaters(
  sections: readonly WatersSection[],
  judging: JudgingMode,
  percentDecimals = 1,
): WatersEvaluation {
  checkInput(
    'evaluateWaters',
    { sections, judging, percentDecimals },
    { sections: waterWant.namedSections, judging: waterWant.judging, percentDecimals: want.whole },
  )
  const named = sections.map(({ name, sampleMgPerL, water }) => ({
    name,
    evaluation: evaluateSection({ sampleMgPerL, water, judging }),
  }))
  if (sections.length < sectionsForShares) {
    return { method: 'meanOfSections', sections: named, evaluation: evaluateMean(sections) }
  }
  if (named.every((row) => !row.evaluation.evaluated)) return { method: 'notEvaluated', sections: named }
  const shares = classShares(
    named.map((row) => classOrReason(row.evaluation)),
    percentDecimals,
  )
  const grade = gradeOfShares(shares)
  return {
    method: 'classShares',
    sections: named,
    shares,
    grade,
    colour: colourOfGrade(grade),
    main: grade === '优' || grade === '良好' ? [] : exceedRates(named, percentDecimals).slice(0, 3),
  }
}

/**
 * Items over class Ⅲ by their exceed rate, highest first, then in table order (环办[2011]22号, five sections and more).
 * The denominator is the sections that have a class.
 */
export function exceedRates(
  sections: readonly NamedSection[],
  percentDecimals = 1,
): readonly ItemExceedRate[] {
  checkInput(
    'exceedRates',
    { sections, percentDecimals },
    { sections: evaluatedSections, percentDecimals: want.whole },
  )
  const judged = sections.flatMap(({ evaluation }) => (evaluation.evaluated ? [evaluation] : []))
  return judgedItems
    .map((item) => ({ item, over: judged.filter((evaluation) => isOver(evaluation, item)).length }))
    .filter(({ over }) => over > 0)
    .toSorted((a, b) => b.over - a.over)
    .map(({ item, over }) => ({
      item,
      zh: surfaceWaterItem(item).zh,
      rate: countedShare(over, judged.length, percentDecimals),
    }))
}

function evaluateMean(sections: readonly WatersSection[]): SectionEvaluation | SectionNotEvaluated {
  const [first] = sections
  if (first === undefined || sections.some((section) => section.water !== first.water)) {
    throw new StandardsError(
      'invalid-input',
      '少于5个断面时，断面须同为河流或同为湖库',
      'fewer than five sections must be some rivers or some lakes, not none or both',
    )
  }
  const { sampleMgPerL } = meanSample(sections.map((section) => section.sampleMgPerL))
  return evaluateSection({ sampleMgPerL, water: first.water, judging: 'rounded' })
}

function classOrReason(evaluation: SectionEvaluation | SectionNotEvaluated): SurfaceWaterClass | Missing {
  return evaluation.evaluated ? evaluation.class : evaluation.reason
}

function isOver(evaluation: SectionEvaluation, item: JudgedItem): boolean {
  return evaluation.items.some((row) => row.item === item && classRank(row.class) > classRank('Ⅲ'))
}
