import type { ValueList } from './values.ts'

const KEEPS = /(?<![环担确社医劳参])保$/
const STRIVES = /(?<![竞战力斗抗])争$/

/** 保31争30: the value that is kept and the value that is striven for; null for any other value. */
export function pledgeOf(norm: string, lists: readonly ValueList[], at: number): '确保' | '争取' | null {
  const list = lists[at]!
  const next = lists[at + 1]
  const previous = lists[at - 1]
  const before = norm.slice(Math.max(0, list.start - 3), list.start)
  if (KEEPS.test(before) && next !== undefined && isStriven(norm, list, next)) return '确保'
  return previous !== undefined && isStriven(norm, previous, list) && KEEPS.test(keptBefore(norm, previous))
    ? '争取'
    : null
}

function keptBefore(norm: string, { start }: ValueList): string {
  return norm.slice(Math.max(0, start - 3), start)
}

/** Whether nothing but 争 stands between two values. */
function isStriven(norm: string, kept: ValueList, striven: ValueList): boolean {
  const between = norm.slice(kept.stop, striven.start)
  return between.length <= 3 && STRIVES.test(between) && /^[、,]?力?争$/.test(between)
}
