/** A line of the even text without its surrounding blanks. */
export interface Line {
  start: number
  end: number
  text: string
}

/** A line of a table of contents: 一、总则...1. */
export function isContentsLine(text: string): boolean {
  return /(?:\.{3,}|…+|·{3,}|⋯+|-{4,}|_{4,})\s*\d{1,3}$/.test(text)
}

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
    if (end > start) lines.push({ start, end, text: norm.slice(start, end) })
    at = stop + 1
  }
  return lines
}
