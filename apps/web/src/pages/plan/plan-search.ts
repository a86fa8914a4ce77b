import { textOf, type Raw } from '../../frame/search.ts'

/** The target that the plan page opens at. */
export interface PlanSearch {
  readonly target?: string | undefined
}

export const readPlanSearch = (raw: Raw): PlanSearch => ({ target: textOf(raw['target']) })
