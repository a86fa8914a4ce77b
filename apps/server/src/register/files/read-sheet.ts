import { parse } from 'csv-parse/sync'
import type { Sheet as WorkbookSheet } from 'hucre/xlsx'
import { badInput } from '../../errors.ts'
import { readWorkbook } from '../../workbook/read-workbook.ts'
import type { Cell, Sheet } from './sheet-columns.ts'

/** UTF-8 if it is that, else GB18030, as Chinese Excel saves CSV. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const blank = (cells: readonly Cell[]) =>
  cells.every((c) => c === null || (typeof c === 'string' && c.trim() === ''))

function readCsv(bytes: Uint8Array, fileName: string): string[][] {
  try {
    return parse(decode(bytes), { relax_column_count: true, skip_empty_lines: false, bom: true })
  } catch (error) {
    const why = (error as Error).message
    throw badInput(`文件 ${fileName} 不是完好的表格`, `The file ${fileName} is no intact table: ${why}`)
  }
}

/** Text that no database holds. */
function refuseNul(grid: readonly (readonly Cell[])[]): void {
  for (const [line, cells] of grid.entries()) {
    const at = cells.findIndex((cell) => typeof cell === 'string' && cell.includes('\u0000'))
    if (at >= 0)
      throw badInput(
        `第 ${line + 1} 行第 ${at + 1} 列含空字符(NUL)`,
        `Line ${line + 1}, column ${at + 1} holds a NUL character`,
      )
  }
}

/** The formulas without a result, by row and column: the program that wrote them did not work them out. */
function openFormulas(table: Pick<WorkbookSheet, 'cells'> | undefined): Map<number, Map<number, string>> {
  const found = new Map<number, Map<number, string>>()
  for (const [place, { formula, value }] of table?.cells ?? []) {
    if (formula === undefined || (value !== null && value !== '')) continue
    const [row = 0, column = 0] = place.split(',').map(Number)
    found.set(row, (found.get(row) ?? new Map<number, string>()).set(column, `=${formula}`))
  }
  return found
}

/** Reads a table from xlsx or CSV: the first row that is not blank is its heading. */
export async function readSheet(bytes: Uint8Array, fileName: string): Promise<Sheet> {
  const isXlsx = bytes[0] === 0x50 && bytes[1] === 0x4b
  const table = isXlsx ? (await readWorkbook(bytes)).sheets[0] : undefined
  const grid: readonly (readonly Cell[])[] = isXlsx ? (table?.rows ?? []) : readCsv(bytes, fileName)
  refuseNul(grid)
  const formulas = openFormulas(table)
  const at = grid.findIndex((cells) => !blank(cells))
  const heading = grid[at]
  if (!heading) throw badInput(`文件 ${fileName} 是空的`, `The file ${fileName} is empty`)
  const rows = grid.flatMap((cells, i) => {
    const open = formulas.get(i)
    if (i <= at || (blank(cells) && !open)) return []
    return [{ line: i + 1, cells, ...(open ? { formulas: open } : {}) }]
  })
  return { heading: heading.map((c) => String(c ?? '')), rows }
}
