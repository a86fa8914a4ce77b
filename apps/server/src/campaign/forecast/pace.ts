import type { CivilDate } from '@qinglan/contract'
import { addDays, daysBetween } from '@qinglan/periods'

/** How much of the work and how much of the time are gone, both from 0 to 1. */
export interface Pace {
  readonly done: number
  readonly elapsed: number
  /** Whether the work lags the straight line by more than the tolerance. */
  readonly behind: boolean
}

/** How far work may lag the straight line before it counts as behind: a tenth of the whole. */
export const paceTolerance = 0.1

/** Pace against a straight line from the first to the last day, both included. */
export function paceOf(done: number, from: CivilDate, due: CivilDate, at: CivilDate): Pace {
  const all = daysBetween(addDays(from, -1), due)
  const gone = Math.min(Math.max(daysBetween(addDays(from, -1), at), 0), all)
  const elapsed = all > 0 ? gone / all : 1
  return { done, elapsed, behind: done < 1 && done + paceTolerance < elapsed }
}
