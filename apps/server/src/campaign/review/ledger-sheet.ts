import type { Workbook } from 'hucre/xlsx'
import { badInput } from '../../errors.ts'

export interface LedgerRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

type Cell = string | number | boolean | Date | null | undefined | object

/** A cell as it reads; a date that the spreadsheet program made of a text is a date again. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'object' ? '' : String(cell).trim()
}

/** As a person types it: full-width figures and signs are figures and signs. */
export const typed = (text: string): string =>
  text.replaceAll(/[\uff01-\uff5e]/g, (letter) => letter.normalize('NFKC'))

/**
 * The rows below the first line that fits as heads, in whichever sheet, below whatever title; null when none does.
 *
 * @throws QinglanError `bad-input` when a column stands twice
 */
export function rowsBelow(book: Workbook, fits: (heads: readonly string[]) => boolean): LedgerRow[] | null {
  for (const { rows } of book.sheets) {
    const grid: readonly (readonly Cell[])[] = rows
    const at = grid.findIndex((cells) => fits(cells.map(textOf)))
    if (at >= 0) return rowsOf(grid, at)
  }
  return null
}

function rowsOf(grid: readonly (readonly Cell[])[], at: number): LedgerRow[] {
  const heads = grid[at]?.map(textOf) ?? []
  const twice = heads.find((head, i) => head !== '' && heads.indexOf(head) !== i)
  if (twice !== undefined) throw badInput(`“${twice}”一列出现两次`, `the column ${twice} stands twice`)
  return grid.flatMap((cells, i) => {
    const texts = cells.map(textOf)
    if (i <= at || texts.every((text) => text === '')) return []
    return [{ line: i + 1, cells: Object.fromEntries(heads.map((head, c) => [head, texts[c] ?? ''])) }]
  })
}
