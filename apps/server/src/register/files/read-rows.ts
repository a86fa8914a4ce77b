import type { Bilingual, RegisterImportResult } from '@qinglan/contract'
import { parseChinaTime } from '@qinglan/periods'
import type { Geometry } from 'geojson'
import { missingFacts, wrongFacts, type FactProblem } from '../definitions/check-facts.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { FactValue } from '../engine/entity.ts'
import type { EntityInput } from '../entities/entity-row.ts'
import { positionProblem } from '../geometry/read-geometry.ts'
import { readDegrees } from './coordinate.ts'
import {
  cellText,
  choiceOf,
  headingOf,
  placeHeading,
  regionHeading,
  shapeHeading,
  shapeOf,
  stateKey,
  valueOf,
  type Cell,
  type Column,
  type Sheet,
} from './sheet-columns.ts'

export type Problem = RegisterImportResult['problems'][number]

/** What a row says, or what is wrong with it. */
export interface Row {
  readonly line: number
  readonly state: string
  readonly problems: Problem[]
  readonly input: EntityInput
}

type Place = Partial<Record<'state' | 'region' | 'lon' | 'lat' | 'shape' | 'day', string>>

/** How a table is read: its columns, and what holds for rows that do not tell their own. */
export interface Reading {
  readonly kind: KindDefinition
  readonly sheet: Sheet
  readonly columns: readonly Column[]
  readonly effectiveOn: string
  readonly simulated: boolean
  readonly regions: ReadonlySet<string>
}

/** Problems with facts, each under the heading of its column. */
export const factProblems = (
  { sheet, columns }: Pick<Reading, 'sheet' | 'columns'>,
  line: number,
  found: readonly FactProblem[],
): Problem[] =>
  found.map(({ fact, value, reason }) => ({
    line,
    column: headingOf(sheet, columns, fact),
    value: cellText(value),
    reason,
  }))

function cellsOf({ kind, columns }: Reading, cells: readonly Cell[]) {
  const facts: Record<string, FactValue> = {}
  const place: Place = {}
  columns.forEach((column, i) => {
    const cell = cells[i]
    if (column === null || cellText(cell).trim() === '') return
    if (typeof column === 'object') {
      const schema = kind.facts[column.fact]
      facts[column.fact] = choiceOf(schema, valueOf(schema?.type ?? 'string', cell ?? null))
    } else place[column] = column === 'day' ? String(valueOf('date', cell ?? null)) : cellText(cell).trim()
  })
  return { facts, place }
}

/** Where a row says that it is; null when it does not say. */
function placeOf({ lon, lat, shape }: Place): { geometry: Geometry } | { problem: Bilingual } | null {
  if (shape !== undefined) return shapeOf(shape)
  if (lon === undefined && lat === undefined) return null
  const [x, y] = [readDegrees(lon ?? ''), readDegrees(lat ?? '')]
  if (x === null || y === null)
    return {
      problem: {
        zh: '应为经纬度,如 120.9083 或 120°54′30″',
        en: 'expected degrees, such as 120.9083 or 120°54′30″',
      },
    }
  const problem = positionProblem(x, y)
  return problem ? { problem } : { geometry: { type: 'Point', coordinates: [x, y] } }
}

/** Reads the rows and holds each against its kind, its region and the rows before it. What is required may be known already. */
export function readRows(reading: Reading): Row[] {
  const { kind, sheet, columns, regions } = reading
  const seen = new Map<string, number>()
  return sheet.rows.map(({ line, cells, formulas }) => {
    const { facts, place } = cellsOf(reading, cells)
    const own = missingFacts({ ...kind, required: [] }, facts)
    const problems = factProblems(reading, line, [...wrongFacts(kind, facts), ...own])
    const tell = (column: string, value: string, zh: string, en: string) =>
      problems.push({ line, column, value, reason: { zh, en } })
    for (const [i, formula] of formulas ?? []) {
      if (columns[i] !== null && columns[i] !== undefined)
        tell(
          sheet.heading[i] ?? '',
          formula,
          '公式没有算出的值,请在表格软件中打开、保存后再导入',
          'a formula without its result: open and save the table in a spreadsheet program first',
        )
    }
    const key = cellText(facts[kind.key])
    const day = place.day ?? reading.effectiveOn
    const earlier = seen.get(`${key}\n${day}`)
    if (earlier !== undefined && key !== '')
      tell(headingOf(sheet, columns, kind.key), key, `与第 ${earlier} 行重复`, `same as line ${earlier}`)
    seen.set(`${key}\n${day}`, line)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || parseChinaTime(day) === null)
      tell('生效日期', day, '应为日期,如 2021-04-30', 'expected a date such as 2021-04-30')
    if (place.region !== undefined && !regions.has(place.region))
      tell(regionHeading.zh, place.region, '没有这个行政区', 'no such region')
    const where = placeOf(place)
    if (where && 'problem' in where) {
      const [column, value] =
        place.shape === undefined
          ? [placeHeading, `${place.lon ?? ''},${place.lat ?? ''}`]
          : [shapeHeading.zh, place.shape.slice(0, 80)]
      tell(column, value, where.problem.zh, where.problem.en)
    }
    const input = {
      facts,
      effectiveOn: day,
      simulated: reading.simulated,
      ...(place.state === undefined ? {} : { state: stateKey(kind, place.state) }),
      ...(place.region === undefined ? {} : { regionId: place.region }),
      ...(where && 'geometry' in where ? { geometry: where.geometry } : {}),
    }
    return { line, state: place.state ?? '', problems, input }
  })
}
