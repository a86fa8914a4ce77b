import type { CellValue } from 'hucre'
import type { FactSchema, KindDefinition } from '../definitions/kind.ts'
import type { FactValue } from '../engine/entity.ts'
import { readGeometry, type GeometryRead } from '../geometry/read-geometry.ts'

/** A cell as xlsx or CSV gives it. */
export type Cell = CellValue

/** A table as read from xlsx or CSV: its heading, and rows with the line they stand on. */
export interface Sheet {
  readonly heading: readonly string[]
  readonly rows: readonly {
    readonly line: number
    readonly cells: readonly Cell[]
    /** Formulas that nobody has worked out yet, by the place of their cell. */
    readonly formulas?: ReadonlyMap<number, string>
  }[]
}

export const stateHeading = { zh: '状态', en: 'State' }
export const regionHeading = { zh: '行政区代码', en: 'Region code' }
const lonHeading = { zh: '经度', en: 'Longitude' }
const latHeading = { zh: '纬度', en: 'Latitude' }
/** Lines and polygons. */
export const shapeHeading = { zh: '几何(GeoJSON)', en: 'Geometry (GeoJSON)' }
const dayHeading = { zh: '生效日期', en: 'Effective on' }

export type Column = { readonly fact: string } | 'state' | 'region' | 'lon' | 'lat' | 'shape' | 'day' | null

/** The geometry that a cell writes as GeoJSON, or what is wrong with it. */
export function shapeOf(cell: string): GeometryRead {
  try {
    return readGeometry(JSON.parse(cell))
  } catch {
    return readGeometry(null)
  }
}

/** Over the columns of a point. */
export const placeHeading = `${lonHeading.zh}/${latHeading.zh}`

/** The language of a sheet; what is read back is understood in both. */
export type Language = 'zh' | 'en'

/** The headings of a kind's template, with the unit behind. */
export function templateHeading(kind: KindDefinition, lang: Language = 'zh'): string[] {
  const gap = lang === 'zh' ? '' : ' '
  const facts = Object.values(kind.facts).map((f) => f.title[lang] + (f.unit ? `${gap}(${f.unit})` : ''))
  return [
    ...facts,
    ...(kind.states ? [stateHeading[lang]] : []),
    regionHeading[lang],
    ...(kind.geometry === 'point' ? [lonHeading[lang], latHeading[lang]] : []),
    ...(kind.geometry === 'line' || kind.geometry === 'polygon' ? [shapeHeading[lang]] : []),
  ]
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\([^()]*\)$/u, '')
    .replace(/\s+/gu, '')
    .toLowerCase()

export function columnOf(kind: KindDefinition, heading: string): Column {
  const name = plain(heading)
  for (const [title, column] of [
    [stateHeading, 'state'],
    [regionHeading, 'region'],
    [lonHeading, 'lon'],
    [latHeading, 'lat'],
    [shapeHeading, 'shape'],
    [dayHeading, 'day'],
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
export function valueOf(type: string, cell: Cell): FactValue {
  if (cell === null) return null
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '#' : cell.toISOString().slice(0, 10)
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

/** The value that a cell names by its title, in either language; any other as it stands. */
export function choiceOf(schema: FactSchema | undefined, value: FactValue): FactValue {
  if (!schema?.choices || typeof value === 'boolean' || value === null) return value
  const name = plain(String(value))
  const of = (title: string) => plain(title) === name
  return (
    schema.enum?.find((key) => of(String(key)) || Object.values(schema.choices?.[key] ?? {}).some(of)) ??
    value
  )
}

/** A value as people read it. */
export const choiceTitle = (schema: FactSchema, value: FactValue, lang: Language): FactValue =>
  schema.choices?.[String(value)]?.[lang] ?? value

/** What may stand in the columns of a template that take one of several values; nothing where there is none. */
export function choicesOf(
  kind: KindDefinition,
  lang: Language = 'zh',
): { heading: string; titles: string[] }[] {
  const headings = templateHeading(kind, lang)
  const facts = Object.values(kind.facts).flatMap((schema, i) =>
    schema.enum
      ? [{ heading: headings[i] ?? '', titles: schema.enum.map((v) => String(choiceTitle(schema, v, lang))) }]
      : [],
  )
  const states = kind.states?.map((s) => s.title[lang]) ?? []
  return states.length > 0 ? [...facts, { heading: stateHeading[lang], titles: states }] : facts
}

export const cellText = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell)

/** The heading that a fact, or the place (`geometry`), has in a table. */
export const headingOf = (sheet: Sheet, columns: readonly Column[], fact: string): string => {
  const place = ['shape', 'lon', 'lat']
  const at = columns.findIndex((c) =>
    c !== null && typeof c === 'object' ? c.fact === fact : fact === 'geometry' && place.includes(c ?? ''),
  )
  return sheet.heading[at] ?? fact
}

export const stateKey = (kind: KindDefinition, text: string): string =>
  kind.states?.find((s) => s.key === text || s.title.zh === text || s.title.en === text)?.key ?? text
