import { type MarkerStyle, readMarker } from '../sections/markers.ts'
import type { Paragraph } from '../sections/outline.ts'
import type { Responsibility } from './responsibility.ts'

export interface Passage {
  paragraph: Paragraph
  tails: Responsibility[]
  /** Who answers for the whole of it, where a table row says so. */
  answers: Responsibility | null
}

/** 牵头单位, 配合单位 and 完成时限 may each have a line. */
const MAX_LINES = 4
const DEEP: ReadonlySet<MarkerStyle | null> = new Set(['circled', 'item'])

/**
 * Who answers at a place of a paragraph: the next tail of the paragraph, or what closes its item further down.
 * A tail answers for what stands before it in its item, back to the tail or the heading before.
 */
export function answersOf(
  norm: string,
  passages: readonly Passage[],
): (paragraph: number, at: number) => Responsibility[] {
  const closing: Responsibility[][] = passages.map(() => [])
  for (let at = passages.length - 2; at >= 0; at--) {
    const own = passages[at]!
    const next = passages[at + 1]!
    if (isTailLine(next)) closing[at] = tailLines(passages, at + 1)
    else if (own.tails.length === 0 && own.answers === null && goesOn(norm, own.paragraph, next.paragraph))
      closing[at] = next.tails.length > 0 ? next.tails.slice(0, 1) : closing[at + 1]!
  }
  return (paragraph, at) => {
    const { answers, tails } = passages[paragraph]!
    if (answers !== null) return [answers]
    return [...tails.filter((tail) => tail.start >= at).slice(0, 1), ...closing[paragraph]!]
  }
}

function isTailLine({ paragraph, tails }: Passage): boolean {
  return tails.length === 1 && tails[0]!.start === paragraph.start && tails[0]!.end === paragraph.end
}

function tailLines(passages: readonly Passage[], from: number): Responsibility[] {
  const lines: Responsibility[] = []
  for (let at = from; at < passages.length && lines.length < MAX_LINES && isTailLine(passages[at]!); at++)
    lines.push(passages[at]!.tails[0]!)
  return lines
}

/** Whether an item goes on in the next paragraph: it ends in a semicolon or a colon, or parts of it follow. */
function goesOn(norm: string, own: Paragraph, next: Paragraph): boolean {
  if (own.kind === 'heading' || own.sectionPath.join('\n') !== next.sectionPath.join('\n')) return false
  if (/[;:]$/.test(norm.slice(own.end - 1, own.end))) return true
  if (next.item === null) return own.item === null && own.sectionPath.length > 1
  return DEEP.has(readMarker(next.item)?.style ?? null)
}
