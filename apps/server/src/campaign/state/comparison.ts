import {
  compareAtWrittenPrecision,
  type CountedRate,
  type Comparator as PlainComparator,
} from '@qinglan/standards'
import type { Measured, PromiseFacts } from './promise.ts'

/** Which of two readings of a number decided: rates at the precision written, counts and whole lists unrounded. */
export type ComparisonRule = 'written-precision' | 'unrounded'

export interface Comparison {
  readonly met: boolean
  readonly rule: ComparisonRule
  readonly metAtWrittenPrecision: boolean
  readonly metUnrounded: boolean
  readonly rounded: number
  readonly unrounded: number
  readonly comparator: PlainComparator
  readonly value: number
  readonly decimals: number
}

/** A promise as one plain comparison. */
export interface PlainPromise {
  readonly comparator: PlainComparator
  readonly value: number
  readonly decimals: number
  readonly rule: ComparisonRule
}

const amounts = new Set(['output_count', 'capacity'])

/**
 * What has to hold: 较…削减/新增/完成 N compare the change or the count with N; a range is kept from its lower end on; a promise
 * without a number is kept when its share done is 1. 100 % and 0 of a list leave nothing to rounding. Null: no number to hold against.
 */
export function plainPromise(facts: PromiseFacts): PlainPromise | null {
  const { comparator, value, decimals } = facts
  if (value === null) {
    if (comparator !== 'none' || facts.delegatedTo !== null) return null
    return { comparator: '>=', value: 1, decimals: 0, rule: 'unrounded' }
  }
  const whole = facts.unitNorm === 'percent' && value === 100
  const nothing = value === 0
  const rule =
    whole || nothing || amounts.has(facts.kind) || facts.unitNorm === 'count'
      ? 'unrounded'
      : 'written-precision'
  return { comparator: plainComparator(comparator, whole, nothing), value, decimals, rule }
}

function plainComparator(
  comparator: PromiseFacts['comparator'],
  whole: boolean,
  nothing: boolean,
): PlainComparator {
  switch (comparator) {
    case '=':
      return whole ? '>=' : nothing ? '<=' : '='
    case '>=':
    case '<=':
    case '>':
    case '<':
      return comparator
    case 'increase_by>=':
    case 'decrease_by>=':
    case 'complete_count>=':
    case 'range':
    case 'none':
      return '>='
  }
}

/** Holds a value against the promise, by GB/T 8170 at the written precision and unrounded, and says which decided. */
export function comparePromise(
  facts: PromiseFacts,
  measured: Pick<Measured, 'value' | 'fraction'>,
): Comparison | null {
  const plain = plainPromise(facts)
  if (plain === null || measured.value === null) return null
  const exact: CountedRate | number =
    facts.unitNorm === 'percent' && measured.fraction !== null && measured.fraction.denominator > 0
      ? { part: measured.fraction.numerator, whole: measured.fraction.denominator, per: 100 }
      : measured.value
  const { comparator, value, decimals, rule } = plain
  const compared = compareAtWrittenPrecision(exact, { comparator, value, decimals })
  return {
    met: rule === 'unrounded' ? compared.metUnrounded : compared.met,
    rule,
    metAtWrittenPrecision: compared.met,
    metUnrounded: compared.metUnrounded,
    rounded: compared.rounded,
    unrounded: compared.unrounded,
    comparator,
    value,
    decimals,
  }
}
