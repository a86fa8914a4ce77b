/** Two stretches of the same text. */
export interface At {
  start: number
  end: number
}

/** Shared length over the shorter of the two: 1 when one lies within the other. */
export function overlap(a: At, b: At): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared <= 0 ? 0 : shared / Math.min(a.end - a.start, b.end - b.start)
}

/** Pairs each label with at most one reading, the best fit first; ties go to the earlier. */
export function pair<L, R>(
  labels: readonly L[],
  readings: readonly R[],
  fit: (label: L, reading: R) => number,
): Map<L, R> {
  const candidates: { label: number; reading: number; fit: number }[] = []
  labels.forEach((label, i) => {
    readings.forEach((reading, j) => {
      const value = fit(label, reading)
      if (value > 0) candidates.push({ label: i, reading: j, fit: value })
    })
  })
  candidates.sort((a, b) => b.fit - a.fit || a.label - b.label || a.reading - b.reading)
  const pairs = new Map<L, R>()
  const used = new Set<number>()
  const done = new Set<number>()
  for (const one of candidates) {
    if (done.has(one.label) || used.has(one.reading)) continue
    done.add(one.label)
    used.add(one.reading)
    pairs.set(labels[one.label]!, readings[one.reading]!)
  }
  return pairs
}
