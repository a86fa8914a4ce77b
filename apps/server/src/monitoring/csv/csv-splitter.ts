import { badInput } from '../../errors.ts'

const longestRecord = 1_000_000

/** Receives one record: its cells and the line (from 1) on which it begins. */
export type TakeRecord = (cells: string[], line: number) => void

/**
 * Splits CSV text (RFC 4180) that comes in pieces of any size into records. Blank lines are passed over. A line without a quotation
 * mark, nearly every line of a file of measurements, is cut by the engine's own `split`.
 */
export class CsvSplitter {
  readonly #delimiter: string
  #rest = ''
  #line = 1

  /** The line on which the next record begins. */
  get line(): number {
    return this.#line
  }

  constructor(delimiter = ',') {
    this.#delimiter = delimiter
  }

  /** Takes the next piece and hands on the records it completes. @throws QinglanError for a record without end */
  push(piece: string, take: TakeRecord): void {
    const text = this.#rest === '' ? piece : this.#rest + piece
    let from = 0
    for (;;) {
      const end = text.indexOf('\n', from)
      if (end < 0) break
      const line = text.slice(from, text.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end)
      if (!line.includes('"')) {
        this.#handOn(line, line.split(this.#delimiter), take)
        this.#line += 1
        from = end + 1
        continue
      }
      const record = readQuoted(text, from, this.#delimiter, false)
      if (!record) break
      take(record.cells, this.#line)
      this.#line += record.lines
      from = record.next
    }
    this.#rest = text.slice(from)
    if (this.#rest.length > longestRecord) throw endless(this.#line)
  }

  /** Ends the text; a last record without line end is handed on. @throws QinglanError for an open quotation mark */
  end(take: TakeRecord): void {
    const text = this.#rest.endsWith('\r') ? this.#rest.slice(0, -1) : this.#rest
    this.#rest = ''
    if (!text.includes('"')) {
      this.#handOn(text, text.split(this.#delimiter), take)
      return
    }
    const record = readQuoted(text, 0, this.#delimiter, true)
    if (!record) throw endless(this.#line)
    take(record.cells, this.#line)
  }

  #handOn(line: string, cells: string[], take: TakeRecord): void {
    if (line.trim() !== '') take(cells, this.#line)
  }
}

function endless(line: number): Error {
  return badInput(`第 ${line} 行的引号没有结束`, `the quotation mark of line ${line} does not end`)
}

interface Quoted {
  readonly cells: string[]
  readonly next: number
  readonly lines: number
}

/** Reads one record that holds quotation marks; undefined when the text ends inside it. */
function readQuoted(text: string, start: number, delimiter: string, last: boolean): Quoted | undefined {
  const cells: string[] = []
  let lines = 1
  let at = start
  for (;;) {
    let cell = ''
    if (text[at] === '"') {
      let from = at + 1
      for (;;) {
        const quote = text.indexOf('"', from)
        if (quote < 0) return undefined
        cell += text.slice(from, quote)
        at = quote + 1
        if (text[at] !== '"') break
        cell += '"'
        from = at + 1
      }
      // the mark may be the first of a doubled one that the next piece completes
      if (at >= text.length && !last) return undefined
      lines += cell.split('\n').length - 1
    }
    const stop = nextStop(text, at, delimiter)
    if (stop < 0 && !last) return undefined
    const end = stop < 0 ? text.length : stop
    const isLineEnd = stop < 0 || text[stop] === '\n'
    cell += text.slice(at, isLineEnd && text[end - 1] === '\r' && end > at ? end - 1 : end)
    cells.push(cell)
    at = end + 1
    if (isLineEnd) return { cells, next: at, lines }
  }
}

function nextStop(text: string, from: number, delimiter: string): number {
  const line = text.indexOf('\n', from)
  const cell = text.indexOf(delimiter, from)
  if (cell < 0 || line < 0) return Math.max(cell, line)
  return Math.min(cell, line)
}

/** The delimiter of the first lines: comma, semicolon, tab or the full-width comma, whichever one line has most of. */
export function delimiterOf(head: string): string {
  const told = /^\uFEFF?sep=(.)\r?\n/.exec(head)
  if (told?.[1]) return told[1]
  const lines = head.split('\n', 10)
  const count = (delimiter: string) => Math.max(...lines.map((line) => line.split(delimiter).length))
  return [',', ';', '\t', '\uff0c'].reduce((best, next) => (count(next) > count(best) ? next : best))
}
