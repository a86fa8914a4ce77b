import type { BoardRow } from '@qinglan/contract'
import { passesShared } from '../../filters/shared-search.ts'
import { inDanger, targetStates } from '../../states/state-look.ts'
import { statesOf, type BoardSearch } from './board-search.ts'

/** The rows that the filters leave; a restated promise stands once unless asked for. */
export function filterRows(rows: readonly BoardRow[], search: BoardSearch): BoardRow[] {
  const states = statesOf(search)
  return rows.filter(
    (row) =>
      (search.restated === true || row.restates === null) &&
      (states.length === 0 || states.includes(row.state)) &&
      (search.tier === undefined || row.tier === search.tier) &&
      passesShared(row, [row.subject, row.reason], search),
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
