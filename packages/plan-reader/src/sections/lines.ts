/** A line of the even text without its surrounding blanks. */
export interface Line {
  start: number
  end: number
  text: string
  /** A tab stood before it: its first cell is empty, where it is a row of cells. */
  tabbed?: true
}

/** A line of a table of contents: 一、总则...1. */
export function isContentsLine(text: string): boolean {
  return /(?:\.{3,}|…+|·{3,}|⋯+|-{4,}|_{4,})\s*\d{1,3}$/.test(text)
}

/** …制定本方案。一、指导思想: a heading that lost its own line. */
const HEADING_AT_END = /[。;]([一二三四五六七八九十]{1,3}、[\u4e00-\u9fff]{2,14})$/

/** Cuts the even text into its non-empty lines. */
export function splitLines(norm: string): Line[] {
  const lines: Line[] = []
  let at = 0
  while (at <= norm.length) {
    const next = norm.indexOf('\n', at)
    const stop = next < 0 ? norm.length : next
    let start = at
    let end = stop
    while (start < end && /[ \t]/.test(norm[start]!)) start++
    while (end > start && /[ \t]/.test(norm[end - 1]!)) end--
    if (end > start) {
      const text = norm.slice(start, end)
      const last = HEADING_AT_END.exec(text.slice(-20))?.[1]
      if (last === undefined)
        lines.push(norm[start - 1] === '\t' ? { start, end, text, tabbed: true } : { start, end, text })
      else {
        const cut = end - last.length
        lines.push({ start, end: cut, text: norm.slice(start, cut) }, { start: cut, end, text: last })
      }
    }
    at = stop + 1
  }
  return lines
}
