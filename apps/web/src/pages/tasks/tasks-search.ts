import type { TaskState } from '@qinglan/contract'
import { readSharedSearch, type SharedSearch } from '../../filters/shared-search.ts'
import { oneOf, type Raw } from '../../frame/search.ts'
import { taskStates } from '../../states/state-look.ts'

/** The filters of the task page, kept in the address. */
export interface TasksSearch extends SharedSearch {
  readonly pace?: TaskState | undefined
}

export const readTasksSearch = (raw: Raw): TasksSearch => ({
  ...readSharedSearch(raw),
  pace: oneOf(taskStates, raw['pace']),
})
