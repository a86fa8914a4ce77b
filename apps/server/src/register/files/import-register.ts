import type { RegisterImportResult } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput, QinglanError } from '../../errors.ts'
import type { FactProblem } from '../definitions/check-facts.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { saveMany } from '../entities/save-many.ts'
import { factProblems, readRows, type Problem, type Reading, type Row } from './read-rows.ts'
import { columnOf, stateHeading, templateHeading, type Column, type Sheet } from './sheet-columns.ts'

export interface ImportOptions {
  /** The day from which rows hold that do not tell their own (column 生效日期). */
  readonly effectiveOn: string
  readonly by: string
  /** One bad row refuses the whole table. */
  readonly allOrNothing: boolean
  readonly simulated?: boolean
}

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

/** Columns that two headings name: which of them should count cannot be told. */
function refuseDoubles({ heading }: Sheet, columns: readonly Column[]): void {
  const names = columns.map((c) => (c === null ? null : JSON.stringify(c)))
  const doubles = heading.filter((_, i) => names[i] !== null && names.indexOf(names[i] ?? null) !== i)
  if (doubles.length > 0)
    throw badInput(`表头重复:${doubles.join('、')}`, `Columns that stand twice: ${doubles.join(', ')}`)
}

/** Why a row was not saved, under the column it speaks of. */
function refusalOf(reading: Reading, { line, state }: Row, { details, bilingual }: QinglanError): Problem[] {
  const facts = Array.isArray(details) ? (details as unknown[]).filter(isFactProblem) : []
  return facts.length > 0
    ? factProblems(reading, line, facts)
    : [{ line, column: stateHeading.zh, value: state, reason: bilingual }]
}

const isFactProblem = (value: unknown): value is FactProblem =>
  typeof value === 'object' && value !== null && 'fact' in value && 'reason' in value

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
  refuseDoubles(sheet, columns)
  const { effectiveOn, simulated = false } = options
  const reading = { kind, sheet, columns, effectiveOn, simulated, regions }
  const rows = readRows(reading)
  const good = rows.filter((r) => r.problems.length === 0)
  const outcomes = await saveMany(
    db,
    kind,
    good.map((r) => r.input),
    options.by,
  )
  const result: RegisterImportResult = { entered: 0, changed: 0, unchanged: 0, rejected: 0, problems: [] }
  good.forEach((row, i) => {
    const outcome = outcomes[i]
    if (outcome instanceof QinglanError) row.problems.push(...refusalOf(reading, row, outcome))
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
