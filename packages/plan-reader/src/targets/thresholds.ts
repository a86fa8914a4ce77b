import type { Threshold } from '../contract.ts'
import type { ValueList } from './values.ts'

const BEFORE: readonly [RegExp, Threshold['comparator']][] = [
  [/(?:不低于|不小于|不少于|≥|大于等于|大于或等于)$/, '>='],
  [/(?:不超过|不大于|不高于|≤|小于等于|小于或等于)$/, '<='],
  [/(?:超过|大于|高于|>)$/, '>'],
  [/(?:低于|小于|不足|少于|<)$/, '<'],
]

/** Reads a list of values as a threshold; 以上 and 以下 include the boundary, 超过 does not. */
export function thresholdOf(norm: string, list: ValueList, from: number): Threshold {
  const value = list.values[0]!
  const before = norm.slice(Math.max(from, list.start - 6), list.start)
  const written = { value: value.values[0], unit: value.unit }
  if (list.suffix === 'up') return { ...written, comparator: '>=' }
  if (list.suffix === 'down' || list.suffix === 'within') return { ...written, comparator: '<=' }
  const found = BEFORE.find(([words]) => words.test(before))
  return { ...written, comparator: found?.[1] ?? '>=' }
}

/** What a reader must be told where a clause has more thresholds than the one a target holds; null when it has not. */
export function moreThresholdsDoubt(more: readonly string[]): string | null {
  return more.length === 0 ? null : `另有门槛“${more.join('、')}”,只记了第一个`
}
