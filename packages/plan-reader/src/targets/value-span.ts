import type { NumeralRole } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import type { ValueList } from './values.ts'

/** One list of values among those of its clause. */
export interface Place {
  clause: Clause
  from: number
  to: number
  lists: ValueList[]
  roles: NumeralRole[]
  at: number
  planYear: number | null
  bracketed: boolean
}

export function nextTarget(place: Place): number {
  return place.lists.findIndex((_, i) => i > place.at && place.roles[i] === 'target')
}

/** The part of a clause that carries one of its several values: pieces parted by 、 each have their own. */
export function valueSpan(norm: string, place: Place): { from: number; to: number } {
  const { clause, lists, at, roles } = place
  let from = place.bracketed ? place.from : clause.start
  let to = place.to
  const previous = lists.findLastIndex((_, i) => i < at && roles[i] === 'target')
  if (previous >= 0) {
    const cut = lastPause(norm, lists[previous]!.stop, lists[at]!.start)
    if (cut >= 0) from = cut + 1
  }
  const next = nextTarget(place)
  if (next >= 0) {
    const cut = lastPause(norm, lists[at]!.stop, lists[next]!.start)
    if (cut >= 0) to = cut
  }
  return { from, to }
}

/** Place of the last 、 or comma between two values that stands outside brackets; -1 when there is none. */
export function lastPause(norm: string, from: number, to: number): number {
  let depth = 0
  let found = -1
  for (let i = from; i < to; i++) {
    const char = norm[i]!
    if (char === '(' || char === '“') depth++
    else if (char === ')' || char === '”') depth = Math.max(0, depth - 1)
    else if (depth === 0 && (char === '、' || char === ',')) found = i
  }
  return found
}

const FRAME = /^(?:并|且|同时|确保|力争|争取|努力|要|应|须|需|到|至|截至|在|于|,|其中|、)*$/

/** Where the words of a stretch begin once its leading dates and adverbial phrases are passed over. */
export function wordsFrom(norm: string, clause: Clause, from: number, to: number): number {
  let at = from
  for (const token of clause.tokens) {
    if (token.start < at) continue
    if (token.kind !== 'date' || token.start >= to || !FRAME.test(norm.slice(at, token.start))) break
    at = token.end
    while (at < to && /[,前起止]/.test(norm[at]!)) at++
  }
  const pause = lastComma(norm, at, to)
  return pause < 0 ? at : pause + 1
}

function lastComma(norm: string, from: number, to: number): number {
  let depth = 0
  let found = -1
  for (let i = from; i < to; i++) {
    const char = norm[i]!
    if (char === '(' || char === '“') depth++
    else if (char === ')' || char === '”') depth = Math.max(0, depth - 1)
    else if (depth === 0 && (char === ',' || char === ':')) found = i
  }
  return found
}
