import type { ReviewItem } from '@qinglan/contract'
import type { PlanReading, PlanTarget, PlanTask } from '@qinglan/plan-reader'
import { suggester, type Binding, type Suggest } from '../plan/bindings.ts'

/** The id of the n-th promise (`T`) or task (`K`) that was read. */
export const itemId = (letter: 'T' | 'K', index: number): string =>
  `${letter}${String(index + 1).padStart(3, '0')}`

const fresh = { state: 'proposed' as const, from: [], binding: null, reason: null }

function itemOfTarget(t: PlanTarget, id: string, suggest: Suggest): ReviewItem {
  const [value, valueHigh] = Array.isArray(t.value) ? t.value : [t.value, null]
  return {
    ...fresh,
    id,
    kind: 'target',
    start: t.start,
    end: t.end,
    quote: t.quote,
    sectionPath: t.sectionPath,
    subject: t.subject || t.quote,
    comparator: t.comparator,
    value,
    valueHigh,
    unit: t.unit,
    baselineYear: t.baselineYear,
    deadline: t.deadline,
    modality: t.modality,
    lead: [],
    responsible: [],
    delegatedTo: t.delegatedTo,
    suggestion: suggest(t),
    confidence: t.confidence,
    doubts: t.doubts,
  }
}

const itemOfTask = (t: PlanTask, id: string): ReviewItem => ({
  ...fresh,
  id,
  kind: 'task',
  start: t.start,
  end: t.end,
  quote: t.quote,
  sectionPath: t.sectionPath,
  subject: t.action || t.quote,
  comparator: 'none',
  value: null,
  valueHigh: null,
  unit: null,
  baselineYear: null,
  deadline: t.deadline,
  modality: null,
  lead: t.lead,
  responsible: t.support,
  delegatedTo: null,
  suggestion: null,
  confidence: 1,
  doubts: [],
})

/**
 * What a reader found as items to be reviewed, in the order of the text: every promise (`T001` …) and every clause that is a task
 * (`K001` …). A promise has the units that its clause names.
 */
export function itemsOfReading(reading: PlanReading, bindings: readonly Binding[]): ReviewItem[] {
  const suggest = suggester(bindings)
  const named = new Map<string, PlanTask>()
  for (const task of reading.tasks)
    for (const id of task.targets) if (!named.has(id) && task.lead.length > 0) named.set(id, task)
  const targets = reading.targets.map((t, i) => {
    const { lead = [], support = [] } = named.get(t.id) ?? {}
    return { ...itemOfTarget(t, itemId('T', i), suggest), lead, responsible: support }
  })
  const tasks = reading.tasks.filter((t) => t.role === 'task').map((t, i) => itemOfTask(t, itemId('K', i)))
  return inTextOrder([...targets, ...tasks])
}

/** By place; where two begin together the promise comes before the task. */
export const inTextOrder = (items: readonly ReviewItem[]): ReviewItem[] =>
  items.toSorted(
    (a, b) => a.start - b.start || a.kind.localeCompare(b.kind) || a.end - b.end || a.id.localeCompare(b.id),
  )
