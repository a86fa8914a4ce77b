import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from '../surface-water/water-wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { dividedBy, multipleOverLimit, sumExactly } from '../exact/fraction.ts'
import { missingReasons, type Missing } from '../missing/reading.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import type { WaterBody } from '../surface-water/classes.ts'
import { usableConcentration } from '../surface-water/sample.ts'
import type { JudgingMode, SampleMgPerL, WaterReading } from '../surface-water/sample.ts'
import { evaluateSection } from '../surface-water/section.ts'
import type { SectionEvaluation, SectionNotEvaluated } from '../surface-water/section.ts'
import { countedShare } from '../surface-water/shares.ts'
import type { CountedShare } from '../surface-water/shares.ts'
import limits from './source-limits.json' with { type: 'json' }

/** A limit of GB 3838-2002 table 2 (supplementary) or table 3 (special items), mg/L as printed. */
export interface SourceLimit {
  readonly table: 2 | 3
  /** Key of table 2 (SO4, CL, NO3N, FE, MN); the Chinese name in table 3. */
  readonly key: string
  readonly zh: string
  readonly limitMgPerL: string
}

/**
 * The 5 items of table 2 and the 80 of table 3, in their order.
 *
 * Clause: GB 3838-2002 tables 2 and 3.
 */
export const drinkingSourceLimits: readonly SourceLimit[] = [
  ...limits.table2.map(({ key, zh, limit }): SourceLimit => ({ table: 2, key, zh, limitMgPerL: limit })),
  ...limits.table3.map(({ zh, limit }): SourceLimit => ({ table: 3, key: zh, zh, limitMgPerL: limit })),
]

/** First-grade protection zones need class Ⅱ, second-grade zones class Ⅲ (GB 3838-2002 §3). */
export type ProtectionZone = 'first' | 'second'

/** A surface drinking-water source (集中式饮用水水源地) and what was measured there. */
export interface DrinkingSourceInput {
  readonly basicMgPerL: SampleMgPerL
  readonly water: WaterBody
  readonly zone: ProtectionZone
  readonly judging: JudgingMode
  /** Readings of table 2 and 3, by {@link SourceLimit.key} or Chinese name. */
  readonly otherMgPerL?: Readonly<Record<string, WaterReading>>
}

/** An item of table 2 or 3 over its limit. */
export interface SourceExceedance extends SourceLimit {
  readonly valueMgPerL: number
  /** (C − limit) / limit at four decimals. */
  readonly multiple: number
}

/** Whether a source passes, and by what. */
export interface DrinkingSourceEvaluation {
  readonly standard: 'GB 3838-2002'
  /** Nothing over any limit; a reason when no basic item was measured. */
  readonly passes: boolean | Missing
  readonly basic: SectionEvaluation | SectionNotEvaluated
  readonly otherJudged: number
  readonly otherOver: readonly SourceExceedance[]
  /** Items of table 2 and 3 that were listed without a value. */
  readonly otherMissing: readonly { readonly key: string; readonly reason: Missing }[]
}

const drinkingSource = want.fields({
  basicMgPerL: waterWant.sample,
  water: waterWant.water,
  zone: want.oneOf(['first', 'second']),
  judging: waterWant.judging,
  otherMgPerL: want.optional(
    want.sampleOf(
      drinkingSourceLimits.flatMap(({ key, zh }) => [key, zh]),
      waterWant.waterReading,
    ),
  ),
})
const passesOrReason = want.oneOf([true, false, ...missingReasons])
const countedSources = want.listOf(want.fields({ passes: passesOrReason, volumeM3: want.finite }))

/**
 * Evaluates a surface drinking-water source: the basic items by the 2011 method against the class of its zone, those of
 * table 2 and table 3 one by one (GB 3838-2002 §5.3). It passes when nothing is over. Which items of table 3 are due is
 * the authority's choice: items left out are not judged. Underground sources are judged by GB/T 14848.
 *
 * @throws StandardsError `no-limit` for an item that neither table has
 */
export function evaluateDrinkingSource(input: DrinkingSourceInput): DrinkingSourceEvaluation {
  checkInput('evaluateDrinkingSource', { input }, { input: drinkingSource })
  const basic = evaluateSection({
    sampleMgPerL: input.basicMgPerL,
    water: input.water,
    judging: input.judging,
    target: input.zone === 'first' ? 'Ⅱ' : 'Ⅲ',
  })
  const others = Object.entries(input.otherMgPerL ?? {}).map(([name, reading]) => ({
    limit: limitNamed(name),
    value: usableConcentration(reading),
  }))
  const judged = others.flatMap(({ limit, value }) => (typeof value === 'number' ? [{ limit, value }] : []))
  const otherOver = judged
    .filter(({ limit, value }) => value > Number(limit.limitMgPerL))
    .map(({ limit, value }) => ({
      ...limit,
      valueMgPerL: value,
      multiple: roundFractionHalfEven(multipleOverLimit(value, limit.limitMgPerL), 4),
    }))
  const basicPasses = basic.evaluated ? basic.target?.attained === true : basic.reason
  return {
    standard: 'GB 3838-2002',
    passes: otherOver.length > 0 ? false : basicPasses,
    basic,
    otherJudged: judged.length,
    otherOver,
    otherMissing: others.flatMap(({ limit, value }) =>
      typeof value === 'number' ? [] : [{ key: limit.key, reason: value }],
    ),
  }
}

/** A source in a rate: its result and the water taken from it. */
export interface CountedSource {
  readonly passes: boolean | Missing
  readonly volumeM3: number
}

/** 水源地水质达标率 by number of sources and by volume. */
export interface SourceRates {
  readonly byNumber: CountedShare
  readonly byVolumePercent: number
  /** Sources that were not judged and stand outside both rates. */
  readonly missing: readonly Missing[]
}

/**
 * Rates of passing sources, by number and by volume of water taken (rounded half to even).
 *
 * Clause: GB 3838-2002 §6; rates by practice.
 * @throws StandardsError `invalid-input` when no source was judged or none gives water
 */
export function drinkingSourceRates(sources: readonly CountedSource[], decimals = 1): SourceRates {
  checkInput('drinkingSourceRates', { sources, decimals }, { sources: countedSources, decimals: want.whole })
  const judged = sources.filter((source) => typeof source.passes === 'boolean')
  const passing = judged.filter((source) => source.passes === true)
  const whole = sumExactly(judged.map((source) => source.volumeM3))
  if (judged.length === 0 || whole.numerator <= 0n) {
    throw new StandardsError(
      'invalid-input',
      '没有可评价的水源地或取水量',
      'no source was judged, or none gives water',
    )
  }
  const byVolume = dividedBy(sumExactly(passing.map((source) => source.volumeM3)), whole)
  return {
    byNumber: countedShare(passing.length, judged.length, decimals),
    byVolumePercent: roundFractionHalfEven({ ...byVolume, numerator: byVolume.numerator * 100n }, decimals),
    missing: sources.flatMap(({ passes }) => (typeof passes === 'boolean' ? [] : [passes])),
  }
}

function limitNamed(name: string): SourceLimit {
  const found = drinkingSourceLimits.find((row) => row.key === name || row.zh === name)
  if (found === undefined) {
    throw new StandardsError(
      'no-limit',
      `GB 3838-2002表2、表3没有“${name}”`,
      `tables 2 and 3 have no item "${name}"`,
    )
  }
  return found
}
