import type { PlanTarget, PlanTask } from '../contract.ts'
import { readPlan } from '../read-plan.ts'

/** Reads sentences as the body of a plan of 2023. */
export function targetsOf(sentences: string): PlanTarget[] {
  return readPlan(`某某市2023年污染防治工作计划\n一、重点任务\n${sentences}`).targets
}

export function tasksOf(sentences: string): PlanTask[] {
  return readPlan(`某某市2023年污染防治工作计划\n一、重点任务\n${sentences}`).tasks
}

/** Comparator, value and unit of each target: what a ledger shows of it. */
export function promises(sentences: string): string[] {
  return targetsOf(sentences).map(
    (one) => `${one.comparator} ${JSON.stringify(one.value)} ${one.unitNorm ?? '-'}`,
  )
}
