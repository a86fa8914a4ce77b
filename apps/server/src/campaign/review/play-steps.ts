import {
  numberFields,
  type ReviewFields,
  type ReviewItem,
  type ReviewProgress,
  type ReviewStep,
} from '@qinglan/contract'
import { badInput } from '../../errors.ts'
import type { Suggest } from '../plan/bindings.ts'
import { inTextOrder } from './items.ts'

export interface TakenStep {
  readonly number: number
  readonly step: ReviewStep
}

/** The steps that still hold: an undo takes back the last one before it that does. */
export function stepsThatHold<S extends TakenStep>(steps: readonly S[]): S[] {
  const holding: S[] = []
  for (const taken of steps) {
    if (taken.step.do === 'undo') holding.pop()
    else holding.push(taken)
  }
  return holding
}

/** Changed step by step while a review is played. */
type Items = Map<string, ReviewItem>

const isOpen = ({ state }: ReviewItem): boolean => state !== 'split' && state !== 'merged'

function open(items: Items, id: string): ReviewItem {
  const item = items.get(id)
  if (!item) throw badInput(`没有条目“${id}”`, `there is no item "${id}"`)
  if (!isOpen(item))
    throw badInput(
      `条目 ${id} 已被拆分或合并，不能再改`,
      `item ${id} was split or merged and cannot change any more`,
    )
  return item
}

function put(items: Items, ...changed: readonly ReviewItem[]): void {
  for (const item of changed) items.set(item.id, item)
}

/** An item that reads otherwise than before is measured otherwise, unless a person has chosen by what. */
const resuggested = (item: ReviewItem, suggest: Suggest): ReviewItem =>
  item.kind === 'task' || item.binding ? item : { ...item, suggestion: suggest(item) }

/** @throws QinglanError `bad-input` for a number given to a task, or a range that runs backwards */
function edited(item: ReviewItem, fields: ReviewFields, suggest: Suggest): ReviewItem {
  if (item.kind === 'task') {
    const strange = numberFields.filter((name) => fields[name] !== undefined)
    if (strange.length > 0)
      throw badInput(`任务 ${item.id} 没有指标值`, `task ${item.id} has no number: ${strange.join(', ')}`)
  }
  const after = { ...item, ...fields, state: 'edited' as const, reason: null }
  if (after.valueHigh !== null && (after.value === null || after.valueHigh < after.value))
    throw badInput(
      `条目 ${item.id} 的区间上限低于下限`,
      `item ${item.id}: the upper end of the range lies below the lower`,
    )
  const reads = after.subject !== item.subject || after.comparator !== item.comparator
  return reads ? resuggested(after, suggest) : after
}

const rejected = (item: ReviewItem, reason = ''): ReviewItem => ({
  ...item,
  state: 'rejected',
  reason: reason.trim() || null,
})

/** The stretch without the blanks at its ends. */
function trimmed(text: string, start: number, end: number): { start: number; end: number; quote: string } {
  const body = text.slice(start, end)
  const lead = body.length - body.trimStart().length
  const quote = body.trim()
  return { start: start + lead, end: start + lead + quote.length, quote }
}

function split(items: Items, text: string, id: string, at: number, suggest: Suggest): void {
  const item = open(items, id)
  const parts = [trimmed(text, item.start, at), trimmed(text, at, item.end)] as const
  if (at <= item.start || at >= item.end || parts.some((part) => part.quote === ''))
    throw badInput(
      `拆分位置 ${at} 不在条目 ${id} 之内（${item.start}—${item.end}）`,
      `offset ${at} does not lie inside item ${id} (${item.start} to ${item.end})`,
    )
  const halves = parts.map((part, i): ReviewItem => {
    const own: ReviewItem = { ...item, ...part, id: `${id}.${i + 1}`, from: [id], state: 'proposed' }
    if (item.kind === 'task') return { ...own, subject: part.quote }
    // the number stays with the half that says it; the other half waits for its own
    const says = item.value === null || part.quote.includes(String(item.value))
    return says ? own : resuggested({ ...own, subject: part.quote, value: null, valueHigh: null }, suggest)
  })
  put(items, { ...item, state: 'split' }, ...halves)
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())]

function merge(items: Items, text: string, ids: readonly string[]): void {
  const parts = inTextOrder([...new Set(ids)].map((id) => open(items, id)))
  const [first] = parts
  if (!first || parts.length < 2) throw badInput('合并至少需要两个条目', 'merging needs two items')
  if (parts.some((p) => p.kind !== first.kind))
    throw badInput('目标与任务不能合并', 'a promise and a task cannot be merged')
  const start = first.start
  const end = Math.max(...parts.map((p) => p.end))
  const carrier = parts.find((p) => p.value !== null) ?? first
  const quote = text.slice(start, end)
  const whole: ReviewItem = {
    ...carrier,
    id: `${first.id}+`,
    from: parts.map((p) => p.id),
    state: 'proposed',
    start,
    end,
    quote,
    subject: first.kind === 'task' ? quote : carrier.subject,
    sectionPath: first.sectionPath,
    lead: union(parts.map((p) => p.lead)),
    responsible: union(parts.map((p) => p.responsible)),
    doubts: union(parts.map((p) => p.doubts)),
  }
  put(items, ...parts.map((p): ReviewItem => ({ ...p, state: 'merged' })), whole)
}

function perform(items: Items, text: string, step: ReviewStep, suggest: Suggest): void {
  switch (step.do) {
    case 'accept':
      return put(
        items,
        ...step.items.map((id): ReviewItem => {
          const item = open(items, id)
          return { ...item, state: item.state === 'edited' ? 'edited' : 'accepted', reason: null }
        }),
      )
    case 'reject':
      return put(items, ...step.items.map((id) => rejected(open(items, id), step.reason)))
    case 'edit':
      return put(items, edited(open(items, step.item), step.fields, suggest))
    case 'split':
      return split(items, text, step.item, step.at, suggest)
    case 'merge':
      return merge(items, text, step.items)
    case 'bind': {
      const item = open(items, step.item)
      if (item.kind === 'task')
        throw badInput(`任务 ${item.id} 不能绑定指标`, `task ${item.id} cannot be bound to an indicator`)
      return put(items, { ...item, binding: step.binding, suggestion: null })
    }
    case 'assign': {
      const { lead, responsible } = step
      return put(items, { ...open(items, step.item), lead, responsible })
    }
    case 'import':
      for (const { item, fields } of step.edits) put(items, edited(open(items, item), fields, suggest))
      for (const { item, reason } of step.reasons ?? []) put(items, rejected(open(items, item), reason))
      return undefined
    case 'undo':
      return undefined
  }
}

/**
 * The items of a review after its steps, in the order of the text. Items that were split or merged stay, closed.
 *
 * @throws QinglanError `bad-input` when a step does not fit the items as they stand before it
 */
export function playSteps(
  found: readonly ReviewItem[],
  text: string,
  steps: readonly TakenStep[],
  suggest: Suggest,
): ReviewItem[] {
  const items: Items = new Map(found.map((item) => [item.id, item]))
  for (const { step } of stepsThatHold(steps)) perform(items, text, step, suggest)
  return inTextOrder([...items.values()])
}

/** The items that a plan says, whether they were looked at yet or not. */
export const countedItems = (items: readonly ReviewItem[]): ReviewItem[] =>
  items.filter((item) => isOpen(item) && item.state !== 'rejected')

/** How far the review is; closed items do not count. */
export function progressOf(items: readonly ReviewItem[]): ReviewProgress {
  const counted = items.filter(isOpen)
  const of = (state: ReviewItem['state']): number => counted.filter((i) => i.state === state).length
  return {
    total: counted.length,
    proposed: of('proposed'),
    accepted: of('accepted'),
    edited: of('edited'),
    rejected: of('rejected'),
  }
}

/** The items that go into the campaign and the ledger. */
export const takenItems = (items: readonly ReviewItem[]): ReviewItem[] =>
  items.filter(({ state }) => state === 'accepted' || state === 'edited')
