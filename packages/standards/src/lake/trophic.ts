import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { waterReading } from '../surface-water/water-wants.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { roundHalfEven } from '../rounding/round.ts'
import { usableConcentration } from '../surface-water/sample.ts'
import type { WaterReading } from '../surface-water/sample.ts'

/** What the trophic index of a lake is computed from; every unit is in the name because two of them are not mg/L. */
export interface TrophicInput {
  /** Chlorophyll a in mg/m³ (= µg/L), not mg/L. */
  readonly chlaMgPerM3: WaterReading
  readonly tpMgPerL: WaterReading
  readonly tnMgPerL: WaterReading
  /** Transparency (Secchi depth) in metres, not centimetres. */
  readonly sdMetres: WaterReading
  readonly codMnMgPerL: WaterReading
}

/** The words for a trophic index, poorest in nutrients first. */
export type TrophicGrade = '贫营养' | '中营养' | '轻度富营养' | '中度富营养' | '重度富营养'

/** Comprehensive trophic index of a lake. */
export interface TrophicIndex {
  readonly evaluated: true
  readonly method: '环办[2011]22号'
  /** TLI(Σ), unrounded. */
  readonly tli: number
  /** TLI(Σ) at one decimal, as printed. */
  readonly tliShown: number
  readonly grade: TrophicGrade
  readonly parts: Readonly<Record<TrophicPart, number>>
  /** Inputs of a size that a lake does not have: most likely cm given as m, or mg/L as mg/m³. */
  readonly doubts: readonly (keyof TrophicInput)[]
}

/** An index that cannot be given, and which inputs are to blame. */
export interface TrophicNotEvaluated {
  readonly evaluated: false
  readonly method: '环办[2011]22号'
  readonly missing: readonly { readonly input: keyof TrophicInput; readonly reason: Missing }[]
}

/** The five parts of the index. */
export type TrophicPart = 'chla' | 'tp' | 'tn' | 'sd' | 'codMn'

interface PartRule {
  readonly part: TrophicPart
  readonly input: keyof TrophicInput
  /** TLI(j) = 10 (a + b ln x). */
  readonly a: number
  readonly b: number
  /** Correlation with chlorophyll a; the weight is r² / Σr². */
  readonly r: number
}

const rules: readonly PartRule[] = [
  { part: 'chla', input: 'chlaMgPerM3', a: 2.5, b: 1.086, r: 1 },
  { part: 'tp', input: 'tpMgPerL', a: 9.436, b: 1.624, r: 0.84 },
  { part: 'tn', input: 'tnMgPerL', a: 5.453, b: 1.694, r: 0.82 },
  { part: 'sd', input: 'sdMetres', a: 5.118, b: -1.94, r: -0.83 },
  { part: 'codMn', input: 'codMnMgPerL', a: 0.109, b: 2.661, r: 0.83 },
]

const sumOfSquares = rules.reduce((sum, rule) => sum + rule.r ** 2, 0)

const trophicInput = want.fields({
  chlaMgPerM3: waterReading,
  tpMgPerL: waterReading,
  tnMgPerL: waterReading,
  sdMetres: waterReading,
  codMnMgPerL: waterReading,
})

/**
 * Comprehensive trophic index TLI(Σ) of a lake or reservoir (环办[2011]22号): the five parts weighted by r² / Σr², with the
 * exact ratio rather than printed weights. All five are needed; zero and negative values have no logarithm and count as
 * `over-range` (give half of the detection limit instead).
 */
export function lakeTrophicIndex(input: TrophicInput): TrophicIndex | TrophicNotEvaluated {
  checkInput('lakeTrophicIndex', { input }, { input: trophicInput })
  const method = '环办[2011]22号'
  const readings = rules.map((rule) => ({ rule, value: usable(rule.input, input[rule.input]) }))
  const missing = readings.flatMap(({ rule, value }) =>
    typeof value === 'string' ? [{ input: rule.input, reason: value }] : [],
  )
  if (missing.length > 0) return { evaluated: false, method, missing }
  const values = readings.map(({ rule, value }) => [
    rule.part,
    10 * (rule.a + rule.b * Math.log(Number(value))),
  ])
  const parts = Object.fromEntries(values) as Record<TrophicPart, number>
  const tli = rules.reduce((sum, rule) => sum + (rule.r ** 2 / sumOfSquares) * parts[rule.part], 0)
  return {
    evaluated: true,
    method,
    tli,
    tliShown: roundHalfEven(tli, 1),
    grade: trophicGrade(tli),
    parts,
    doubts: doubtsAbout(input),
  }
}

/** Grade of a trophic index: 贫营养 below 30, 中营养 to 50, then 轻度, 中度 and 重度富营养 above 50, 60 and 70 (环办[2011]22号). */
export function trophicGrade(tli: number): TrophicGrade {
  checkInput('trophicGrade', { tli }, { tli: want.finite })
  if (tli < 30) return '贫营养'
  if (tli <= 50) return '中营养'
  if (tli <= 60) return '轻度富营养'
  return tli <= 70 ? '中度富营养' : '重度富营养'
}

function usable(input: keyof TrophicInput, reading: WaterReading): Reading {
  const value = usableConcentration(reading)
  return value === 0 ? 'over-range' : value
}

// No lake is clear to 40 m, and none so far has less than 0.05 mg/m³ of chlorophyll.
function doubtsAbout(input: TrophicInput): readonly (keyof TrophicInput)[] {
  const doubts: (keyof TrophicInput)[] = []
  if (Number(input.sdMetres) > 40) doubts.push('sdMetres')
  if (Number(input.chlaMgPerM3) < 0.05) doubts.push('chlaMgPerM3')
  return doubts
}
