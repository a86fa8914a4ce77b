import type { RegisterImportResult } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput, QinglanError } from '../../errors.ts'
import { checkFacts } from '../definitions/check-facts.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { FactValue } from '../engine/entity.ts'
import type { EntityInput } from '../entities/entity-row.ts'
import { saveMany } from '../entities/save-many.ts'
import {
  cellText,
  columnOf,
  headingOf,
  placeHeading,
  regionHeading,
  shapeHeading,
  shapeOf,
  stateHeading,
  stateKey,
  templateHeading,
  valueOf,
  type Cell,
  type Column,
  type Sheet,
} from './sheet-columns.ts'

type Problem = RegisterImportResult['problems'][number]

export interface ImportOptions {
  /** The day from which rows hold that do not tell their own (column 生效日期). */
  readonly effectiveOn: string
  readonly by: string
  /** One bad row refuses the whole table. */
  readonly allOrNothing: boolean
  readonly simulated?: boolean
}

/** What a row says, or what is wrong with it. */
interface Row {
  readonly line: number
  readonly state: string
  readonly problems: Problem[]
  readonly input: EntityInput
}

type Place = Partial<Record<'state' | 'region' | 'lon' | 'lat' | 'shape' | 'day', string>>

function unknownColumns(sheet: Sheet, columns: readonly Column[]): Problem[] {
  return sheet.heading.flatMap((heading, i) =>
    columns[i] === null && heading.trim() !== ''
      ? [
          {
            line: 1,
            column: heading,
            value: '',
            reason: { zh: '不认识的列,已忽略', en: 'Unknown column, ignored' },
          },
        ]
      : [],
  )
}

function readRow(
  kind: KindDefinition,
  { columns, cells }: { columns: readonly Column[]; cells: readonly Cell[] },
): { facts: Record<string, FactValue>; place: Place } {
  const facts: Record<string, FactValue> = {}
  const place: Place = {}
  columns.forEach((column, i) => {
    const cell = cells[i]
    if (column === null || cellText(cell).trim() === '') return
    if (typeof column === 'object') {
      facts[column.fact] = valueOf(kind.facts[column.fact]?.type ?? 'string', cell ?? null)
    } else place[column] = column === 'day' ? String(valueOf('date', cell ?? null)) : cellText(cell).trim()
  })
  return { facts, place }
}

/** Reads the rows and holds each against its kind, its region and the rows before it. */
function readRows(
  kind: KindDefinition,
  sheet: Sheet,
  columns: readonly Column[],
  { effectiveOn, simulated = false, regions }: ImportOptions & { regions: ReadonlySet<string> },
): Row[] {
  const seen = new Map<string, number>()
  return sheet.rows.map(({ line, cells }) => {
    const { facts, place } = readRow(kind, { columns, cells })
    const problems: Problem[] = checkFacts(kind, facts).map((p) => ({
      line,
      column: headingOf(sheet, columns, p.fact),
      value: cellText(p.value),
      reason: p.reason,
    }))
    const tell = (column: string, value: string, zh: string, en: string) =>
      problems.push({ line, column, value, reason: { zh, en } })
    const key = cellText(facts[kind.key])
    const day = place.day ?? effectiveOn
    const earlier = seen.get(`${key}\n${day}`)
    if (earlier !== undefined)
      tell(headingOf(sheet, columns, kind.key), key, `与第 ${earlier} 行重复`, `same as line ${earlier}`)
    seen.set(`${key}\n${day}`, line)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
      tell('生效日期', day, '应为日期,如 2021-04-30', 'expected a date such as 2021-04-30')
    if (place.region !== undefined && !regions.has(place.region))
      tell(regionHeading.zh, place.region, '没有这个行政区', 'no such region')
    const [lon, lat] = [Number(place.lon), Number(place.lat)]
    const hasPlace = place.lon !== undefined || place.lat !== undefined
    if (hasPlace && !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
      tell(placeHeading, `${place.lon ?? ''},${place.lat ?? ''}`, '应为经纬度(度)', 'expected degrees')
    const shape = place.shape === undefined ? undefined : shapeOf(place.shape)
    if (shape === null)
      tell(
        shapeHeading.zh,
        (place.shape ?? '').slice(0, 80),
        '应为 GeoJSON 几何',
        'expected a GeoJSON geometry',
      )
    const input = {
      facts,
      effectiveOn: day,
      simulated,
      ...(place.state === undefined ? {} : { state: stateKey(kind, place.state) }),
      ...(place.region === undefined ? {} : { regionId: place.region }),
      ...(shape ? { geometry: shape } : {}),
      ...(hasPlace ? { geometry: { type: 'Point' as const, coordinates: [lon, lat] } } : {}),
    }
    return { line, state: place.state ?? '', problems, input }
  })
}

/**
 * Takes a table of entities into a register; the same table again changes nothing. Bad rows are reported by line and column; with
 * `allOrNothing` one of them refuses the whole, else the rest is kept.
 */
export async function importRegister(
  db: Db,
  kind: KindDefinition,
  sheet: Sheet,
  options: ImportOptions,
): Promise<RegisterImportResult> {
  const columns = sheet.heading.map((h) => columnOf(kind, h))
  if (!columns.some((c) => c !== null && typeof c === 'object' && c.fact === kind.key)) {
    const title = kind.facts[kind.key]?.title ?? { zh: kind.key, en: kind.key }
    throw badInput(
      `表头缺少“${title.zh}”列,应有:${templateHeading(kind).join('、')}`,
      `The heading lacks “${title.en}”`,
    )
  }
  const regions = new Set((await db.selectFrom('regions').select('id').execute()).map((r) => r.id))
  const rows = readRows(kind, sheet, columns, { ...options, regions })
  const good = rows.filter((r) => r.problems.length === 0)
  const outcomes = await saveMany(
    db,
    kind,
    good.map((r) => r.input),
    options.by,
  )
  const result: RegisterImportResult = { entered: 0, changed: 0, unchanged: 0, rejected: 0, problems: [] }
  good.forEach(({ line, state, problems }, i) => {
    const outcome = outcomes[i]
    if (outcome instanceof QinglanError)
      problems.push({ line, column: stateHeading.zh, value: state, reason: outcome.bilingual })
    else if (outcome) result[outcome] += 1
  })
  result.rejected = rows.filter((r) => r.problems.length > 0).length
  result.problems = [...unknownColumns(sheet, columns), ...rows.flatMap((r) => r.problems)]
  if (options.allOrNothing && result.rejected > 0) {
    throw new QinglanError(
      'bad-input',
      {
        zh: `有 ${result.rejected} 行不合要求,整表未导入`,
        en: `${result.rejected} rows do not fit; nothing was taken in`,
      },
      result.problems,
    )
  }
  return result
}
