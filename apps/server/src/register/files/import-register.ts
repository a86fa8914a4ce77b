import type { RegisterImportResult } from '@qinglan/contract'
import type { CellValue } from 'hucre'
import type { Db } from '../../database/connect.ts'
import { badInput, QinglanError } from '../../errors.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { FactValue } from '../engine/entity.ts'
import { saveEntity } from '../entities/save-entity.ts'
import { checkFacts } from '../definitions/check-facts.ts'

/** A cell as xlsx or CSV gives it. */
export type Cell = CellValue

/** A table as read from xlsx or CSV: its heading, and rows with the line they stand on. */
export interface Sheet {
  readonly heading: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly Cell[] }[]
}

const stateHeading = { zh: '状态', en: 'State' }
const regionHeading = { zh: '行政区代码', en: 'Region code' }
const lonHeading = { zh: '经度', en: 'Longitude' }
const latHeading = { zh: '纬度', en: 'Latitude' }

type Column = { readonly fact: string } | 'state' | 'region' | 'lon' | 'lat' | null

/** The headings of a kind's template, in Chinese with the unit behind. */
export function templateHeading(kind: KindDefinition): string[] {
  const facts = Object.values(kind.facts).map((f) => (f.unit ? `${f.title.zh}(${f.unit})` : f.title.zh))
  return [
    ...facts,
    ...(kind.states ? [stateHeading.zh] : []),
    regionHeading.zh,
    ...(kind.geometry === 'point' ? [lonHeading.zh, latHeading.zh] : []),
  ]
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\([^()]*\)$/u, '')
    .replace(/\s+/gu, '')
    .toLowerCase()

function columnOf(kind: KindDefinition, heading: string): Column {
  const name = plain(heading)
  for (const [title, column] of [
    [stateHeading, 'state'],
    [regionHeading, 'region'],
    [lonHeading, 'lon'],
    [latHeading, 'lat'],
  ] as const) {
    if (plain(title.zh) === name || plain(title.en) === name) return column
  }
  for (const [fact, schema] of Object.entries(kind.facts)) {
    if (plain(fact) === name || plain(schema.title.zh) === name || plain(schema.title.en) === name)
      return { fact }
  }
  return null
}

const yes = new Set(['是', '有', 'yes', 'true', '1', '√'])
const no = new Set(['否', '无', 'no', 'false', '0', '×'])

/** A cell as its column's type wants it; what does not fit is kept as text, so that the check can show it. */
function valueOf(type: string, cell: Cell): FactValue {
  if (cell === null) return null
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  const text = String(cell).normalize('NFKC').trim()
  if (text === '' || text === '-' || text === '—' || text === '/') return null
  switch (type) {
    case 'number':
    case 'integer': {
      const value = Number(text.replaceAll(',', ''))
      return Number.isFinite(value) ? value : text
    }
    case 'boolean':
      return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : text
    case 'date': {
      const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text)
      return m ? `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}` : text
    }
    default:
      return text
  }
}

const cellText = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell))

/**
 * Takes a table of entities into a register, row by row; the same table again changes nothing. With `allOrNothing` one bad row
 * refuses the whole; else bad rows are reported by line and column, and the rest is kept.
 */
export async function importRegister(
  db: Db,
  kind: KindDefinition,
  sheet: Sheet,
  {
    effectiveOn,
    by,
    allOrNothing,
    simulated = false,
  }: { effectiveOn: string; by: string; allOrNothing: boolean; simulated?: boolean },
): Promise<RegisterImportResult> {
  const columns = sheet.heading.map((h) => columnOf(kind, h))
  const keyColumn = columns.findIndex((c) => c !== null && typeof c === 'object' && c.fact === kind.key)
  if (keyColumn < 0) {
    const title = kind.facts[kind.key]?.title ?? { zh: kind.key, en: kind.key }
    throw badInput(
      `表头缺少“${title.zh}”列,应有:${templateHeading(kind).join('、')}`,
      `The heading lacks “${title.en}”`,
    )
  }
  const result: RegisterImportResult = { entered: 0, changed: 0, unchanged: 0, rejected: 0, problems: [] }
  columns.forEach((column, i) => {
    const heading = sheet.heading[i] ?? ''
    if (column === null && heading.trim() !== '') {
      result.problems.push({
        line: 1,
        column: heading,
        value: '',
        reason: { zh: '不认识的列,已忽略', en: 'Unknown column, ignored' },
      })
    }
  })
  const seen = new Map<string, number>()
  for (const { line, cells } of sheet.rows) {
    const facts: Record<string, FactValue> = {}
    const place: { state?: string; regionId?: string; lon?: number; lat?: number } = {}
    columns.forEach((column, i) => {
      const cell = cells[i]
      if (column === null || cellText(cell).trim() === '') return
      if (column === 'state') place.state = stateKey(kind, cellText(cell).trim())
      else if (column === 'region') place.regionId = cellText(cell).trim()
      else if (column === 'lon') place.lon = Number(cell)
      else if (column === 'lat') place.lat = Number(cell)
      else facts[column.fact] = valueOf(kind.facts[column.fact]?.type ?? 'string', cell ?? null)
    })
    const headingOf = (fact: string) =>
      sheet.heading[columns.findIndex((c) => c !== null && typeof c === 'object' && c.fact === fact)] ?? fact
    const problems: RegisterImportResult['problems'] = checkFacts(kind, facts).map((p) => ({
      line,
      column: headingOf(p.fact),
      value: cellText(p.value),
      reason: p.reason,
    }))
    const key = cellText(facts[kind.key])
    const earlier = seen.get(key)
    if (earlier !== undefined) {
      problems.push({
        line,
        column: headingOf(kind.key),
        value: key,
        reason: { zh: `与第 ${earlier} 行重复`, en: `same as line ${earlier}` },
      })
    }
    seen.set(key, line)
    const hasPlace = place.lon !== undefined || place.lat !== undefined
    if (hasPlace && !(Math.abs(place.lon ?? NaN) <= 180 && Math.abs(place.lat ?? NaN) <= 90)) {
      const value = `${place.lon ?? ''},${place.lat ?? ''}`
      problems.push({
        line,
        column: `${lonHeading.zh}/${latHeading.zh}`,
        value,
        reason: { zh: '应为经纬度(度)', en: 'expected degrees' },
      })
    }
    if (problems.length === 0) {
      try {
        const saved = await saveEntity(
          db,
          kind,
          {
            facts,
            effectiveOn,
            simulated,
            ...(place.state === undefined ? {} : { state: place.state }),
            ...(place.regionId === undefined ? {} : { regionId: place.regionId }),
            ...(hasPlace
              ? { geometry: { type: 'Point' as const, coordinates: [place.lon ?? 0, place.lat ?? 0] } }
              : {}),
          },
          by,
        )
        result[saved.outcome] += 1
        continue
      } catch (error) {
        if (!(error instanceof QinglanError)) throw error
        problems.push({ line, column: stateHeading.zh, value: place.state ?? '', reason: error.bilingual })
      }
    }
    result.rejected += 1
    result.problems.push(...problems)
  }
  if (allOrNothing && result.rejected > 0) {
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

const stateKey = (kind: KindDefinition, text: string): string =>
  kind.states?.find((s) => s.key === text || s.title.zh === text || s.title.en === text)?.key ?? text
