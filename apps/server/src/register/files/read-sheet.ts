import { parse } from 'csv-parse/sync'
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

/** Reads a table from xlsx or CSV: the first row that is not blank is its heading. */
export async function readSheet(bytes: Uint8Array, fileName: string): Promise<Sheet> {
  const isXlsx = bytes[0] === 0x50 && bytes[1] === 0x4b
  const grid: readonly (readonly Cell[])[] = isXlsx
    ? ((await readWorkbook(bytes)).sheets[0]?.rows ?? [])
    : readCsv(bytes, fileName)
  const at = grid.findIndex((cells) => !blank(cells))
  const heading = grid[at]
  if (!heading) throw badInput(`文件 ${fileName} 是空的`, `The file ${fileName} is empty`)
  const rows = grid.flatMap((cells, i) => (i > at && !blank(cells) ? [{ line: i + 1, cells }] : []))
  return { heading: heading.map((c) => String(c ?? '')), rows }
}
