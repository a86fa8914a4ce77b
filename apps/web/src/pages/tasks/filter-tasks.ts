import type { TaskRow } from '@qinglan/contract'
import { passesShared } from '../../filters/shared-search.ts'
import { taskStates } from '../../states/state-look.ts'
import type { TasksSearch } from './tasks-search.ts'

/** The tasks that the filters leave. */
export const filterTasks = (rows: readonly TaskRow[], search: TasksSearch): TaskRow[] =>
  rows.filter(
    (row) =>
      (search.pace === undefined || row.state === search.pace) && passesShared(row, [row.title], search),
  )

const pressing = (row: TaskRow) => taskStates.findIndex((state) => state === row.state)

/** Late first, then by the days left. */
export const byPace = (a: TaskRow, b: TaskRow): number =>
  pressing(a) - pressing(b) ||
  a.daysLeft - b.daysLeft ||
  a.code.localeCompare(b.code, 'en', { numeric: true })
