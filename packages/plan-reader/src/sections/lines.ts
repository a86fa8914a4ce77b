/** A line of the even text without its surrounding blanks. */
export interface Line {
  start: number
  end: number
  text: string
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
