import type { Rule } from './page.ts'

/** Lines nearer than this are one line drawn twice, or touch. */
const near = 3
/** A page with more lines than this is a drawing. */
const mostRules = 4000
const mostCells = 20_000

/** The frame of a table: where its columns and rows part, and which cells are one. */
export interface Grid {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Is there a line right of this cell; is there one below it. */
  readonly lineRight: (row: number, column: number) => boolean
  readonly lineBelow: (row: number, column: number) => boolean
}

/** Lines end to end or over each other become one. */
function merged(rules: readonly Rule[]): Rule[] {
  const long: Rule[] = []
  for (const rule of rules.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    const other = long.findLast(
      (one) => rule.at - one.at <= near && rule.from <= one.to + near && rule.to >= one.from - near,
    )
    if (!other) long.push(rule)
    else
      long[long.indexOf(other)] = {
        ...other,
        from: Math.min(other.from, rule.from),
        to: Math.max(other.to, rule.to),
      }
  }
  return long
}

const reaches = (rule: Rule, at: number): boolean => rule.from - near <= at && at <= rule.to + near
const meet = (a: Rule, b: Rule): boolean => reaches(a, b.at) && reaches(b, a.at)

/** Lines that hang together. */
function groupsOf(rules: readonly Rule[]): Rule[][] {
  const waiting = new Set(rules)
  const groups: Rule[][] = []
  for (const first of rules) {
    if (!waiting.delete(first)) continue
    const group = [first]
    for (const one of group)
      for (const other of waiting)
        if (one.horizontal !== other.horizontal && meet(one, other)) {
          waiting.delete(other)
          group.push(other)
        }
    groups.push(group)
  }
  return groups
}

/** The places of parallel lines, and the ends of those across them where a table is open at its sides. */
function placesOf(along: readonly Rule[], across: readonly Rule[]): number[] {
  const ends = [Math.min(...across.map((r) => r.from)), Math.max(...across.map((r) => r.to))]
  const places: number[] = []
  for (const at of [...along.map((r) => r.at), ...ends].sort((a, b) => a - b))
    if (at - (places.at(-1) ?? Number.NEGATIVE_INFINITY) > near) places.push(at)
  return places
}

const drawn = (lines: readonly Rule[], at: number, across: number): boolean =>
  lines.some((rule) => Math.abs(rule.at - at) <= near && rule.from < across && across < rule.to)

const middle = (places: readonly number[], i: number): number => ((places[i] ?? 0) + (places[i + 1] ?? 0)) / 2

function gridOf(rules: readonly Rule[]): Grid | null {
  const rows = rules.filter((rule) => rule.horizontal)
  const columns = rules.filter((rule) => !rule.horizontal)
  if (rows.length < 2 || columns.length === 0) return null
  const [xs, ys] = [placesOf(columns, rows), placesOf(rows, columns)]
  const cells = (xs.length - 1) * (ys.length - 1)
  if (xs.length < 3 || cells < 2 || cells > mostCells) return null
  return {
    xs,
    ys,
    lineRight: (row, column) => drawn(columns, xs[column + 1] ?? 0, middle(ys, row)),
    lineBelow: (row, column) => drawn(rows, ys[row + 1] ?? 0, middle(xs, column)),
  }
}

/** The frames of the tables that lines draw on a page; a frame around a single cell is none. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  const lines = [...merged(rules.filter((r) => r.horizontal)), ...merged(rules.filter((r) => !r.horizontal))]
  if (lines.length > mostRules) return []
  return groupsOf(lines).flatMap((group) => gridOf(group) ?? [])
}
