import type { Line } from './lines.ts'

const pageNumber =
  /^[-—–―·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―·•\s]*$/iu

/** So many lines at the top and bottom of a page may be furniture. */
const depth = 3
/** Within this part of the height, at either end. */
const margin = 0.13

/** What a head or foot says, its page number aside. */
const worded = (line: Line): string => line.text.replaceAll(/\s/g, '').replaceAll(/\d+/g, '#')

interface Page {
  readonly height: number
  readonly lines: readonly Line[]
}

function candidates({ height, lines }: Page): { line: Line; edge: 'head' | 'foot' }[] {
  const heads = lines.slice(0, depth).filter((line) => line.baseline < height * margin)
  const feet = lines.slice(-depth).filter((line) => line.baseline > height * (1 - margin))
  return [
    ...heads.map((line) => ({ line, edge: 'head' as const })),
    ...feet.map((line) => ({ line, edge: 'foot' as const })),
  ]
}

/** Left and right pages may differ, so a head need not stand on more than a third of the pages. */
const enough = (pages: number): number => Math.max(2, Math.ceil(pages / 3))

const keyOf = ({ line, edge }: { line: Line; edge: string }): string =>
  `${edge} ${worded(line)} ${Math.round(line.baseline / 8)}`

/** The lines of each page without page numbers and without the heads and feet that run through the document. */
export function withoutFurniture<P extends Page>(pages: readonly P[]): P[] {
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const key of new Set(candidates(page).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return pages.map((page) => {
    const gone = new Set(
      candidates(page)
        .filter(
          (one) => pageNumber.test(one.line.text) || (counts.get(keyOf(one)) ?? 0) >= enough(pages.length),
        )
        .map(({ line }) => line),
    )
    return { ...page, lines: page.lines.filter((line) => !gone.has(line)) }
  })
}
