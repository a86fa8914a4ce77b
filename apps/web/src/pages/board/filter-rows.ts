import type { BoardRow } from '@qinglan/contract'
import { inDanger, targetStates } from '../../states/state-look.ts'
import { statesOf, type BoardSearch } from './board-search.ts'

const words = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Everything of a row that a person may search for, in both languages. */
function searchable(row: BoardRow): string {
  const bilingual = [row.subject, row.reason, ...row.responsible.map(({ name }) => name)]
  return [row.code, ...bilingual.flatMap(({ zh, en }) => [zh, en])].join('\n').toLowerCase()
}

/** The rows that the filters leave; a restated promise stands once unless asked for. */
export function filterRows(rows: readonly BoardRow[], search: BoardSearch): BoardRow[] {
  const states = statesOf(search)
  const wanted = words(search.q ?? '')
  return rows.filter(
    (row) =>
      (search.restated === true || row.restates === null) &&
      (states.length === 0 || states.includes(row.state)) &&
      (search.theme === undefined || row.theme === search.theme) &&
      (search.tier === undefined || row.tier === search.tier) &&
      (search.unit === undefined || row.responsible.some(({ unitId }) => unitId === search.unit)) &&
      wanted.every((word) => searchable(row).includes(word)),
  )
}

const pressing = (row: BoardRow) => targetStates.findIndex((state) => state === row.state)

/** The most pressing first; within a state, binding before stretch, then by code. */
export function byPressure(a: BoardRow, b: BoardRow): number {
  const tier = Number(a.tier === 'stretch') - Number(b.tier === 'stretch')
  return pressing(a) - pressing(b) || tier || a.code.localeCompare(b.code, 'en', { numeric: true })
}

export interface UnitInDanger {
  readonly unitId: string
  readonly name: BoardRow['responsible'][number]['name']
  readonly count: number
}

/** Who must move: units by how many of their promises are in danger, most first. */
export function unitsInDanger(rows: readonly BoardRow[]): UnitInDanger[] {
  const units = new Map<string, UnitInDanger>()
  for (const row of rows) {
    if (row.restates !== null || !inDanger(row.state)) continue
    for (const { unitId, name } of row.responsible) {
      units.set(unitId, { unitId, name, count: (units.get(unitId)?.count ?? 0) + 1 })
    }
  }
  return [...units.values()].sort((a, b) => b.count - a.count || a.unitId.localeCompare(b.unitId))
}

/** Every unit that any row names, for the filter. */
export function unitsOf(rows: readonly { responsible: BoardRow['responsible'] }[]): BoardRow['responsible'] {
  const units = new Map(rows.flatMap((row) => row.responsible).map((unit) => [unit.unitId, unit]))
  return [...units.values()].sort((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN'))
}
