import type { ReviewDifference, ReviewItem } from '@qinglan/contract'

type Pairs = ReadonlyMap<string, number>

function pairsOf(text: string): Pairs {
  const letters = Array.from(text.replaceAll(/[\s\p{P}]/gu, ''))
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < letters.length; i++) {
    const pair = `${letters[i]}${letters[i + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

const size = (pairs: Pairs): number => [...pairs.values()].reduce((sum, n) => sum + n, 0)

/** Below this the wording is taken for another item. */
const alike = 0.6

interface Worded {
  readonly pairs: Pairs
  readonly size: number
}

const worded = (text: string): Worded => {
  const pairs = pairsOf(text)
  return { pairs, size: size(pairs) }
}

/** Sørensen–Dice over pairs of neighbouring characters: 1 for the same wording, 0 for nothing in common or too little to matter. */
function likeness(a: Worded, b: Worded): number {
  const sizes = a.size + b.size
  if (sizes === 0 || 2 * Math.min(a.size, b.size) < alike * sizes) return 0
  let common = 0
  for (const [pair, n] of a.pairs) common += Math.min(n, b.pairs.get(pair) ?? 0)
  return (2 * common) / sizes
}

const compared = [
  'quote',
  'subject',
  'comparator',
  'value',
  'valueHigh',
  'unit',
  'baselineYear',
  'deadline',
  'lead',
  'responsible',
] as const

type Field = (typeof compared)[number]

/** A wording that is not held says nothing of a change. */
const changedFields = (before: ReviewItem, after: ReviewItem, ignored: ReadonlySet<Field>): Field[] =>
  compared.filter(
    (name) =>
      !ignored.has(name) &&
      !(name === 'quote' && before.quote === '') &&
      JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )

interface Pair {
  readonly before: ReviewItem
  readonly after: ReviewItem
  readonly similarity: number
}

const measured = (items: readonly ReviewItem[]) =>
  items.map((item) => ({ item, quote: worded(item.quote), subject: worded(item.subject) }))

function candidates(
  before: readonly ReviewItem[],
  after: readonly ReviewItem[],
  ignored: ReadonlySet<Field>,
): Pair[] {
  const [old, now] = [measured(before), measured(after)]
  const pairs: Pair[] = []
  for (const a of old)
    for (const b of now) {
      if (a.item.kind !== b.item.kind) continue
      const exact = a.item.quote === b.item.quote && a.item.subject === b.item.subject
      const similarity = exact ? 1 : Math.max(likeness(a.quote, b.quote), likeness(a.subject, b.subject))
      if (similarity >= alike) pairs.push({ before: a.item, after: b.item, similarity })
    }
  const order = new Map(before.map((item, i) => [item.id, i]))
  const place = (item: ReviewItem): number => order.get(item.id) ?? 0
  return pairs.sort(
    (x, y) =>
      y.similarity - x.similarity ||
      changedFields(x.before, x.after, ignored).length - changedFields(y.before, y.after, ignored).length ||
      place(x.before) - place(y.before),
  )
}

/**
 * What a revised plan changes: each item is paired with the most alike of the other version by the wording of its quote or subject,
 * the closest pairs first; what finds no partner is new or gone. Fields that are `ignored` are not compared.
 */
export function difference(
  before: readonly ReviewItem[],
  after: readonly ReviewItem[],
  ignored: ReadonlySet<Field> = new Set(),
): Omit<ReviewDifference, 'against'> {
  const [paired, changed] = [new Set<ReviewItem>(), [] as ReviewDifference['changed']]
  let unchanged = 0
  for (const pair of candidates(before, after, ignored)) {
    if (paired.has(pair.before) || paired.has(pair.after)) continue
    paired.add(pair.before).add(pair.after)
    const fields = changedFields(pair.before, pair.after, ignored)
    if (fields.length === 0) unchanged += 1
    else changed.push({ ...pair, fields })
  }
  return {
    added: after.filter((item) => !paired.has(item)),
    removed: before.filter((item) => !paired.has(item)),
    changed: changed.sort((x, y) => x.after.start - y.after.start),
    unchanged,
  }
}
