import { readMarker } from '../sections/markers.ts'

const ENDS = /[。；：!?！？;:|]["”’)）】\]]?$/
/** The number of a page, between dashes. */
const PAGE_LINE = /^[-—–－]+\s*\d{1,4}\s*[-—–－]+$/
const FULL = 0.85
const MIN_LINES = 8
const WIDEST = 70
/** Share of the lines that must run on before a text is held to be wrapped. */
const WRAPPED = 0.3

interface SourceLine {
  text: string
  /** Index of its first character in the source. */
  start: number
  /** Index of the line's break in the source. */
  breakAt: number
}

/** Columns a line takes: Latin letters and digits are half as wide as Chinese characters. */
function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 256 ? 0.5 : 1
  return width
}

function linesOf(source: string): SourceLine[] {
  const lines: SourceLine[] = []
  let at = 0
  while (at <= source.length) {
    const next = source.indexOf('\n', at)
    const stop = next < 0 ? source.length : next
    const text = source.slice(at, stop).trim()
    if (text !== '') lines.push({ text, start: at, breakAt: stop })
    at = stop + 1
  }
  return lines
}

function opensAnew(text: string): boolean {
  const even = text
    .slice(0, 12)
    .replaceAll(/\s/g, '')
    .replace('（', '(')
    .replace('）', ')')
    .replace('．', '.')
  return readMarker(even) !== null || /[|\t]/.test(text)
}

/**
 * Where a text that was broken at a fixed width runs on over a line break: the places of those breaks. Empty for a text whose lines
 * are paragraphs.
 */
export function wrappedBreaks(source: string): Set<number> {
  const lines = linesOf(source).filter((line) => !PAGE_LINE.test(line.text))
  if (lines.length < MIN_LINES) return new Set()
  const widths = lines.map((line) => widthOf(line.text))
  const width = widths.toSorted((a, b) => a - b)[Math.floor(widths.length * 0.8)]!
  if (width < 14 || width > WIDEST) return new Set()
  const breaks = new Set<number>()
  let runsOn = 0
  for (let i = 0; i + 1 < lines.length; i++) {
    const { text, breakAt } = lines[i]!
    const full = widths[i]! >= width * FULL && widths[i]! <= width * 1.3
    const next = lines[i + 1]!
    if (!full || ENDS.test(text) || opensAnew(next.text) || /[|\t]/.test(text)) continue
    runsOn++
    // A page number between the two goes with the break.
    for (let at = breakAt; at < next.start; at++) breaks.add(at)
  }
  return runsOn >= lines.length * WRAPPED ? breaks : new Set()
}
