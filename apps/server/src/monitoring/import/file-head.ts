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
export function readHead(
  records: readonly CsvRecord[],
  choose: (header: readonly string[]) => ColumnPlan,
): FileHead | undefined {
  const candidates = records.slice(0, headerWithin)
  let failure: { readonly error: unknown; readonly width: number } | undefined
  for (const [index, { cells }] of candidates.entries()) {
    const header = headerOf(cells)
    try {
      const chosen = choose(header)
      const plan = withUnits(chosen, records[index + 1]?.cells)
      const length = index + (plan ? 2 : 1)
      const midnightIsDay = daysOnly(chosen, records.slice(length))
      return { plan: plan ?? chosen, header, length, midnightIsDay }
    } catch (error) {
      const width = header.filter((name) => name !== '').length
      if (!failure || width > failure.width) failure = { error, width }
    }
  }
  if (failure) throw failure.error
  return undefined
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
