import type { PlanTask } from '../src/index.ts'
import type { TaskLabel } from './labels.ts'
import { overlap, pair } from './match.ts'
import type { Count } from './score-targets.ts'

const SAME_SPAN = 0.5

export interface TaskScore {
  recall: Count
  precision: Count
  /** As `recall`, with each reading spent on one label only. */
  recallOneToOne: Count
  deadline: Count
  role: Count
  /** Labels that name their doers, with both lists read the same. */
  doers: Count
  missed: TaskLabel[]
  spurious: PlanTask[]
}

const BINDING = new Set(['task', 'indicator'])

function at(label: TaskLabel): { start: number; end: number } {
  return { start: label.char_start, end: label.char_end }
}

function covers(label: TaskLabel, task: PlanTask): boolean {
  return overlap(at(label), task) >= SAME_SPAN
}

const sameNames = (wanted: readonly string[], read: readonly string[]): boolean =>
  wanted.length === read.length && wanted.every((one) => read.includes(one))

function sameDoers(label: TaskLabel, task: PlanTask): boolean {
  return sameNames(label.lead ?? [], task.lead) && sameNames(label.support ?? [], task.support)
}

/** Scores tasks by overlap: recall on tasks and indicators, precision against every labelled clause. */
export function scoreTasks(labels: readonly TaskLabel[], tasks: readonly PlanTask[]): TaskScore {
  const required = labels.filter((one) => BINDING.has(one.role))
  const found = required.filter((label) => tasks.some((task) => covers(label, task)))
  const spurious = tasks.filter((task) => !labels.some((label) => covers(label, task)))
  const pairs = pair(labels, tasks, (label, task) => {
    const shared = overlap(at(label), task)
    return shared < SAME_SPAN
      ? 0
      : shared + 1 / (1 + Math.abs(label.char_end - label.char_start - (task.end - task.start)))
  })
  const paired = required.filter((label) => pairs.has(label))
  const named = paired.filter((label) => label.lead !== undefined)
  return {
    recall: { right: found.length, of: required.length },
    precision: { right: tasks.length - spurious.length, of: tasks.length },
    recallOneToOne: { right: paired.length, of: required.length },
    deadline: {
      right: paired.filter((label) => (label.deadline ?? null) === pairs.get(label)!.deadline).length,
      of: paired.length,
    },
    role: { right: [...pairs].filter(([label, task]) => label.role === task.role).length, of: pairs.size },
    doers: {
      right: named.filter((label) => sameDoers(label, pairs.get(label)!)).length,
      of: named.length,
    },
    missed: required.filter((label) => !found.includes(label)),
    spurious,
  }
}
