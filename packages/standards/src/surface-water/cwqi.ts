import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from './water-wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { limitsOf } from './classes.ts'
import type { WaterBody } from './classes.ts'
import { judgedItems } from './items.ts'
import type { JudgedItem } from './items.ts'
import { usableOf } from './sample.ts'
import type { MissingItem, SampleMgPerL } from './sample.ts'

/** City water quality index of a set of mean concentrations; a small index is good. */
export interface CityWaterIndex {
  readonly method: 'CWQI 2017'
  readonly parts: Readonly<Partial<Record<JudgedItem, number>>>
  readonly total: number
  readonly itemsCounted: number
  readonly missing: readonly MissingItem<JudgedItem>[]
}

const riverIndex = want.fields({ index: want.finite, sections: want.finite })
const lakeIndex = want.fields({ index: want.finite, points: want.finite })

/**
 * CWQI of the 2017 city ranking rule: the sum over the 21 items of C / limit of class Ⅲ; dissolved oxygen the other way
 * round; pH (7 − pH)/1 below 7 and (pH − 7)/2 above. Items without a value add nothing and are named: only indexes of
 * the same items can be compared.
 *
 * Clause: 环办监测〔2017〕51号.
 *
 * @param sampleMgPerL mean concentrations over a city's river sections (or lake points)
 */
export function cityWaterIndex(sampleMgPerL: SampleMgPerL, water: WaterBody): CityWaterIndex {
  checkInput(
    'cityWaterIndex',
    { sampleMgPerL, water },
    { sampleMgPerL: waterWant.sample, water: waterWant.water },
  )
  const parts: [JudgedItem, number][] = []
  const missing: MissingItem<JudgedItem>[] = []
  for (const item of judgedItems) {
    const reading = usableOf(item, sampleMgPerL[item])
    if (typeof reading === 'string') missing.push({ item, reason: reading })
    else if (item === 'DO' && reading === 0) missing.push({ item, reason: 'over-range' }) // its part divides by it
    else parts.push([item, indexPart(item, reading, water)])
  }
  const total = parts.reduce((sum, [, part]) => sum + part, 0)
  return { method: 'CWQI 2017', parts: Object.fromEntries(parts), total, itemsCounted: parts.length, missing }
}

/**
 * A city's index from its rivers and lakes, weighted by the numbers of sections and points (from memory).
 *
 * Clause: 环办监测〔2017〕51号.
 */
export function combinedCityWaterIndex(
  rivers: { readonly index: number; readonly sections: number },
  lakes: { readonly index: number; readonly points: number },
): number {
  checkInput('combinedCityWaterIndex', { rivers, lakes }, { rivers: riverIndex, lakes: lakeIndex })
  const count = rivers.sections + lakes.points
  if (count <= 0)
    throw new StandardsError('invalid-input', '没有断面和点位', 'there are no sections and no points')
  return (rivers.index * rivers.sections + lakes.index * lakes.points) / count
}

/**
 * Change of an index against its base period in percent; negative is better.
 *
 * Clause: 环办监测〔2017〕51号.
 */
export function cityWaterIndexChangePercent(base: number, now: number): number {
  checkInput('cityWaterIndexChangePercent', { base, now }, { base: want.finite, now: want.finite })
  if (base <= 0)
    throw new StandardsError('invalid-input', '基期指数须大于0', 'the base index must be above 0')
  return ((now - base) / base) * 100
}

/**
 * Places of cities by index, best (smallest) first; equal indexes share a place.
 *
 * Clause: 环办监测〔2017〕51号.
 */
export function rankByIndex(indexes: readonly number[]): readonly number[] {
  checkInput('rankByIndex', { indexes }, { indexes: want.numbers })
  return indexes.map((index) => 1 + indexes.filter((other) => other < index).length)
}

function indexPart(item: JudgedItem, value: number, water: WaterBody): number {
  if (item === 'PH') return value <= 7 ? 7 - value : (value - 7) / 2
  const limit = Number(limitsOf(item, water)[2])
  return item === 'DO' ? limit / value : value / limit
}
