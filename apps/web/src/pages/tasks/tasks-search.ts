import { themes, type TaskState, type Theme } from '@qinglan/contract'
import { oneOf, textOf, type Raw } from '../../frame/search.ts'
import { taskStates } from '../../states/state-look.ts'

/** The filters of the task page, kept in the address. */
export interface TasksSearch {
  readonly pace?: TaskState | undefined
  readonly theme?: Theme | undefined
  readonly unit?: string | undefined
  readonly q?: string | undefined
}

export function readTasksSearch(raw: Raw): TasksSearch {
  return {
    pace: oneOf(taskStates, raw['pace']),
    theme: oneOf(themes, raw['theme']),
    unit: textOf(raw['unit']),
    q: textOf(raw['q']),
  }
}
