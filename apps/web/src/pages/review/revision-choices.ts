import type { ReviewDifference, ReviewItem, RevisionChoice } from '@qinglan/contract'

type Changed = ReviewDifference['changed'][number]

/** One difference between a revised plan and what stood before. */
export type DifferenceRow =
  | { readonly kind: 'changed'; readonly key: string; readonly pair: Changed }
  | { readonly kind: 'added' | 'removed'; readonly key: string; readonly item: ReviewItem }

/** What becomes of a difference, as it is being chosen. */
export interface Choice {
  readonly do: 'take' | 'keep' | 'drop'
  readonly reason: string
}

export type Choices = ReadonlyMap<string, Choice>

/** The differences in the order in which they are shown. */
export const rowsOf = ({ changed, added, removed }: ReviewDifference): DifferenceRow[] => [
  ...changed.map((pair) => ({ kind: 'changed' as const, key: `changed ${pair.before.id}`, pair })),
  ...added.map((item) => ({ kind: 'added' as const, key: `added ${item.id}`, item })),
  ...removed.map((item) => ({ kind: 'removed' as const, key: `removed ${item.id}`, item })),
]

/** What may be chosen for a difference. */
export const waysOf = ({ kind }: DifferenceRow): readonly Choice['do'][] =>
  kind === 'changed' ? ['take', 'keep', 'drop'] : kind === 'added' ? ['take', 'keep'] : ['keep', 'drop']

/** What was chosen; before that the revised plan counts, but nothing is dropped unasked. */
export const choiceOf = (choices: Choices, { key, kind }: DifferenceRow): Choice =>
  choices.get(key) ?? { do: kind === 'removed' ? 'keep' : 'take', reason: '' }

/** Chooses one way for all that it fits; what is gone is kept either way. */
export const chooseAll = (rows: readonly DifferenceRow[], way: 'take' | 'keep'): Choices =>
  new Map(
    rows.map((row) => [row.key, { do: waysOf(row).includes(way) ? way : ('keep' as const), reason: '' }]),
  )

/** How many differences go which way; `nameless` are to be dropped without a reason yet. */
export function countChoices(rows: readonly DifferenceRow[], choices: Choices) {
  const counts = { take: 0, add: 0, keep: 0, drop: 0, nameless: 0 }
  for (const row of rows) {
    const choice = choiceOf(choices, row)
    if (row.kind === 'added') counts.add += choice.do === 'take' ? 1 : 0
    else counts[choice.do] += 1
    if (choice.do === 'drop' && choice.reason.trim() === '') counts.nameless += 1
  }
  return counts
}

/** The choices as the server takes them. */
export const revisionOf = (rows: readonly DifferenceRow[], choices: Choices): RevisionChoice[] =>
  rows.flatMap((row): RevisionChoice[] => {
    const { do: way, reason } = choiceOf(choices, row)
    if (way === 'take') {
      const { id } = row.kind === 'changed' ? row.pair.after : row.item
      return [{ do: 'take', item: id }]
    }
    if (row.kind === 'added') return []
    const code = row.kind === 'changed' ? row.pair.before.id : row.item.id
    return [way === 'drop' ? { do: 'drop', code, reason: reason.trim() } : { do: 'keep', code }]
  })
