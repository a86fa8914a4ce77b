import type { ImportProblem } from '@qinglan/contract'
import type { RegionsTable } from '../../region/tables.ts'
import type { CsvRecord } from '../import/file-head.ts'
import type { SiteKind } from '../tables.ts'
import {
  levelWords,
  names,
  no,
  plain,
  regionKinds,
  romans,
  siteKinds,
  yes,
  type Column,
} from './place-words.ts'

/** A region as a row names it. */
export interface RegionRow {
  readonly line: number
  readonly code: string
  readonly kind: RegionsTable['kind']
  readonly zh: string
  readonly en: string
  /** Code or name of the region above; empty: none, or the one its official code tells. */
  readonly parent: string
}

/** A site as a row names it; what a row leaves blank is undefined. */
export interface SiteRow {
  readonly line: number
  readonly code: string
  readonly kind: SiteKind
  readonly zh: string
  readonly en: string
  /** Code or name of its region, empty: none said. */
  readonly region: string
  readonly lon: number | undefined
  readonly lat: number | undefined
  readonly attributes: Readonly<Record<string, unknown>>
  readonly aliases: readonly string[]
}

/** The regions and sites of a table, and what is wrong with it. */
export interface ReadPlaces {
  readonly regions: readonly RegionRow[]
  readonly sites: readonly SiteRow[]
  readonly problems: readonly ImportProblem[]
}

/** Where each column stands. */
function columnsOf(header: readonly string[]): Partial<Record<Column, number>> {
  const keys = header.map(plain)
  const found: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(names) as Column[]) {
    const known: readonly string[] = names[column]
    const index = keys.findIndex((key) => known.includes(key))
    if (index >= 0) found[column] = index
  }
  return found
}

class RowProblems {
  readonly found: ImportProblem[] = []
  readonly #header: readonly string[]
  readonly #columns: Partial<Record<Column, number>>

  constructor(header: readonly string[], columns: Partial<Record<Column, number>>) {
    this.#header = header
    this.#columns = columns
  }

  add(line: number, column: Column, value: string, zh: string, en: string): undefined {
    const header = this.#header[this.#columns[column] ?? -1] ?? column
    this.found.push({ line, column: header, value: value.slice(0, 200), reason: { zh, en } })
  }
}

/** Reads a table of regions and sites, a row each; all that is wrong is listed, and nothing is guessed at. */
export function readPlaces([head, ...records]: readonly CsvRecord[]): ReadPlaces {
  const header = (head?.cells ?? []).map((cell) => cell.replace(/^\uFEFF/, '').trim())
  const columns = columnsOf(header)
  const problems = new RowProblems(header, columns)
  for (const column of ['code', 'zh', 'kind'] as const)
    if (columns[column] === undefined)
      problems.add(
        1,
        column,
        header.join(','),
        `缺少列 ${names[column][0]}(${names[column].at(-1)})`,
        `the column ${names[column][0]} is missing`,
      )
  if (problems.found.length > 0) return { regions: [], sites: [], problems: problems.found }
  const regions: RegionRow[] = []
  const sites: SiteRow[] = []
  const lineOf = new Map<string, number>()
  for (const { cells, line } of records) {
    const text = (column: Column): string => cells[columns[column] ?? -1]?.trim() ?? ''
    const kind = text('kind').normalize('NFKC')
    const [regionKind, siteKind] = [regionKinds[kind], siteKinds[kind]]
    const code = text('code')
    const base = { line, code, zh: text('zh') || code, en: text('en') || text('zh') || code }
    if (code === '') problems.add(line, 'code', '', '缺少编码', 'the code is missing')
    const key = `${regionKind ? 'region' : 'site'} ${code}`
    const first = lineOf.get(key)
    if (first !== undefined && code !== '')
      problems.add(line, 'code', code, `与第 ${first} 行编码相同`, `the same code as line ${first}`)
    lineOf.set(key, line)
    if (regionKind) regions.push({ ...base, kind: regionKind, parent: text('region') })
    else if (siteKind)
      sites.push({ ...base, kind: siteKind, region: text('region'), ...siteFacts(text, line, problems) })
    else
      problems.add(
        line,
        'kind',
        kind,
        '类型应为 市、区县、园区、空气站、断面、水源地、排口 等',
        'the kind is city, county, park, air-station, water-section, water-source, source-outlet or the like',
      )
  }
  return { regions, sites, problems: problems.found }
}

function siteFacts(
  text: (column: Column) => string,
  line: number,
  problems: RowProblems,
): Pick<SiteRow, 'lon' | 'lat' | 'attributes' | 'aliases'> {
  const degrees = (column: 'lon' | 'lat', low: number, high: number): number | undefined => {
    const written = text(column)
    if (written === '') return undefined
    const value = Number(written)
    if (value >= low && value <= high) return value
    return problems.add(
      line,
      column,
      written,
      `应为 ${low} 到 ${high} 的十进制度数`,
      `expected decimal degrees from ${low} to ${high}`,
    )
  }
  const flag = (column: 'cityPoint' | 'lake'): Record<string, boolean> => {
    const written = text(column)
    if (written === '') return {}
    const word = plain(written)
    if (yes.has(word)) return { [column]: true }
    if (no.has(word)) return { [column]: false }
    problems.add(line, column, written, '应为 是 或 否', 'expected yes or no')
    return {}
  }
  const split = (column: 'levels' | 'aliases') =>
    text(column)
      .split(/[|、;;/]/)
      .map((word) => word.trim())
      .filter((word) => word !== '')
  const levels = split('levels').map((word) => {
    const level = levelWords[word]
    if (level === undefined)
      problems.add(line, 'levels', word, '应为 国控、省控、市控', 'expected national, provincial or city')
    return level
  })
  const target = text('targetClass').normalize('NFKC').replace(/类$/, '')
  const targetClass = romans[target.toUpperCase()]
  if (target !== '' && targetClass === undefined)
    problems.add(line, 'targetClass', text('targetClass'), '应为 Ⅰ 到 Ⅴ', 'expected Ⅰ to Ⅴ')
  const river = text('river')
  return {
    lon: degrees('lon', -180, 180),
    lat: degrees('lat', -90, 90),
    attributes: {
      ...flag('cityPoint'),
      ...flag('lake'),
      ...(targetClass === undefined ? {} : { targetClass }),
      ...(levels.length > 0 ? { levels: levels.filter((level) => level !== undefined) } : {}),
      ...(river === '' ? {} : { river }),
    },
    aliases: split('aliases'),
  }
}
