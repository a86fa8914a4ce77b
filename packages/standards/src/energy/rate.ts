import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import type { Reading } from '../missing/reading.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'

/** Of whom or what a rate is: the list must exist before a percentage does. */
export interface Population {
  /** As `enterprises that owe allowances for 2021`. */
  readonly name: string
  /** How many are on the list; `not-measured` while there is no list. */
  readonly count: Reading
}

/** A rate that never travels without its population. */
export interface PopulationRate {
  /** Unrounded; `insufficient` without a list or with an empty one. */
  readonly percent: Reading
  readonly part: number
  readonly population: Population
  /** True when every one on the list counts: 全部 is 100 % of a list, never a rounded 100. */
  readonly all: boolean
}

const namedPopulation = want.fields({ name: want.text, count: want.reading })
const countedRate = want.fields({ part: want.whole, population: namedPopulation })

/**
 * A rate of a named population (履约率, 安装率, 达标率, 全部).
 *
 * Clause: none; arithmetic of a count.
 *
 * @throws StandardsError `invalid-input` when the part is below zero, above the list, or no whole number
 */
export function populationRate(part: number, population: Population): PopulationRate {
  checkInput('populationRate', { part, population }, { part: want.finite, population: namedPopulation })
  const { count } = population
  if (!Number.isInteger(part) || part < 0 || (typeof count === 'number' && part > count)) {
    throw new StandardsError(
      'invalid-input',
      `${population.name}：${part}不在名单数量之内`,
      `${population.name}: ${part} is not within the list`,
    )
  }
  const listed = typeof count === 'number' && count > 0
  return {
    percent: listed ? (part * 100) / count : 'insufficient',
    part,
    population,
    all: listed && part === count,
  }
}

/** A population rate to a number of decimals, half to even, exactly from the counts (GB/T 8170 §3.2). */
export function roundRate(rate: PopulationRate, decimals: number): Reading {
  checkInput('roundRate', { rate, decimals }, { rate: countedRate, decimals: want.whole })
  const { count } = rate.population
  if (typeof count !== 'number' || count <= 0) return 'insufficient'
  return roundFractionHalfEven({ numerator: BigInt(rate.part) * 100n, denominator: BigInt(count) }, decimals)
}
