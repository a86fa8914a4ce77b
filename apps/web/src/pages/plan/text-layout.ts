import type { PlanItem, PlanSection } from './plan-item.ts'

/** A stretch of a line that the same promises cover. */
export interface Piece {
  readonly start: number
  readonly text: string
  readonly ids: readonly string[]
}

/** The section that begins on a line; its title may be the line or its first sentence. */
export interface Heading {
  readonly index: number
  readonly level: number
  /** Where the title ends. */
  readonly end: number
  /** The title is all of the line. */
  readonly alone: boolean
}

/** A line of the document. */
export interface Line {
  readonly start: number
  readonly heading: Heading | null
  readonly pieces: readonly Piece[]
}

type Marked = Pick<PlanItem, 'id' | 'start' | 'end'>

interface Mark {
  readonly id: string
  readonly start: number
  readonly end: number
}

function piecesOf(text: string, from: number, to: number, marks: readonly Mark[], titleEnd: number): Piece[] {
  const here = marks.filter(({ start, end }) => start < to && end > from)
  const inside = [titleEnd, ...here.flatMap(({ start, end }) => [start, end])].filter(
    (cut) => cut > from && cut < to,
  )
  const cuts = [...new Set([from, ...inside, to])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? to
    const ids = here.filter((mark) => mark.start <= start && mark.end >= end).map(({ id }) => id)
    return { start, text: text.slice(start, end), ids }
  })
}

function headingOf(
  { start, level, path }: Pick<PlanSection, 'start' | 'level' | 'path'>,
  index: number,
  to: number,
): Heading {
  const end = Math.min(start + (path.at(-1)?.length ?? 0), to)
  // a full stop may follow the title
  return { index, level, end, alone: to - end <= 1 }
}

/**
 * Cuts the text of a plan into lines, and each line where a promise begins or ends. Offsets are JavaScript string indexes, as in
 * the reading; spans may overlap, nest and cross lines.
 */
export function layoutText(
  text: string,
  sections: readonly Pick<PlanSection, 'start' | 'level' | 'path'>[],
  items: readonly Marked[],
): Line[] {
  const marks = items.flatMap(({ id, start, end }) =>
    start === null || end === null || start >= end ? [] : [{ id, start, end }],
  )
  const lines: Line[] = []
  for (let from = 0; from <= text.length;) {
    const newline = text.indexOf('\n', from)
    const to = newline === -1 ? text.length : newline
    const next = to + 1
    const index = sections.findIndex(({ start }) => start >= from && start < next)
    const section = sections[index]
    if (to > from) {
      const heading = section ? headingOf(section, index, to) : null
      lines.push({ start: from, heading, pieces: piecesOf(text, from, to, marks, heading?.end ?? from) })
    }
    from = next
  }
  return lines
}
