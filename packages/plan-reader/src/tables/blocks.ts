import type { Line } from '../sections/lines.ts'

/** One cell of a table row, without its surrounding blanks. */
export interface Cell {
  start: number
  end: number
  text: string
}

/** Lines that stand together as the rows of one table. */
export interface TableBlock {
  from: number
  to: number
  rows: Cell[][]
}

const RULE = /^[|\-:+=\s]+$/

function cellsOf(line: Line): Cell[] | null {
  const separator = line.text.includes('|') ? '|' : line.text.includes('\t') ? '\t' : null
  if (separator === null) return null
  const cells: Cell[] = []
  let at = 0
  for (const piece of line.text.split(separator)) {
    const lead = piece.length - piece.trimStart().length
    const text = piece.trim()
    cells.push({ start: line.start + at + lead, end: line.start + at + lead + text.length, text })
    at += piece.length + separator.length
  }
  return cells
}

/** The bars around the rows of a markdown table leave an empty cell at either end; in other tables such a cell is one of theirs. */
function withoutEdges(rows: readonly Cell[][]): Cell[][] {
  if (!rows.every((row) => row[0]!.text === '')) return [...rows]
  const closed = rows.every((row) => row.at(-1)!.text === '')
  return rows.map((row) => row.slice(1, closed ? -1 : undefined))
}

/** A row whose empty first cell is a tab at its line's head has that cell again, where it is short of one. */
function withFirstCell(line: Line, cells: readonly Cell[], wide: number): Cell[] {
  if (line.tabbed !== true || line.text.includes('|') || cells.length >= wide) return [...cells]
  return [{ start: line.start, end: line.start, text: '' }, ...cells]
}

/** Finds the tables among the lines: two or more rows of cells in a row. */
export function findTables(lines: readonly Line[], from: number, to: number): TableBlock[] {
  const blocks: TableBlock[] = []
  let open: TableBlock | null = null
  const close = (): void => {
    if (open !== null && open.rows.length >= 2) blocks.push({ ...open, rows: withoutEdges(open.rows) })
    open = null
  }
  for (let i = from; i < to; i++) {
    const cells = cellsOf(lines[i]!)
    if (cells === null || cells.length < 2) {
      close()
      continue
    }
    open ??= { from: i, to: i, rows: [] }
    open.to = i + 1
    if (RULE.test(lines[i]!.text)) continue
    open.rows.push(withFirstCell(lines[i]!, cells, open.rows[0]?.length ?? 0))
  }
  close()
  return blocks
}
