/** Fewer lines than this in the same columns may be chance. */
const MIN_ROWS = 3
const MIN_COLUMNS = 3
const LONGEST = 160
const SPACES = /[ \u00a0\u3000]+/g

interface Row {
  /** Where each run of spaces between cells begins. */
  gaps: number[]
  numbers: number
}

function readRow(line: string, offset: number): Row | null {
  const body = line.trim()
  if (body === '' || body.length > LONGEST || /[。；;|\t，]/.test(body)) return null
  const lead = line.indexOf(body)
  const gaps: number[] = []
  for (const found of body.matchAll(SPACES)) gaps.push(offset + lead + found.index)
  if (gaps.length + 1 < MIN_COLUMNS) return null
  const numbers = body
    .split(SPACES)
    .filter((cell) => /^[≥≤<>〔[(（]?\d+(?:\.\d+)?%?[)）\]〕]?$/.test(cell)).length
  return { gaps, numbers }
}

/**
 * Tables whose cells stand apart by spaces alone, as in a PDF's text: the places where a gap parts two cells. Lines count as rows when
 * several in turn have as many cells and numbers among them.
 */
export function columnGaps(source: string): Set<number> {
  const found = new Set<number>()
  let rows: Row[] = []
  const close = (): void => {
    const numbered = rows.filter((row) => row.numbers > 0).length
    if (rows.length >= MIN_ROWS && numbered * 2 >= rows.length)
      for (const row of rows) for (const gap of row.gaps) found.add(gap)
    rows = []
  }
  let at = 0
  while (at <= source.length) {
    const next = source.indexOf('\n', at)
    const stop = next < 0 ? source.length : next
    const line = source.slice(at, stop)
    if (line.trim() !== '') {
      const row = readRow(line, at)
      if (row === null || (rows.length > 0 && rows[0]!.gaps.length !== row.gaps.length)) close()
      if (row !== null) rows.push(row)
    }
    at = stop + 1
  }
  close()
  return found
}
