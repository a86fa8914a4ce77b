import type { TaskRow } from '@qinglan/contract'
import { taskStates } from '../../states/state-look.ts'
import type { TasksSearch } from './tasks-search.ts'

function searchable(row: TaskRow): string {
  const bilingual = [row.title, ...row.responsible.map(({ name }) => name)]
  return [row.code, ...bilingual.flatMap(({ zh, en }) => [zh, en])].join('\n').toLowerCase()
}

/** The tasks that the filters leave. */
export function filterTasks(rows: readonly TaskRow[], search: TasksSearch): TaskRow[] {
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(
    (row) =>
      (search.pace === undefined || row.state === search.pace) &&
      (search.theme === undefined || row.theme === search.theme) &&
      (search.unit === undefined || row.responsible.some(({ unitId }) => unitId === search.unit)) &&
      words.every((word) => searchable(row).includes(word)),
  )
}

const pressing = (row: TaskRow) => taskStates.findIndex((state) => state === row.state)

/** Late first, then by the days left. */
export const byPace = (a: TaskRow, b: TaskRow): number =>
  pressing(a) - pressing(b) ||
  a.daysLeft - b.daysLeft ||
  a.code.localeCompare(b.code, 'en', { numeric: true })
