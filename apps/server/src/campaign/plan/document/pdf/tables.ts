import type { Grid } from './grids.ts'
import { joined, linesOf, type Line } from './lines.ts'
import type { Run } from './page.ts'
import { opensAnew } from './signs.ts'

/** A cell with the rows and columns it takes. */
export interface Cell {
  readonly text: string
  readonly rows: number
  readonly columns: number
}

export interface Table {
  readonly top: number
  readonly bottom: number
  readonly xs: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

const places = (edges: readonly number[], at: number): number =>
  edges.findIndex((edge, i) => edge <= at && at < (edges[i + 1] ?? Number.NEGATIVE_INFINITY))

const middleOf = (run: Run): number => run.baseline - run.size * 0.35

/** Is a run inside the frame. */
export const inside = ({ xs, ys }: Grid, run: Run): boolean =>
  places(xs, (run.left + run.right) / 2) >= 0 && places(ys, middleOf(run)) >= 0

/** The lines of a cell as one text; a line with a sign of its own is a paragraph. */
const textOf = (lines: readonly Line[]): string[] =>
  lines.reduce<string[]>((texts, { text }) => {
    const last = texts.at(-1)
    return last === undefined || opensAnew(text)
      ? [...texts, text]
      : [...texts.slice(0, -1), joined(last, text, true)]
  }, [])

/** Every place of the frame with the number of the cell it belongs to: the first of those that no line parts. */
function owners({ xs, ys, lineRight, lineBelow }: Grid): number[][] {
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  const owner = Array.from({ length: rows * columns }, (_, i) => i)
  const first = (i: number): number => {
    const above = owner[i] ?? i
    return above === i ? i : first(above)
  }
  const join = (a: number, b: number): void => {
    const [x, y] = [first(a), first(b)]
    owner[Math.max(x, y)] = Math.min(x, y)
  }
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column
      if (column + 1 < columns && !lineRight(row, column)) join(i, i + 1)
      if (row + 1 < rows && !lineBelow(row, column)) join(i, i + columns)
    }
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => first(row * columns + column)),
  )
}

/** The table of a frame: every run goes to the cell its middle lies in. */
export function tableOf(grid: Grid, runs: readonly Run[]): Table {
  const { xs, ys } = grid
  const owner = owners(grid)
  const inCell = new Map<number, Run[]>()
  for (const run of runs) {
    const id = owner[places(ys, middleOf(run))]?.[places(xs, (run.left + run.right) / 2)]
    if (id === undefined) continue
    const held = inCell.get(id) ?? []
    held.push(run)
    inCell.set(id, held)
  }
  const columns = xs.length - 1
  const rows = owner.map((ids, row) =>
    ids.flatMap((id, column): Cell[] => {
      if (id !== row * columns + column) return []
      return [
        {
          text: textOf(linesOf(inCell.get(id) ?? [])).join('\n'),
          columns: ids.filter((other) => other === id).length,
          rows: owner.filter((others) => others[column] === id).length,
        },
      ]
    }),
  )
  return { top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0, xs, rows }
}

const sameColumns = (a: Table, b: Table): boolean =>
  a.xs.length === b.xs.length && a.xs.every((x, i) => Math.abs(x - (b.xs[i] ?? 0)) < 6)

const plain = (row: readonly Cell[]): string => row.map(({ text }) => text.replaceAll(/\s/g, '')).join('|')

/** One table of two that a page break parts; null when they have other columns. A head that is repeated stands once. */
export function continued(first: Table, next: Table): Table | null {
  if (!sameColumns(first, next)) return null
  let repeated = 0
  while (
    repeated < next.rows.length - 1 &&
    plain(next.rows[repeated] ?? []) === plain(first.rows[repeated] ?? []) &&
    plain(next.rows[repeated] ?? []) !== ''
  )
    repeated += 1
  return { ...first, rows: [...first.rows, ...next.rows.slice(repeated)] }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The table as a page would hold it, so that it is written like every other. */
export const tableHtml = ({ rows }: Table): string =>
  `<table>${rows
    .map(
      (row) =>
        `<tr>${row
          .map(
            ({ text, rows: high, columns: wide }) =>
              `<td rowspan="${high}" colspan="${wide}">${escaped(text).replaceAll('\n', '<br>')}</td>`,
          )
          .join('')}</tr>`,
    )
    .join('')}</table>`
