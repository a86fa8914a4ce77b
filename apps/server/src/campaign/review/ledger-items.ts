import type { ReviewItem } from '@qinglan/contract'
import { takenItems } from './play-steps.ts'

/** A clause whose promises cover so much of it says nothing more than they do. */
const covered = 0.5

/** How many characters of a clause stand in promises. */
function inPromises({ start, end }: ReviewItem, targets: readonly ReviewItem[]): number {
  let [letters, from] = [0, start]
  for (const target of targets) {
    const stop = Math.min(target.end, end)
    if (stop <= from || target.start >= end) continue
    letters += stop - Math.max(target.start, from)
    from = stop
  }
  return letters
}

/**
 * The rows of a ledger: every promise that was taken, and every task that is more than its promises. A clause that is nothing but
 * a promise would stand in the ledger twice.
 */
export function ledgerItems(items: readonly ReviewItem[]): ReviewItem[] {
  const taken = takenItems(items)
  const targets = taken.filter(({ kind }) => kind === 'target')
  return taken.filter(
    (item) => item.kind === 'target' || inPromises(item, targets) < covered * (item.end - item.start),
  )
}
