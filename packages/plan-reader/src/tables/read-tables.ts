import type { NumeralRole } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import { type Responsibility, sortNames } from '../clauses/responsibility.ts'
import type { Paragraph } from '../sections/outline.ts'
import type { TargetDraft } from '../targets/draft.ts'
import type { TaskDraft } from '../tasks/read-tasks.ts'
import { themeOf } from '../tasks/themes.ts'
import { within } from '../tokens/slice.ts'
import type { Token } from '../tokens/token.ts'
import type { Cell, TableBlock } from './blocks.ts'
import { type Column, readHeader } from './columns.ts'
import { cellTarget } from './cell-target.ts'

/** What a table says: cells that read like running text, with who answers for them, and values in cells. */
export interface TableReading {
  paragraphs: { paragraph: Paragraph; answers: Responsibility }[]
  targets: TargetDraft[]
  /** Rows of targets that name who answers for them. */
  tasks: TaskDraft[]
  roles: { start: number; end: number; role: NumeralRole }[]
}

const NAMES = /[、,;;\n]|(?<=[局委厅办])和/

/** Reads a table by the roles of its columns. Without a header only its long cells are read, as running text. */
export function readTable(
  norm: string,
  block: TableBlock,
  path: readonly string[],
  tokens: readonly Token[],
  planYear: number | null,
): TableReading {
  const reading: TableReading = { paragraphs: [], targets: [], tasks: [], roles: [] }
  const header = readHeader(block.rows, planYear)
  const columns = header?.columns ?? null
  const groups: string[] = []
  for (const row of header === null ? block.rows : block.rows.slice(header.firstRow)) {
    const filled = row.filter((cell) => cell.text !== '')
    if (filled.length === 0) continue
    const group = groupTitle(filled, columns, row)
    if (group !== null) {
      groups.splice(0, groups.length, group)
      markNumbers(row, columns, tokens, reading)
      continue
    }
    readRow(norm, row, columnsFor(row, columns), [...path, ...groups], tokens, planYear, reading)
  }
  return reading
}

const NAMING = new Set<Column['role']>(['indicator', 'task', 'region'])

/** The columns of a row with more cells than the header: the name there spans what a class and a name fill here. */
function columnsFor(row: readonly Cell[], columns: readonly Column[] | null): readonly Column[] | null {
  const more = columns === null ? 0 : row.length - columns.length
  if (columns === null || more < 1 || more > 2 || row.at(-1)!.text === '') return columns
  const named = columns.findIndex((column) => NAMING.has(column.role))
  if (named < 0) return columns
  const extra = Array.from({ length: more }, (): Column => ({ ...columns[named]!, role: 'note' }))
  return columns.toSpliced(named, 0, ...extra)
}

/** A row that titles the rows below it: a sign such as 一、, or one filled cell. */
function groupTitle(
  filled: readonly Cell[],
  columns: readonly Column[] | null,
  row: readonly Cell[],
): string | null {
  if (filled.length === 1 && filled[0]!.text.length <= 40 && !/[。;]/.test(filled[0]!.text))
    return filled[0]!.text
  const first = row[0]!.text
  if (
    !/^[一二三四五六七八九十]{1,3}[、.]?$|^\([一二三四五六七八九十]{1,3}\)$/.test(first) ||
    columns === null
  )
    return null
  const named = row.find(
    (cell, i) =>
      i > 0 && cell.text !== '' && ['indicator', 'task', 'note'].includes(columns[i]?.role ?? 'note'),
  )
  return named === undefined ? null : `${first}${named.text}`
}

function markNumbers(
  row: readonly Cell[],
  columns: readonly Column[] | null,
  tokens: readonly Token[],
  reading: TableReading,
): void {
  row.forEach((cell, i) => {
    const role = columns?.[i]?.role
    const as: NumeralRole = role === 'index' ? 'item' : role === 'baseline' ? 'baseline' : 'other'
    for (const token of within(tokens, cell.start, cell.end))
      if (token.kind === 'quantity') reading.roles.push({ start: token.start, end: token.end, role: as })
  })
}

function readRow(
  norm: string,
  row: readonly Cell[],
  columns: readonly Column[] | null,
  path: string[],
  tokens: readonly Token[],
  planYear: number | null,
  reading: TableReading,
): void {
  const cellOf = (role: Column['role']): Cell | null =>
    row.find((cell, i) => columns?.[i]?.role === role && cell.text !== '') ?? null
  const item = cellOf('index')?.text ?? null
  const answers = answersOf(row, cellOf, tokens)
  const whole: Clause = {
    start: row[0]!.start,
    end: row.at(-1)!.end,
    contentStart: row[0]!.start,
    leadIn: null,
    sectionPath: path,
    item,
    sentence: -1,
    index: 0,
    opensItem: false,
    leads: false,
    tokens: within(tokens, row[0]!.start, row.at(-1)!.end),
    deadline:
      answers.deadline === null
        ? null
        : {
            iso: answers.deadline,
            role: 'by',
            inherited: false,
            acrossSemicolon: false,
            acrossSentence: false,
          },
    heading: false,
    paragraph: -1,
  }
  const name = cellOf('indicator') ?? cellOf('region')
  const region = cellOf('region')
  // 乡镇 | 2022年治理数(处): the rows are places and the column says what is counted.
  const byRegion = cellOf('indicator') === null && region !== null
  const valued = columns?.some((column) => column.role === 'target') === true && name !== null
  const matrix = region !== null && columns?.some((column) => column.role === 'measure') === true
  const hasTask = columns?.some((column) => column.role === 'task') === true
  const base = columns?.findLast((column, i) => column.role === 'baseline' && /\d/.test(row[i]?.text ?? ''))
  const baselineYear = base?.year ?? null
  const before = reading.targets.length
  row.forEach((cell, i) => {
    const column = columns?.[i]
    if (cell.text === '') return
    const role = column?.role ?? 'task'
    if (valued && role === 'target') {
      reading.targets.push(
        ...cellTarget(
          norm,
          whole,
          {
            name: byRegion ? null : name,
            cell,
            column: column!,
            unit: cellOf('unit')?.text ?? column!.unit,
            region: byRegion ? region : null,
            baselineYear,
            besideLevel: row.some(
              (_, j) => j !== i && columns?.[j]?.role === 'target' && /\d/.test(row[j]!.text),
            ),
          },
          planYear,
          reading.roles,
        ),
      )
    } else if (matrix && role === 'measure') {
      reading.targets.push(
        ...cellTarget(
          norm,
          whole,
          { name: null, cell, column: column!, unit: column!.unit, region, baselineYear, besideLevel: false },
          planYear,
          reading.roles,
        ),
      )
    } else if (
      role === 'task' ||
      (role === 'target' && !valued) ||
      (role === 'indicator' && !valued && !hasTask)
    ) {
      if (/[\u4e00-\u9fff]{4}/.test(cell.text)) {
        reading.paragraphs.push({
          paragraph: { start: cell.start, end: cell.end, sectionPath: path, item, kind: 'text' },
          answers,
        })
      }
    } else markNumbers([cell], column === undefined ? null : [column], tokens, reading)
  })
  const made = reading.targets.slice(before)
  if (!hasTask && made.length > 0 && answers.lead.length + answers.support.length > 0)
    reading.tasks.push(rowTask(whole, made, answers))
}

/** A row of targets as one task of those who answer for it. */
function rowTask(row: Clause, made: readonly TargetDraft[], answers: Responsibility): TaskDraft {
  const first = made[0]!
  const values = made.map((one) => `${one.subject}${saidValue(one)}`)
  return {
    clause: row,
    start: Math.min(...made.map((one) => one.start)),
    end: Math.max(...made.map((one) => one.end)),
    sectionPath: row.sectionPath,
    item: row.item,
    action: values.join(';'),
    role: ['complete_count>=', 'increase_by>='].includes(first.comparator) ? 'task' : 'indicator',
    deadline: first.deadline,
    lead: answers.lead,
    support: answers.support,
    regions: first.regions,
    documents: [],
    theme: themeOf(first.subject, row.sectionPath),
  }
}

function saidValue({ value, unit }: TargetDraft): string {
  if (value === null) return ''
  return `${Array.isArray(value) ? value.join('~') : value}${unit ?? ''}`
}

function answersOf(
  row: readonly Cell[],
  cellOf: (role: Column['role']) => Cell | null,
  tokens: readonly Token[],
): Responsibility {
  const due = cellOf('deadline')
  const answering = answeringIn(cellOf('lead'))
  const date =
    due === null ? undefined : within(tokens, due.start, due.end).find((token) => token.kind === 'date')
  return {
    start: row[0]!.start,
    end: row.at(-1)!.end,
    lead: answering.lead,
    support: [...answering.support, ...namesIn(cellOf('support'))],
    deadline: date?.kind === 'date' ? date.iso : null,
  }
}

const LEADS = '(牵头)'

/** A cell may say itself who leads and who helps: 甲局牵头,乙局配合; 甲局(牵头)、乙局. */
function answeringIn(cell: Cell | null): Pick<Responsibility, 'lead' | 'support'> {
  const text = cell?.text ?? ''
  if (text.includes('牵头)')) {
    const names = namesIn(cell)
    return {
      lead: names.filter((name) => name.endsWith(LEADS)).map((name) => name.replace(/\(牵头\)$/, '')),
      support: names.filter((name) => !name.endsWith(LEADS)).map((name) => name.replace(/\(配合\)$/, '')),
    }
  }
  return /牵头|配合|参与|协助/.test(text) ? sortNames(text) : { lead: namesIn(cell), support: [] }
}

function namesIn(cell: Cell | null): string[] {
  const names = cell?.text.split(NAMES) ?? []
  return names.map((one) => one.trim()).filter((one) => one.length >= 2)
}
