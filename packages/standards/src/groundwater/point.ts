import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { waterReading } from '../surface-water/water-wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { sumOfProducts } from '../exact/fraction.ts'
import { missingReasons, type Missing, type Reading } from '../missing/reading.ts'
import { fractionToNumber } from '../rounding/mean.ts'
import { usableConcentration, usablePh } from '../surface-water/sample.ts'
import type { WaterReading } from '../surface-water/sample.ts'
import { countedShare } from '../surface-water/shares.ts'
import type { CountedShare } from '../surface-water/shares.ts'
import { groundwaterItem, groundwaterItems, groundwaterPhRanges } from './items.ts'
import type { GroundwaterItem } from './items.ts'

/**
 * The classes of GB/T 14848-2017, best first; Ⅴ is worse than the limit of Ⅳ.
 *
 * Clause: GB/T 14848-2017 §4.
 */
export const groundwaterClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'] as const
export type GroundwaterClass = (typeof groundwaterClasses)[number]

type ByName<Value> = Readonly<Record<string, Value>>

/**
 * What a well holds, by Chinese item name and in the unit that the field says. The standard limits metals in mg/L and
 * organic compounds in µg/L; either may be given and is converted.
 */
export interface GroundwaterSample {
  readonly mgPerL?: ByName<WaterReading>
  readonly ugPerL?: ByName<WaterReading>
  /**
   * pH, colour, turbidity, bacteria and radioactivity, in the unit of the table; items of the table in mg/L may stand here
   * too. Those in µg/L may not: they are too easily given in mg/L.
   */
  readonly inTableUnit?: ByName<WaterReading>
  /** 嗅和味 and 肉眼可见物. */
  readonly observed?: ByName<'absent' | 'present' | Missing>
  /** Whether an analysis of nuclides cleared a gross alpha or beta over the limit of class Ⅲ. */
  readonly nuclideAnalysisPassed?: boolean
}

/** One judged item; the value stands in the unit of the table and is null for what is only observed. */
export interface GroundwaterJudgement {
  readonly item: string
  readonly value: number | null
  readonly class: GroundwaterClass
}

/** Class of a well, or `evaluated: false` when nothing was measured. */
export type GroundwaterEvaluation = {
  readonly standard: 'GB/T 14848-2017'
  readonly itemsJudged: number
  /** Items listed without a value, and expected items that are not listed. */
  readonly missing: readonly { readonly item: string; readonly reason: Missing }[]
} & (
  | { readonly evaluated: false }
  | {
      readonly evaluated: true
      readonly class: GroundwaterClass
      readonly items: readonly GroundwaterJudgement[]
      /** The items whose class is the class of the well. */
      readonly decidedBy: readonly string[]
      /** Gross alpha or beta over the limit of class Ⅲ without the analysis of nuclides that would make it class Ⅳ. */
      readonly needsNuclideAnalysis: readonly string[]
    }
)

const routineNames = groundwaterItems.filter((item) => item.routine).map((item) => item.zh)

const allNames = groundwaterItems.map((item) => item.zh)
const itemNames = want.listOf(want.oneOf(allNames, 'no-limit'))
const byName = want.optional(want.sampleOf(allNames, waterReading))
const groundwaterSample = want.onlyFields({
  mgPerL: byName,
  ugPerL: byName,
  inTableUnit: byName,
  observed: want.optional(want.sampleOf(allNames, want.oneOf(['absent', 'present', ...missingReasons]))),
  nuclideAnalysisPassed: want.optional(want.flag),
})
const wellClasses = want.listOf(want.oneOf(groundwaterClasses))

/**
 * Class of a well by its worst item (GB/T 14848-2017 §6, from memory). Where neighbouring classes share a limit the
 * better one holds; a result below the detection limit counts as half of it, and as not detected.
 *
 * @param expected names that should have been measured; the 39 routine items when left out
 * @throws StandardsError `no-limit` for unknown items, `wrong-unit` for one given in a unit it does not have
 */
export function evaluateGroundwater(
  sample: GroundwaterSample,
  expected: readonly string[] = routineNames,
): GroundwaterEvaluation {
  checkInput('evaluateGroundwater', { sample, expected }, { sample: groundwaterSample, expected: itemNames })
  const results = new Map<string, GroundwaterJudgement | Missing>()
  for (const [name, entry] of entriesOf(sample)) {
    if (results.has(name)) throw twice(name)
    results.set(name, entry)
  }
  const items = groundwaterItems.flatMap(({ zh }) => {
    const result = results.get(zh)
    return typeof result === 'object' ? [result] : []
  })
  const names = new Set([...expected, ...results.keys()])
  const missing = [...names].flatMap((name) => {
    const result = results.get(groundwaterItem(name).zh) ?? 'not-measured'
    return typeof result === 'string' ? [{ item: name, reason: result }] : []
  })
  const head = { standard: 'GB/T 14848-2017', itemsJudged: items.length, missing } as const
  const worst = groundwaterClasses[Math.max(...items.map((row) => groundwaterClasses.indexOf(row.class)))]
  if (worst === undefined) return { ...head, evaluated: false }
  return {
    ...head,
    evaluated: true,
    class: worst,
    items,
    decidedBy: items.filter((row) => row.class === worst).map((row) => row.item),
    needsNuclideAnalysis: items
      .filter((row) => row.class === 'Ⅴ' && groundwaterItem(row.item).limits.includes('afterNuclideAnalysis'))
      .map((row) => row.item),
  }
}

/**
 * Share of wells of class Ⅴ (and what is left, Ⅰ to Ⅳ): the national indicator.
 *
 * Clause: GB/T 14848-2017 §6.
 */
export function groundwaterShares(
  wells: readonly GroundwaterClass[],
  decimals = 1,
): { readonly oneToFour: CountedShare; readonly five: CountedShare } {
  checkInput('groundwaterShares', { wells, decimals }, { wells: wellClasses, decimals: want.whole })
  const five = wells.filter((well) => well === 'Ⅴ').length
  return {
    oneToFour: countedShare(wells.length - five, wells.length, decimals),
    five: countedShare(five, wells.length, decimals),
  }
}

function* entriesOf(sample: GroundwaterSample): Generator<readonly [string, GroundwaterJudgement | Missing]> {
  for (const [name, reading] of Object.entries(sample.mgPerL ?? {}))
    yield [name, judge(name, reading, 'mg/L', sample)]
  for (const [name, reading] of Object.entries(sample.ugPerL ?? {}))
    yield [name, judge(name, reading, 'µg/L', sample)]
  for (const [name, reading] of Object.entries(sample.inTableUnit ?? {})) {
    yield [name, judge(name, reading, 'table', sample)]
  }
  for (const [name, seen] of Object.entries(sample.observed ?? {})) {
    if (groundwaterItem(name).kind !== 'absent') throw wrongUnit(name)
    const judged = seen === 'absent' || seen === 'present'
    yield [name, judged ? { item: name, value: null, class: seen === 'absent' ? 'Ⅰ' : 'Ⅴ' } : seen]
  }
}

function judge(
  name: string,
  reading: WaterReading,
  unit: 'mg/L' | 'µg/L' | 'table',
  sample: GroundwaterSample,
): GroundwaterJudgement | Missing {
  const item = groundwaterItem(name)
  const given = item.kind === 'range' ? usablePh(reading) : usableConcentration(reading)
  const value = inTableUnit(item, given, unit)
  if (typeof value === 'string') return value
  const detected = typeof reading === 'number' && reading > 0
  return { item: name, value, class: classOf(item, value, detected, sample.nuclideAnalysisPassed === true) }
}

function inTableUnit(item: GroundwaterItem, value: Reading, unit: 'mg/L' | 'µg/L' | 'table'): Reading {
  const isMass = item.unit === 'mg/L' || item.unit === 'µg/L'
  const refused = unit === 'table' ? item.unit === 'µg/L' : !isMass
  if (item.kind === 'absent' || refused) throw wrongUnit(item.zh)
  if (typeof value === 'string' || unit === 'table' || unit === item.unit) return value
  return fractionToNumber(sumOfProducts([[value, unit === 'mg/L' ? 1000 : 0.001]]))
}

function classOf(
  item: GroundwaterItem,
  value: number,
  detected: boolean,
  nuclidesPassed: boolean,
): GroundwaterClass {
  const rank =
    item.kind === 'range'
      ? groundwaterPhRanges.findIndex(([low, high]) => value >= Number(low) && value <= Number(high))
      : item.limits.findIndex((limit) => {
          if (limit === 'notDetected') return !detected
          return limit === 'afterNuclideAnalysis' ? nuclidesPassed : value <= Number(limit)
        })
  return groundwaterClasses[rank] ?? 'Ⅴ'
}

function wrongUnit(name: string): StandardsError {
  const unit = groundwaterItem(name).unit || '无量纲'
  return new StandardsError(
    'wrong-unit',
    `“${name}”的单位是${unit}，不能这样给出`,
    `"${name}" is not given in this unit; the standard has ${unit}`,
  )
}

function twice(name: string): StandardsError {
  return new StandardsError('invalid-input', `“${name}”给出了两次`, `"${name}" is given twice`)
}
