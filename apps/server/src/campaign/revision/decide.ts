import type { ReviewItem, RevisionChoice } from '@qinglan/contract'
import { badInput } from '../../errors.ts'
import type { Difference } from '../review/difference.ts'

type Changed = Difference['changed'][number]

/** What a revision does with each difference. */
export interface Decisions {
  readonly take: Changed[]
  readonly add: ReviewItem[]
  readonly drop: { readonly before: ReviewItem; readonly reason: string }[]
  /** `fields`: what the plan says otherwise; none where it says nothing any more. */
  readonly keep: {
    readonly before: ReviewItem
    readonly changed: Changed | null
    readonly reason: string | null
  }[]
}

/**
 * Puts the choices of a person to the differences they are about. What was not chosen is kept; what is new and was not chosen stays out.
 *
 * @throws QinglanError `bad-input` for a choice about what does not differ, two choices about the same, a drop without a reason, or
 * when nothing would change
 */
export function decide(difference: Difference, choices: readonly RevisionChoice[]): Decisions {
  const changedByItem = new Map(difference.changed.map((pair) => [pair.after.id, pair]))
  const changedByCode = new Map(difference.changed.map((pair) => [pair.before.id, pair]))
  const addedById = new Map(difference.added.map((item) => [item.id, item]))
  const removedByCode = new Map(difference.removed.map((item) => [item.id, item]))
  const settled = new Set<ReviewItem>()
  const settle = (item: ReviewItem): void => {
    if (settled.has(item)) throw badInput(`${item.id} 有两种处理`, `two choices are about ${item.id}`)
    settled.add(item)
  }
  const decisions: Decisions = { take: [], add: [], drop: [], keep: [] }
  const followed = (code: string): ReviewItem => {
    const item = changedByCode.get(code)?.before ?? removedByCode.get(code)
    if (!item) throw strange(code)
    settle(item)
    return item
  }
  const keep = (before: ReviewItem, reason: string | null): void => {
    decisions.keep.push({ before, changed: changedByCode.get(before.id) ?? null, reason })
  }
  for (const choice of choices)
    switch (choice.do) {
      case 'take': {
        const [pair, fresh] = [changedByItem.get(choice.item), addedById.get(choice.item)]
        if (pair) {
          settle(pair.before)
          decisions.take.push(pair)
        } else if (fresh) {
          settle(fresh)
          decisions.add.push(fresh)
        } else throw strange(choice.item)
        break
      }
      case 'keep':
        keep(followed(choice.code), choice.reason?.trim() || null)
        break
      case 'drop': {
        const reason = choice.reason.trim()
        if (reason === '')
          throw badInput(`终止 ${choice.code} 须写明理由`, `say why ${choice.code} is dropped`)
        decisions.drop.push({ before: followed(choice.code), reason })
        break
      }
    }
  if (decisions.take.length + decisions.add.length + decisions.drop.length === 0)
    throw badInput('没有要更新的条目', 'nothing is to be changed')
  for (const before of [...difference.changed.map((pair) => pair.before), ...difference.removed])
    if (!settled.has(before)) keep(before, null)
  return decisions
}

const strange = (id: string) => badInput(`“${id}”不在差异之中`, `"${id}" is not among what differs`)
