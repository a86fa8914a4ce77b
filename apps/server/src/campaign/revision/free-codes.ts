import type { ReviewItem } from '@qinglan/contract'

const numberOf = (code: string): number => Number(/^[A-Z](\d+)/.exec(code)?.[1] ?? 0)

/** A code for each item that joins a campaign: its own where that is free, else the next number. Codes of what is closed are not free. */
export function freeCodes(
  used: readonly string[],
  items: readonly Pick<ReviewItem, 'id' | 'kind'>[],
): ReadonlyMap<string, string> {
  const taken = new Set(used)
  const codes = new Map<string, string>()
  let last = Math.max(0, ...[...used, ...items.map(({ id }) => id)].map(numberOf))
  for (const { id, kind } of items) {
    const free = taken.has(id) ? `${kind === 'target' ? 'T' : 'K'}${String(++last).padStart(3, '0')}` : id
    taken.add(free)
    codes.set(id, free)
  }
  return codes
}
