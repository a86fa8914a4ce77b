import type { CsvSplitter } from '../csv/csv-splitter.ts'
import { unitScale } from '../factors/find-factor.ts'
import type { ColumnPlan } from '../mappings/column-plan.ts'
import { missingWords } from './read-value.ts'
import { saysMidnight } from './row-time.ts'

/** A record with the line on which it begins. */
export interface CsvRecord {
  readonly cells: string[]
  readonly line: number
}

/** What the first lines of a file say of the rest. */
export interface FileHead {
  readonly plan: ColumnPlan
  readonly header: readonly string[]
  /** How many of the records belong to the head. */
  readonly length: number
  /** Every time seen says 00:00, on more than one day: the table is one of days. */
  readonly midnightIsDay: boolean
}

/** Finds the mapping of a header; the line is for what is said when there is none. */
export type ChoosePlan = (header: readonly string[], line: number) => ColumnPlan

/** Titles and notes that may stand above the header. */
const headerWithin = 10

/** Reads the pieces of a text until there is enough of it to judge the head by. */
export const headChars = 65_536

/** Splits a text that is complete, or cut anywhere. */
export function recordsOf(splitter: CsvSplitter, text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  splitter.push(text, (cells, line) => void records.push({ cells, line }))
  return records
}

const headerOf = (cells: readonly string[]): string[] => {
  const header = cells.map((name) => name.replace(/^\uFEFF/, '').trim())
  while (header.at(-1) === '') header.pop()
  return header
}

/**
 * Finds the header among the first records (a title may stand above it), a line of units below it, and how days are written.
 * @throws whatever `choose` throws for the record that looks most like a header
 */
export function readHead(records: readonly CsvRecord[], choose: ChoosePlan): FileHead | undefined {
  const candidates = records.slice(0, headerWithin)
  let failure: { readonly error: unknown; readonly width: number } | undefined
  const read = (header: string[], line: number, after: number): FileHead => {
    const chosen = choose(header, line)
    const plan = withUnits(chosen, records[after]?.cells)
    const length = after + (plan ? 1 : 0)
    return { plan: plan ?? chosen, header, length, midnightIsDay: daysOnly(chosen, records.slice(length)) }
  }
  for (const [index, { cells, line }] of candidates.entries()) {
    const header = headerOf(cells)
    try {
      return read(header, line, index + 1)
    } catch (error) {
      const width = header.filter((name) => name !== '').length
      if (!failure || width > failure.width) failure = { error, width }
    }
  }
  for (const [index, { cells, line }] of candidates.entries()) {
    const merged = mergedHeader(cells, records[index + 1]?.cells)
    try {
      if (merged) return read(merged, line, index + 2)
    } catch {
      // the failure of the line that looks most like a header says more
    }
  }
  if (failure) throw failure.error
  return undefined
}

/** A header over two lines, as merged cells of a spreadsheet come out: a group above, its columns below, words only. */
function mergedHeader(above: readonly string[], below: readonly string[] | undefined): string[] | undefined {
  if (!below || ![above, below].every((cells) => cells.some((cell) => cell.trim() === ''))) return undefined
  if (below.some((cell) => /^[\d.]+$/.test(cell.trim()))) return undefined
  const width = Math.max(above.length, below.length)
  return headerOf(Array.from({ length: width }, (_, index) => below[index]?.trim() || (above[index] ?? '')))
}

/** The plan with the units of a line below the header, when that line is one: units where values stand, no time, no number. */
function withUnits(plan: ColumnPlan, cells: readonly string[] | undefined): ColumnPlan | undefined {
  if (!cells || plan.long || plan.time.some((index) => /\d/.test(cells[index] ?? ''))) return undefined
  const units = plan.values.map(({ index }) => (cells[index] ?? '').trim().replace(/^[((](.*)[))]$/, '$1'))
  if (units.every((unit) => missingWords.includes(unit)) || units.some((unit) => /^[\d.]+$/.test(unit)))
    return undefined
  const values = plan.values.map((column, place) => {
    const unit = units[place] ?? ''
    return { ...column, scale: unit === '' ? column.scale : unitScale(column.factor, unit) }
  })
  if (values.some(({ scale }) => scale === undefined)) return undefined
  return { ...plan, values: values.map((column) => ({ ...column, scale: column.scale ?? 1 })) }
}

function daysOnly({ mapping, time }: ColumnPlan, records: readonly CsvRecord[]): boolean {
  if (mapping.time.resolution !== 'auto' || mapping.pivot) return false
  const texts = new Set(records.map(({ cells }) => time.map((index) => cells[index] ?? '').join(' ')))
  texts.delete('')
  return texts.size > 1 && [...texts].every(saysMidnight)
}
