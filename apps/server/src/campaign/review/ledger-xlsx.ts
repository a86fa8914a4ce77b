import type { LedgerImport, ReviewFields, ReviewItem } from '@qinglan/contract'
import { writeXlsx } from 'hucre/xlsx'
import { badInput } from '../../errors.ts'
import { readWorkbook } from '../../workbook/read-workbook.ts'
import { dateText, figureText, readDate, readFigure, readUnits, unitsText } from './ledger-text.ts'

/** The columns of a ledger, as officials head them; the code leads, so that a row is known again. */
export const ledgerColumns = [
  ['编号', 9],
  ['序号', 6],
  ['目标任务', 60],
  ['指标值', 18],
  ['完成时限', 16],
  ['牵头单位', 22],
  ['责任单位', 30],
] as const

const cellsOf = (item: ReviewItem): string[] => [
  item.subject,
  figureText(item),
  dateText(item.deadline),
  unitsText(item.lead),
  unitsText(item.responsible),
]

/** The ledger of tasks (任务分解表) as a spreadsheet that can be edited and read back. */
export function ledgerXlsx(title: string, items: readonly ReviewItem[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: '任务分解表',
        columns: ledgerColumns.map(([, width]) => ({ width })),
        rows: [
          [`${title}任务分解表`],
          ledgerColumns.map(([head]) => head),
          ...items.map((item, i) => [item.id, i + 1, ...cellsOf(item)]),
        ],
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: ledgerColumns.length - 1 }],
        freezePane: { rows: 2, columns: 2 },
      },
    ],
  })
}

type Cell = string | number | boolean | Date | null | undefined | object

/** A cell as it reads; a date that the spreadsheet program made of a text is a date again. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'object' ? '' : String(cell).trim()
}

export interface LedgerRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/**
 * The rows of an edited ledger, by the heads of their columns, wherever these stand.
 *
 * @throws QinglanError `bad-input` when it is no spreadsheet or has no column 编号
 */
export async function readLedger(bytes: Uint8Array): Promise<LedgerRow[]> {
  const book = await readWorkbook(bytes)
  const grid: readonly (readonly Cell[])[] = book.sheets[0]?.rows ?? []
  const at = grid.findIndex((cells) => cells.some((cell) => textOf(cell) === '编号'))
  const heads = grid[at]?.map(textOf)
  if (!heads) throw badInput('找不到“编号”一列', 'there is no column 编号')
  return grid.flatMap((cells, i) => {
    const texts = cells.map(textOf)
    if (i <= at || texts.every((text) => text === '')) return []
    return [{ line: i + 1, cells: Object.fromEntries(heads.map((head, c) => [head, texts[c] ?? ''])) }]
  })
}

type Fault = LedgerImport['faults'][number]

type ReadRow = { readonly fields: ReviewFields; readonly faults: readonly Fault[] }

function readRow({ line, cells }: LedgerRow, item: ReviewItem, year: number | null): ReadRow {
  const faults: Fault[] = []
  const faulty = (column: string, zh: string, en: string): ReviewFields => {
    faults.push({ line, column, value: cells[column] ?? '', reason: { zh, en } })
    return {}
  }
  /** A column that is absent, or reads as it was written, changes nothing. */
  const changed = (column: string, before: string, read: (text: string) => ReviewFields): ReviewFields => {
    const text = cells[column]
    return text === undefined || text === before.trim() ? {} : read(text)
  }
  const [subject = '', figure = '', date = '', lead = '', responsible = ''] = cellsOf(item)
  const fields: ReviewFields = {
    ...changed('目标任务', subject, (text) =>
      text === '' ? faulty('目标任务', '目标任务不能为空', 'the task must not be empty') : { subject: text },
    ),
    ...changed('指标值', figure, (text) => {
      if (item.kind === 'task') return faulty('指标值', '任务没有指标值', 'a task has no number')
      return (
        readFigure(text, item) ?? faulty('指标值', '应写作 ≥87.3%、1～2个', 'write it as ≥87.3% or 1～2个')
      )
    }),
    ...changed('完成时限', date, (text) => {
      const deadline = readDate(text, year)
      if (deadline !== undefined) return { deadline }
      return faulty('完成时限', '应写作 2021年6月30日', 'write it as 2021年6月30日 or 2021-06-30')
    }),
    ...changed('牵头单位', lead, (text) => ({ lead: readUnits(text) })),
    ...changed('责任单位', responsible, (text) => ({ responsible: readUnits(text) })),
  }
  const { value, valueHigh } = fields
  if (typeof valueHigh === 'number' && typeof value === 'number' && valueHigh < value)
    faulty('指标值', '区间上限低于下限', 'the upper end of the range lies below the lower')
  return { fields, faults }
}

export interface LedgerEdits extends LedgerImport {
  readonly edits: readonly { readonly item: string; readonly fields: ReviewFields }[]
}

/** What an edited ledger changes of the items it was written from; every faulty row is named. */
export function compareLedger(
  rows: readonly LedgerRow[],
  items: readonly ReviewItem[],
  year: number | null,
): LedgerEdits {
  const byId = new Map(items.map((item) => [item.id, item]))
  const seen = new Map<string, number>()
  const faults: Fault[] = []
  const edits: { item: string; fields: ReviewFields }[] = []
  let unchanged = 0
  for (const row of rows) {
    const id = row.cells['编号'] ?? ''
    const refuse = (zh: string, en: string): void => {
      faults.push({ line: row.line, column: '编号', value: id, reason: { zh, en } })
    }
    const item = byId.get(id)
    const earlier = seen.get(id)
    if (id === '') refuse('没有编号', 'there is no code')
    else if (!item) refuse('审核中没有这一编号', 'the review has no such code')
    else if (earlier !== undefined) refuse(`与第 ${earlier} 行重复`, `the same as row ${earlier}`)
    else {
      seen.set(id, row.line)
      const read = readRow(row, item, year)
      faults.push(...read.faults)
      if (Object.keys(read.fields).length > 0) edits.push({ item: id, fields: read.fields })
      else if (read.faults.length === 0) unchanged += 1
    }
  }
  const notInFile = items.filter((item) => !seen.has(item.id)).map((item) => item.id)
  return { edits, faults, unchanged, notInFile, changed: edits.map((edit) => edit.item) }
}
