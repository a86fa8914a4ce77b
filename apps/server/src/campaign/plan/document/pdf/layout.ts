import { htmlToText } from '@qinglan/plan-reader'
import { withoutFurniture } from './furniture.ts'
import { gridsOf } from './grids.ts'
import { linesOf } from './lines.ts'
import type { PdfPage } from './page.ts'
import { measuresOf, paragraphs, type Piece } from './paragraphs.ts'
import { continued, inside, tableHtml, tableOf, type Table } from './tables.ts'

function readPage({ height, runs, rules }: PdfPage) {
  const grids = gridsOf(rules)
  const tables = grids.map((grid) =>
    tableOf(
      grid,
      runs.filter((run) => inside(grid, run)),
    ),
  )
  const free = runs.filter((run) => !grids.some((grid) => inside(grid, run)))
  return { height, lines: linesOf(free), tables }
}

type Placed =
  | { readonly top: number; readonly table: Table }
  | { readonly top: number; readonly piece: Piece }

/**
 * The text of a document from what its pages draw: paragraphs of joined lines, tables as rows of cells, no page numbers and no
 * running heads.
 */
export function layOut(pages: readonly PdfPage[]): string {
  const read = withoutFurniture(pages.map(readPage))
  const ordered = read.flatMap(({ lines, tables }, page) =>
    [
      ...lines.map((line): Placed => ({ top: line.baseline - line.size, piece: { line, page } })),
      ...tables.map((table): Placed => ({ top: table.top, table })),
    ].sort((a, b) => a.top - b.top),
  )
  const pieces: Piece[] = []
  let open: Table | null = null
  const close = (): void => {
    if (open) pieces.push({ text: htmlToText(tableHtml(open)) })
    open = null
  }
  for (const placed of ordered) {
    if ('table' in placed) {
      const longer: Table | null = open ? continued(open, placed.table) : null
      if (!longer) close()
      open = longer ?? placed.table
    } else {
      close()
      pieces.push(placed.piece)
    }
  }
  close()
  return paragraphs(
    pieces.filter((piece) => 'line' in piece || piece.text !== ''),
    measuresOf(read.map(({ lines }) => lines)),
  )
}
