/** A cell as written, with the columns and rows it spans. */
export interface SpanningCell {
  text: string
  columns: number
  rows: number
}

const MAX_COLUMNS = 60

/** Writes merged cells into every row they span, and once for every row into the columns they span. */
export function gridRows(rows: readonly SpanningCell[][]): string[][] {
  const pending = new Map<number, { text: string; left: number }>()
  return rows.map((row) => {
    const line: string[] = []
    const next = [...row]
    while (line.length < MAX_COLUMNS) {
      const above = pending.get(line.length)
      if (above !== undefined) {
        if (--above.left === 0) pending.delete(line.length)
        line.push(above.text)
        continue
      }
      const cell = next.shift()
      if (cell === undefined) break
      for (let i = 0; i < cell.columns && line.length < MAX_COLUMNS; i++) {
        if (cell.rows > 1) pending.set(line.length, { text: i === 0 ? cell.text : '', left: cell.rows - 1 })
        line.push(i === 0 ? cell.text : '')
      }
    }
    return line
  })
}

/** A row of cells as a line of text: cells parted by “ | ”, nothing but one blank in an empty one. */
export function rowLine(row: readonly string[]): string {
  return row.join(' | ').replaceAll(/\|  (?=\||$)/g, '| ')
}
