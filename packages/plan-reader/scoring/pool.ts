import type { Count, TargetScore } from './score-targets.ts'
import type { TaskScore } from './score-tasks.ts'

/** The figures of one set of plans, taken together. */
export interface PooledScore {
  plans: number
  recall: Count
  precision: Count
  f1: number
  /** Comparator, unit, baseline and deadline all right, of the number targets found. */
  allFour: Count
  subject: Count
  threshold: Count
  modality: Count
  requiredOther: Count
  requiredOtherStrict: Count
  allPrecision: Count
  taskRecall: Count
  taskPrecision: Count
}

/** Adds the counts of several plans up. */
export function pool(scores: readonly { targets: TargetScore; tasks: TaskScore }[]): PooledScore {
  const targets = scores.map((one) => one.targets)
  const tasks = scores.map((one) => one.tasks)
  const recall = sum(targets.map((one) => one.number.recall))
  const precision = sum(targets.map((one) => one.number.precision))
  const r = share(recall)
  const p = share(precision)
  return {
    plans: scores.length,
    recall,
    precision,
    f1: r + p === 0 ? 0 : (2 * r * p) / (r + p),
    allFour: sum(targets.map((one) => one.fields['all four'])),
    subject: sum(targets.map((one) => one.named.subject)),
    threshold: sum(targets.map((one) => one.named.threshold)),
    modality: sum(targets.map((one) => one.named.modality)),
    requiredOther: sum(targets.map((one) => one.requiredOther)),
    requiredOtherStrict: sum(targets.map((one) => one.requiredOtherStrict)),
    allPrecision: sum(targets.map((one) => one.precision)),
    taskRecall: sum(tasks.map((one) => one.recall)),
    taskPrecision: sum(tasks.map((one) => one.precision)),
  }
}

function sum(counts: readonly Count[]): Count {
  return {
    right: counts.reduce((total, one) => total + one.right, 0),
    of: counts.reduce((total, one) => total + one.of, 0),
  }
}

/** A count as a share; 1 when there was nothing to count. */
export function share({ right, of }: Count): number {
  return of === 0 ? 1 : right / of
}
