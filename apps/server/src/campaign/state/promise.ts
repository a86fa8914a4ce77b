import type { Bilingual, CivilDate, Comparator } from '@qinglan/contract'
import { yearEnd } from '@qinglan/periods'
import type { Accumulation } from '../../assessment/indicators/indicator.ts'
import type { PopulationOf } from '../tables.ts'

/** What was promised, as far as its state depends on it. */
export interface PromiseFacts {
  readonly year: number
  readonly kind: string
  readonly comparator: Comparator
  /** As written; the lower end of a range. Null: no number, or one that is set elsewhere and not entered yet. */
  readonly value: number | null
  readonly valueHigh: number | null
  readonly decimals: number
  readonly unit: string | null
  readonly unitNorm: string | null
  readonly deadline: CivilDate | null
  /** Who sets the number, when it is not in the plan. */
  readonly delegatedTo: string | null
  readonly condition: Bilingual | null
  readonly conditionMetOn: CivilDate | null
  /** 全部: a share of a list, which must exist first. */
  readonly needsList: boolean
  readonly population: PopulationOf | null
}

/** What is known about a promise on a day. */
export interface Measured {
  /** Unrounded; null when there is nothing to judge, and then `missing` says why. */
  readonly value: number | null
  readonly fraction: { readonly numerator: number; readonly denominator: number } | null
  readonly missing: Bilingual | null
  readonly accumulation: Accumulation
  /** The last day the value speaks of. */
  readonly asOf: CivilDate | null
  /** Whether a figure of after the due day would hold: a promise that was kept late. */
  readonly keptLate?: boolean
}

/** The last day on which the promise can be kept: its date, or the end of the plan year. */
export const dueDay = (facts: PromiseFacts): CivilDate => facts.deadline ?? yearEnd(facts.year)

/**
 * How a promise is judged over time.
 * completion: once reached it stays reached; cumulative: a mean or ratio that every day moves; cap: an amount that only grows and
 * may not pass a limit; level: a state of affairs that is judged anew each time.
 */
export type Nature = 'completion' | 'cumulative' | 'cap' | 'level'

const notAmounts = new Set([
  'percent',
  'ug/m3',
  'mg/m3',
  't/(km2.month)',
  'water_quality_class',
  'count',
  'household',
])

export function natureOf(facts: PromiseFacts, accumulation: Accumulation): Nature {
  if (accumulation.kind === 'mean' || accumulation.kind === 'ratio') return 'cumulative'
  const limits = facts.comparator === '<=' || facts.comparator === '<'
  if (limits) return facts.unitNorm !== null && !notAmounts.has(facts.unitNorm) ? 'cap' : 'level'
  if (accumulation.kind === 'count' || facts.needsList) return 'completion'
  return ['output_count', 'capacity', 'deadline_task', 'delegated-task'].includes(facts.kind)
    ? 'completion'
    : 'level'
}
