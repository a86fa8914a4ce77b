import type { CivilDate, TaskRow } from '@qinglan/contract'
import { daysBetween } from '@qinglan/periods'
import { paceOf } from '../forecast/pace.ts'

export type TaskState = TaskRow['state']

export interface TaskFacts {
  readonly year: number
  readonly starts: CivilDate | null
  /** The date written in the plan, or the end of its year. */
  readonly deadline: CivilDate
  /** Share done, 0 to 1; null when nothing was reported yet. */
  readonly share: number | null
}

/** In the last week open work is at risk whatever its pace. */
const lastDays = 7

/** Days left to the deadline (1 on the eve, 0 on the day, negative when late) and the state that follows. */
export function taskState(
  { year, starts, deadline, share }: TaskFacts,
  at: CivilDate,
): { state: TaskState; daysLeft: number } {
  const daysLeft = daysBetween(at, deadline)
  const done = share ?? 0
  const decide = (): TaskState => {
    if (done >= 1) return 'done'
    if (daysLeft < 0) return 'late'
    const pace = paceOf(done, starts ?? `${year}-01-01`, deadline, at)
    if (daysLeft < lastDays || (pace.behind && pace.elapsed >= 0.5)) return 'at-risk'
    return share === null || share === 0 ? 'not-started' : pace.behind ? 'at-risk' : 'on-time'
  }
  return { state: decide(), daysLeft }
}
