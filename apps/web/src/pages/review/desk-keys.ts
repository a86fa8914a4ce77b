import type { ReviewItem } from '@qinglan/contract'

/** What a key does at the desk. */
export type DeskAction =
  | 'next'
  | 'previous'
  | 'accept'
  | 'acceptRest'
  | 'reject'
  | 'edit'
  | 'split'
  | 'merge'
  | 'bind'
  | 'undo'
  | 'filter'

const actions: Readonly<Record<string, DeskAction>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  a: 'accept',
  g: 'acceptRest',
  r: 'reject',
  e: 'edit',
  s: 'split',
  m: 'merge',
  b: 'bind',
  u: 'undo',
  f: 'filter',
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** The action of a key, with capitals locked too; null for what belongs to the browser. */
export const actionOf = ({ key, ctrlKey, metaKey, altKey }: Pressed): DeskAction | null =>
  ctrlKey || metaKey || altKey ? null : (actions[key.length === 1 ? key.toLowerCase() : key] ?? null)

/** The keys in the order of the help line. */
export const deskKeys: readonly (readonly [key: string, action: DeskAction])[] = [
  ['j ↓', 'next'],
  ['k ↑', 'previous'],
  ['a', 'accept'],
  ['r', 'reject'],
  ['e', 'edit'],
  ['s', 'split'],
  ['m', 'merge'],
  ['b', 'bind'],
  ['u', 'undo'],
  ['g', 'acceptRest'],
  ['f', 'filter'],
]

interface Listed {
  readonly id: string
  readonly state: string
}

/** Which items are listed. */
export const deskFilters = ['all', 'waiting', 'doubtful'] as const
export type DeskFilter = (typeof deskFilters)[number]

export const passes = (
  { state, doubts }: Pick<ReviewItem, 'state' | 'doubts'>,
  filter: DeskFilter,
): boolean => filter === 'all' || (state === 'proposed' && (filter === 'waiting' || doubts.length > 0))

export const nextFilter = (filter: DeskFilter): DeskFilter =>
  deskFilters[(deskFilters.indexOf(filter) + 1) % deskFilters.length] ?? 'all'

/** The item to look at after one was settled: the next that waits, else the first that does, else itself. */
export function nextWaiting(items: readonly Listed[], id: string): string {
  const at = items.findIndex((item) => item.id === id)
  const waits = (item: Listed): boolean => item.state === 'proposed' && item.id !== id
  return (items.slice(at + 1).find(waits) ?? items.find(waits))?.id ?? id
}

/** The neighbour of an item, staying at the ends. */
export function neighbour(items: readonly Listed[], id: string | null, step: 1 | -1): string | null {
  const at = items.findIndex((item) => item.id === id)
  if (at === -1) return items[0]?.id ?? null
  return items[Math.min(Math.max(at + step, 0), items.length - 1)]?.id ?? null
}
