import type { PlatformProblem } from '@qinglan/contract'
import { readTimestamp } from '@qinglan/hj212'
import { badInput } from '../../errors.ts'
import { CsvSplitter, delimiterOf } from '../../monitoring/csv/csv-splitter.ts'
import type { PlatformMapping } from './platform-mapping.ts'
import { problemOf } from './problem-words.ts'

/** One value of one outlet of one firm, whichever platform it came from: the common model. */
export interface CommonValue {
  readonly firm: string
  readonly outlet: string
  /** Instant of the row, as observations are kept: an hour at its end, other periods at their start. */
  readonly epochMs: number
  /** Code of HJ 212-2017. */
  readonly factor: string
  /** Null: none, for the reason that the letter names. */
  readonly value: number | null
  /** Letter of `observations.flags`. */
  readonly flag: string
}

export interface CommonFirm {
  readonly code: string
  readonly facts: Readonly<Record<string, string>>
}

/** What a document says, in common terms, and what in it could not be understood. */
export interface CommonRecords {
  readonly records: number
  readonly firms: readonly CommonFirm[]
  readonly outlets: ReadonlyMap<string, string>
  readonly values: readonly CommonValue[]
  readonly problems: readonly PlatformProblem[]
}

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (record: unknown, path: string): unknown =>
  isPlain(record) && Object.hasOwn(record, path)
    ? record[path] // a heading may itself hold a dot
    : path.split('.').reduce<unknown>((found, name) => (isPlain(found) ? found[name] : undefined), record)

const textAt = (record: unknown, path: string | undefined): string => {
  const found = path === undefined ? undefined : at(record, path)
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : ''
}

/** A record with the line on which it begins; null where a document has no lines of its own. */
interface Placed {
  readonly record: unknown
  readonly line: number | null
}

/** What a document lists, and of its heading what the mapping reads but it lacks. */
interface Listed {
  readonly records: readonly Placed[]
  readonly absent: readonly string[]
  readonly headingLine: number | null
}

/** The columns without which no row can be read, and those whose absence leaves values or marks out. */
function columnsOf({ firm, outlet, time, long, values = [], flag }: PlatformMapping) {
  const needed = [firm.code, outlet.code, time.at, ...(long ? [long.factor, long.value] : [])]
  const others = [...(long ? [long.unit] : values.map(({ at: path }) => path)), flag?.at]
  return { needed, others: others.filter((path) => path !== undefined) }
}

function recordsOfCsv(mapping: PlatformMapping, text: string): Listed {
  const rows: { cells: string[]; line: number }[] = []
  const splitter = new CsvSplitter(delimiterOf(text.slice(0, text.indexOf('\n'))))
  const take = (cells: string[], line: number) => void rows.push({ cells: [...cells], line })
  splitter.push(text.replace(/^\uFEFF/, ''), take)
  splitter.end(take)
  const [heading, ...body] = rows
  if (!heading) return { records: [], absent: [], headingLine: null }
  const names = heading.cells.map((name) => name.trim())
  const { needed, others } = columnsOf(mapping)
  const lacking = needed.filter((path) => !names.includes(path))
  if (lacking.length > 0) {
    throw badInput(
      `表头缺少列:${lacking.join('、')};整份没有入库`,
      `the heading lacks the columns ${lacking.join(', ')}; nothing was taken in`,
    )
  }
  return {
    records: body.map(({ cells, line }) => ({
      record: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])),
      line,
    })),
    absent: others.filter((path) => !names.includes(path)),
    headingLine: heading.line,
  }
}

function recordsOf(mapping: PlatformMapping, document: unknown): Listed {
  if (mapping.format === 'csv') {
    if (typeof document !== 'string') throw badInput('应为 CSV 文本', 'CSV text is expected')
    return recordsOfCsv(mapping, document)
  }
  const found = mapping.records === undefined ? document : at(document, mapping.records)
  if (!Array.isArray(found)) throw badInput(`没有记录列表 ${mapping.records ?? ''}`, 'no list of records')
  return { records: found.map((record) => ({ record, line: null })), absent: [], headingLine: null }
}

const periodMs = { realtime: 0, minute: 0, hour: 3_600_000, day: 86_400_000 } as const
const shiftMs = { CST: 8 * 3_600_000, UTC: 0 } as const

/** The instant a row is kept at; null when the text is no time. */
function instantOf({ time, resolution }: PlatformMapping, text: string): number | null {
  const written = (() => {
    if (time.zone === 'epoch-ms') return /^\d{12,14}$/.test(text) ? Number(text) : null
    const digits = text.replaceAll(/\D/g, '')
    // read as China Standard Time, then moved to the zone that it is in
    const read = /^\d{8}(\d\d(\d\d(\d\d)?)?)?$/.test(digits) ? readTimestamp(digits.padEnd(14, '0')) : null
    return read === null ? null : read + shiftMs.CST - shiftMs[time.zone]
  })()
  if (written === null) return null
  const start = time.label === 'start' ? written : written - periodMs[resolution]
  return resolution === 'hour' ? start + periodMs.hour : start
}

/** The value and letter of a text, or null when it is neither a number nor one of the words for none. */
function valueOf(
  mapping: PlatformMapping,
  text: string,
  flag: string,
  scale: number,
): { value: number | null; flag: string } | null {
  if (text === '' || mapping.missing?.includes(text)) return { value: null, flag: flag === '.' ? '-' : flag }
  const value = Number(text)
  return Number.isFinite(value) ? { value: Number((value * scale).toPrecision(12)), flag } : null
}

/** The factors of one record: code, text and scale; a factor that the mapping does not know is told. */
function factorsOf(
  mapping: PlatformMapping,
  record: unknown,
): readonly { factor: string | null; name: string; text: string; scale: number }[] {
  const { long, values = [] } = mapping
  if (!long) {
    return values.map(({ at: path, factor, scale = 1 }) => ({
      factor,
      name: path,
      text: textAt(record, path),
      scale,
    }))
  }
  const name = textAt(record, long.factor)
  const factor = Object.hasOwn(long.factors, name) ? (long.factors[name] ?? null) : null
  const unit = textAt(record, long.unit)
  const scale = unit === '' ? 1 : (long.scales?.[unit] ?? Number.NaN)
  return [
    { factor, name: Number.isNaN(scale) ? `${name} ${unit}` : name, text: textAt(record, long.value), scale },
  ]
}

/** Reads a platform's document into common terms. Bad records are told one by one, and the others stand. @throws QinglanError */
export function readRecords(mapping: PlatformMapping, document: unknown): CommonRecords {
  const firms = new Map<string, CommonFirm>()
  const outlets = new Map<string, string>()
  const values: CommonValue[] = []
  const problems: PlatformProblem[] = []
  const { records, absent, headingLine } = recordsOf(mapping, document)
  for (const column of absent) problems.push(problemOf(0, 'no-column', column, headingLine))
  for (const [i, { record, line }] of records.entries()) {
    const tell = (what: string, value: string) => problems.push(problemOf(i + 1, what, value, line))
    const [firm, outlet] = [textAt(record, mapping.firm.code), textAt(record, mapping.outlet.code)]
    const time = textAt(record, mapping.time.at)
    const epochMs = instantOf(mapping, time)
    if (firm === '' || outlet === '') tell('no-firm-or-outlet', `${firm} ${outlet}`.trim())
    else if (epochMs === null) tell('no-time', time)
    else {
      const facts = { name: mapping.firm.name, ...mapping.firm.facts }
      const told = Object.entries(facts).map(([fact, path]) => [fact, textAt(record, path)] as const)
      firms.set(firm, { code: firm, facts: Object.fromEntries(told.filter(([, text]) => text !== '')) })
      outlets.set(
        `${firm}-${outlet}`,
        textAt(record, mapping.outlet.name) || `${textAt(record, mapping.firm.name)} ${outlet}`.trim(),
      )
      const word = textAt(record, mapping.flag?.at)
      const letter = mapping.flag && word !== '' ? mapping.flag.words[word] : 'N'
      if (letter === undefined) tell('unknown-flag', word)
      const flag = letter === undefined ? 'X' : letter === 'N' ? '.' : letter
      for (const { factor, name, text, scale } of factorsOf(mapping, record)) {
        const read = factor === null || Number.isNaN(scale) ? null : valueOf(mapping, text, flag, scale)
        if (factor === null || Number.isNaN(scale)) tell('unknown-factor', name)
        else if (read === null) tell('no-number', `${name} ${text}`)
        else values.push({ firm, outlet, epochMs, factor, ...read })
      }
    }
  }
  return { records: records.length, firms: [...firms.values()], outlets, values, problems }
}
