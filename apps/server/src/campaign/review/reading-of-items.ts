import type { ReviewItem } from '@qinglan/contract'
import type { PlanReading, PlanTarget, PlanTask } from '@qinglan/plan-reader'
import type { ReadTarget, ReadTask, ReadingToImport } from '../plan/reading.ts'
import { itemId } from './items.ts'

/** Where an item comes from: the first of those that were split or merged into it, back to what was read. */
function rootOf(item: ReviewItem, byId: ReadonlyMap<string, ReviewItem>): string {
  const parent = item.from[0] === undefined ? undefined : byId.get(item.from[0])
  return parent ? rootOf(parent, byId) : item.id
}

/** A promise whose number was taken away is one of completion; one that was given a number is one of that number. */
function tierOf(item: ReviewItem, { tier, value }: PlanTarget): Pick<PlanTarget, 'tier'> {
  if (item.value === null && tier === 'number') return { tier: item.deadline ? 'dated' : 'completion' }
  if (item.value !== null && value === null) return { tier: 'number' }
  return { tier }
}

function targetOf(
  item: ReviewItem,
  read: PlanTarget,
  theme: string,
  unitNorms: ReadonlyMap<string | null, string | null>,
): ReadTarget {
  const { tier } = tierOf(item, read)
  const changedTier = tier !== read.tier
  const sameUnit = item.unit === read.unit
  return {
    ...read,
    id: item.id,
    code: item.id,
    start: item.start,
    end: item.end,
    quote: item.quote,
    sectionPath: item.sectionPath,
    subject: item.subject,
    comparator: item.value === null && changedTier ? 'none' : item.comparator,
    value: item.value !== null && item.valueHigh !== null ? [item.value, item.valueHigh] : item.value,
    unit: item.unit,
    unitNorm: sameUnit ? read.unitNorm : (unitNorms.get(item.unit) ?? null),
    baselineYear: item.baselineYear,
    deadline: item.deadline,
    deadlineRole: item.deadline === read.deadline ? read.deadlineRole : item.deadline === null ? null : 'by',
    population: changedTier && item.value === null ? null : read.population,
    kind: changedTier && item.value !== null ? 'outcome_indicator' : read.kind,
    tier,
    modality: item.modality,
    delegatedTo: item.value === null ? item.delegatedTo : null,
    restates: null,
    theme,
    binding: item.binding ?? item.suggestion,
    lead: item.lead,
    responsible: item.responsible,
  }
}

const taskOf = (item: ReviewItem, read: PlanTask): ReadTask => ({
  ...read,
  id: item.id,
  code: item.id,
  start: item.start,
  end: item.end,
  quote: item.quote,
  sectionPath: item.sectionPath,
  action: item.subject,
  deadline: item.deadline,
  lead: item.lead,
  support: [],
  responsible: item.responsible,
  targets: [],
})

/**
 * The reading that the taken items of a review amount to: what the reviewer left as it was read keeps everything that was read, the
 * rest says what the reviewer said.
 *
 * @param all every item of the review, closed ones too
 */
export function readingOfItems(
  reading: PlanReading,
  text: string,
  all: readonly ReviewItem[],
  taken: readonly ReviewItem[],
): ReadingToImport {
  const byId = new Map(all.map((item) => [item.id, item]))
  const readTargets = new Map(reading.targets.map((t, i) => [itemId('T', i), t]))
  const readTasks = new Map(reading.tasks.filter((t) => t.role === 'task').map((t, i) => [itemId('K', i), t]))
  const itemOfRead = new Map([...readTargets].map(([id, t]) => [t.id, id]))
  const unitNorms = new Map(reading.targets.map((t) => [t.unit, t.unitNorm]))
  const themes = new Map<string, string>()
  for (const task of reading.tasks)
    for (const id of task.targets) if (!themes.has(id)) themes.set(id, task.theme)
  const takenIds = new Set(taken.map((item) => item.id))
  const targets = taken.flatMap((item) => {
    const read = item.kind === 'target' ? readTargets.get(rootOf(item, byId)) : undefined
    if (!read) return []
    const target = targetOf(item, read, themes.get(read.id) ?? '', unitNorms)
    const restated = read.restates === null ? undefined : itemOfRead.get(read.restates)
    return [{ ...target, restates: restated !== undefined && takenIds.has(restated) ? restated : null }]
  })
  const tasks = taken.flatMap((item) => {
    const read = item.kind === 'task' ? readTasks.get(rootOf(item, byId)) : undefined
    return read ? [taskOf(item, read)] : []
  })
  return { ...reading, text, targets, tasks }
}
