import { joined, type Line } from './lines.ts'
import { opensAnew } from './signs.ts'

const sentenceEnd = /[。；：！？;:!?][”’"）)】\]]?$/u

/** The measures of a column of text. */
export interface Measures {
  readonly left: number
  readonly right: number
  readonly leading: number
  readonly indents: boolean
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The size most of the text is set in. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

const setIn =
  (size: number) =>
  (line: Line): boolean =>
    Math.abs(line.size - size) <= size * 0.06 + 0.3

const edges = (lines: readonly Line[]) => ({
  left: Math.min(...lines.map((l) => l.left)),
  right: Math.max(...lines.map((l) => l.right)),
})

/** Margins of each page from its own lines, since left and right pages may differ; a short page takes those of the document. */
export function measuresOf(pages: readonly (readonly Line[])[]): Measures[] {
  const size = bodySize(pages.flat())
  const body = pages.map((lines) => lines.filter(setIn(size)))
  const all = body.flat()
  const full = body.filter((lines) => lines.length >= 6)
  const usual = full.length > 0 ? full.map(edges) : [edges(all)]
  const common = { left: median(usual.map((e) => e.left)), right: median(usual.map((e) => e.right)) }
  const steps = body.flatMap((lines) =>
    lines.slice(1).map((line, i) => line.baseline - (lines[i]?.baseline ?? line.baseline)),
  )
  const leading = median(steps.filter((step) => step > size * 0.9 && step < size * 3)) || size * 1.5
  return pages.map((_, i) => {
    const own = body[i] ?? []
    const { left, right } = own.length >= 6 ? edges(own) : common
    const indented = all.filter((line) => line.left > left + size * 1.2 && line.left < left + size * 3).length
    return { left, right, leading, indents: indented >= all.length * 0.08 }
  })
}

/** The width of what may not be parted from the beginning of a line: a word or number, and the stops behind it. */
function firstWord(text: string, size: number): number {
  const word = /^(?:[\p{Script=Latin}\d.%+/~～-]+|.)/u.exec(text)?.[0] ?? ''
  const stops = /^[，。、；：！？）》”’%％]*/u.exec(text.slice(word.length))?.[0] ?? ''
  return (/^[\p{Script=Latin}\d]/u.test(word) ? word.length * 0.55 : 1) * size + stops.length * size
}

/**
 * Does a line run on into the next: it fills the column, and the next begins at the margin. Where a document does not indent its
 * paragraphs, stops, signs and wider gaps tell.
 */
function runsOn(line: Line, next: Line, page: Measures, sameLeaf: boolean, nextPage: Measures): boolean {
  const { size } = line
  if (Math.abs(next.size - size) > size * 0.15) return false
  if (page.right - line.right > firstWord(next.text, size) + size * 0.6) return false
  const gap = sameLeaf ? next.baseline - line.baseline : page.leading
  if (gap > page.leading * 1.9) return false
  const indent = next.left - nextPage.left
  if (page.indents)
    return indent < size * 0.9 || (Math.abs(next.left - line.left) < size * 0.5 && indent > size * 3)
  return !opensAnew(next.text) && !(sentenceEnd.test(line.text) && (gap > page.leading * 1.25 || !sameLeaf))
}

/** A piece of a document in its order: a line of text with the page it stands on, or something that stands for itself. */
export type Piece = { readonly line: Line; readonly page: number } | { readonly text: string }

/** The text of the pieces, one paragraph a line. */
export function paragraphs(pieces: readonly Piece[], measures: readonly Measures[]): string {
  const texts: string[] = []
  let last: { readonly line: Line; readonly page: number } | null = null
  for (const piece of pieces) {
    if (!('line' in piece)) {
      texts.push(piece.text)
      last = null
      continue
    }
    const [page, nextPage] = [measures[last?.page ?? piece.page], measures[piece.page]]
    if (last && page && nextPage && runsOn(last.line, piece.line, page, last.page === piece.page, nextPage))
      texts.push(joined(texts.pop() ?? '', piece.line.text, true))
    else texts.push(piece.line.text)
    last = piece
  }
  return texts.join('\n')
}
