interface At {
  start: number
  end: number
}

/** The members of a sorted list that lie wholly within `from..to`, found by bisection. */
export function within<T extends At>(sorted: readonly T[], from: number, to: number): T[] {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.start < from) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  for (let i = low; i < sorted.length && sorted[i]!.end <= to; i++) found.push(sorted[i]!)
  return found
}
