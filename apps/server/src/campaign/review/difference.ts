import { comparedFields, type ReviewItem } from '@qinglan/contract'

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

type ComparedField = (typeof comparedFields)[number]

type Ignored = ReadonlySet<ComparedField>

/** What two versions of an item say differently. A wording that is not held says nothing of a change. */
const changedFields = (before: ReviewItem, after: ReviewItem, ignored: Ignored): ComparedField[] =>
  comparedFields.filter(
    (name) =>
      !ignored.has(name) &&
      !(name === 'quote' && before.quote === '') &&
      JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )

/** Two versions of one item. */
export interface Pair {
  readonly before: ReviewItem
  readonly after: ReviewItem
  readonly similarity: number
}

const measured = (items: readonly ReviewItem[]) =>
  items.map((item) => ({ item, quote: worded(item.quote), subject: worded(item.subject) }))

function candidates(before: readonly ReviewItem[], after: readonly ReviewItem[], ignored: Ignored): Pair[] {
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

export interface Difference {
  readonly added: ReviewItem[]
  readonly removed: ReviewItem[]
  readonly changed: (Pair & { fields: ComparedField[] })[]
  readonly same: Pair[]
}

interface ComparisonOptions {
  readonly ignored?: Ignored
  readonly beside?: (pair: Pair) => ReviewItem
}

/**
 * What a revised plan changes: each item is paired with the most alike of the other version by the wording of its quote or subject,
 * the closest pairs first; what finds no partner is new or gone.
 *
 * @param options fields that are `ignored`, and how a newer version reads `beside` the older one that it was paired with
 */
export function difference(
  before: readonly ReviewItem[],
  after: readonly ReviewItem[],
  { ignored = new Set(), beside = ({ after: same }) => same }: ComparisonOptions = {},
): Difference {
  const paired = new Set<ReviewItem>()
  const pairs: Pair[] = []
  for (const pair of candidates(before, after, ignored)) {
    if (paired.has(pair.before) || paired.has(pair.after)) continue
    paired.add(pair.before).add(pair.after)
    pairs.push(pair)
  }
  const sorted = pairs
    .map((pair) => {
      const read = { ...pair, after: beside(pair) }
      return { ...read, fields: changedFields(read.before, read.after, ignored) }
    })
    .sort((x, y) => x.after.start - y.after.start)
  return {
    added: after.filter((item) => !paired.has(item)),
    removed: before.filter((item) => !paired.has(item)),
    changed: sorted.filter(({ fields }) => fields.length > 0),
    same: sorted.filter(({ fields }) => fields.length === 0),
  }
}
