import type { LedgerImport, ReviewFields, ReviewItem } from '@qinglan/contract'
import type { CellStyle } from 'hucre'
import { writeXlsx, type Workbook } from 'hucre/xlsx'
import stringWidth from 'string-width'
import { badInput } from '../../errors.ts'
import { ledgerItems } from './ledger-items.ts'
import { dateText, figureText, readDate, readFigure, readUnits, unitsText } from './ledger-text.ts'
import { rejectedSheet } from './ledger-rejected.ts'
import { rowsBelow, typed, type LedgerRow } from './ledger-sheet.ts'
import { takenItems } from './play-steps.ts'

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

/** What an edited ledger may change. */
const changeable: readonly string[] = ledgerColumns.slice(2).map(([head]) => head)

const cellsOf = (item: ReviewItem): string[] => [
  item.subject,
  figureText(item),
  dateText(item.deadline),
  unitsText(item.lead),
  unitsText(item.responsible),
]

const line = { style: 'thin' } as const
const centred = { horizontal: 'center', vertical: 'center', wrapText: true } as const
const boxed: CellStyle = { border: { top: line, right: line, bottom: line, left: line } }

/** The look of each cell: a title, heads in bold, every cell in lines and wrapped, the task alone set to the left. */
function styleOf(row: number, column: number): CellStyle {
  if (row === 0) return { font: { bold: true, size: 16 }, alignment: centred }
  if (row === 1) return { ...boxed, font: { bold: true }, alignment: centred }
  return { ...boxed, alignment: column === 2 ? { vertical: 'center', wrapText: true } : centred }
}

/** Points of a line of text. */
const lineHeight = 15

/** As high as the cell with the most lines: not every program makes room for wrapped text by itself. */
function heightOf(cells: readonly (string | number)[], row: number): number {
  if (row === 0) return 30
  const lines = cells.map((cell, c) =>
    Math.ceil(stringWidth(String(cell)) / ((ledgerColumns[c]?.[1] ?? 10) - 1)),
  )
  return Math.max(1, ...lines) * lineHeight + 3
}

/**
 * The ledger of tasks (任务分解表) as a spreadsheet that can be edited and read back; on paper it is as wide as a page across. What was
 * rejected stands on a sheet of its own, with the reasons.
 */
export function ledgerXlsx(
  title: string,
  items: readonly ReviewItem[],
  rejected: readonly ReviewItem[] = [],
): Promise<Uint8Array> {
  const rows = [
    [`${title}任务分解表`],
    ledgerColumns.map(([head]) => head),
    ...items.map((item, i) => [item.id, i + 1, ...cellsOf(item)]),
  ]
  const places = rows.flatMap((row, r) => row.map((_, c) => [r, c] as const))
  return writeXlsx({
    sheets: [
      {
        name: '任务分解表',
        columns: ledgerColumns.map(([, width]) => ({ width })),
        rows,
        rowDefs: new Map(rows.map((row, r) => [r, { height: heightOf(row, r) }])),
        cells: new Map(places.map(([r, c]) => [`${r},${c}`, { style: styleOf(r, c) }])),
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$2:$2',
        },
        headerFooter: { oddFooter: '&C— &P —' },
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: ledgerColumns.length - 1 }],
        freezePane: { rows: 2, columns: 2 },
      },
      ...(rejected.length === 0 ? [] : [rejectedSheet(rejected)]),
    ],
  })
}

/**
 * The rows of an edited ledger, by the heads of their columns.
 *
 * @throws QinglanError `bad-input` when no sheet has the columns 编号 and one to change, or a column stands twice
 */
export function ledgerRows(book: Workbook): LedgerRow[] {
  const rows = rowsBelow(book, (heads) => heads.includes('编号') && changeable.some((h) => heads.includes(h)))
  if (rows) return rows
  const names = book.sheets.map(({ name }) => name).join('、')
  throw badInput(
    `各工作表（${names}）中都找不到表头：要有“编号”，以及“${changeable.join('”“')}”中的至少一列`,
    `no sheet (${names}) has the heads: 编号 and at least one of ${changeable.join(', ')}`,
  )
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
        readFigure(typed(text), item) ??
        faulty('指标值', '应写作 ≥87.3%、1～2个', 'write it as ≥87.3% or 1～2个')
      )
    }),
    ...changed('完成时限', date, (text) => {
      const deadline = readDate(typed(text), year)
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

/** What an edited ledger changes of the items of its review; every faulty row is named. */
export function compareLedger(
  rows: readonly LedgerRow[],
  items: readonly ReviewItem[],
  year: number | null,
): LedgerEdits {
  const listed = ledgerItems(items)
  const byId = new Map(takenItems(items).map((item) => [item.id, item]))
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
  const notInFile = listed.filter((item) => !seen.has(item.id)).map((item) => item.id)
  const [first] = rows
  const missingColumns = changeable.filter((head) => first && first.cells[head] === undefined)
  return { edits, faults, unchanged, notInFile, missingColumns, changed: edits.map((edit) => edit.item) }
}
