import type { Rule } from './page.ts'

/** Thicker than this is an area, not a line. */
const thickest = 3
/** Shorter than this is a part of a drawing. */
const shortest = 4

type Matrix = readonly [number, number, number, number, number, number]

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
]

type Point = readonly [x: number, y: number]
const placed = (m: Matrix, x: number, y: number): Point => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

const matrixOf = (args: readonly unknown[]): Matrix | null => {
  const [a, b, c, d, e, f] = args.map(Number)
  return a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
    ? null
    : [a, b, c, d, e, f]
}

/** How many numbers follow each mark of a path: move, line, two kinds of curve, close. */
const operands = [2, 2, 6, 4, 0] as const

/** The corners of each part of a path; a part with a curve is none. */
function partsOf(path: ArrayLike<number>, at: (x: number, y: number) => Point): Point[][] {
  const parts: Point[][] = []
  let part: Point[] = []
  let curved = false
  const end = (): void => {
    if (part.length > 1 && !curved) parts.push(part)
    part = []
    curved = false
  }
  for (let i = 0; i < path.length;) {
    const mark = path[i] ?? 4
    const count = operands[mark]
    if (count === undefined) break
    if (mark === 0) end()
    if (mark === 4 && part[0]) part.push(part[0])
    else if (mark > 1) curved = true
    else part.push(at(path[i + 1] ?? 0, path[i + 2] ?? 0))
    i += 1 + count
  }
  end()
  return parts
}

function lineOf(a: Point, b: Point): Rule | null {
  const [dx, dy] = [Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])]
  if (Math.min(dx, dy) > thickest || Math.max(dx, dy) < shortest) return null
  const horizontal = dx > dy
  const axis = horizontal ? 0 : 1
  return {
    horizontal,
    at: (a[1 - axis]! + b[1 - axis]!) / 2,
    from: Math.min(a[axis], b[axis]),
    to: Math.max(a[axis], b[axis]),
  }
}

/** A thin filled area is a line; of a stroked path each straight side is. */
function rulesOf(part: readonly Point[], stroked: boolean): Rule[] {
  if (stroked)
    return part.flatMap((point, i) => {
      const line = i === 0 ? null : lineOf(part[i - 1] ?? point, point)
      return line ? [line] : []
    })
  const [xs, ys] = [part.map(([x]) => x), part.map(([, y]) => y)]
  const line = lineOf([Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)])
  return line ? [line] : []
}

/** Numbers of the operators that matter, as the PDF library has them. */
export interface Operators {
  readonly save: number
  readonly restore: number
  readonly transform: number
  readonly constructPath: number
  readonly stroking: ReadonlySet<number>
  readonly filling: ReadonlySet<number>
}

/** The lines that a page draws, found from its list of operators; at most `limit`. */
export function ruledLines(
  list: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  operators: Operators,
  viewport: Matrix,
  limit = 20_000,
): Rule[] {
  const rules: Rule[] = []
  const kept: Matrix[] = []
  let current = viewport
  for (const [i, operator] of list.fnArray.entries()) {
    const args = list.argsArray[i]
    if (operator === operators.save) kept.push(current)
    else if (operator === operators.restore) current = kept.pop() ?? current
    else if (operator === operators.transform && Array.isArray(args)) {
      const matrix = matrixOf(args)
      if (matrix) current = times(current, matrix)
    } else if (operator === operators.constructPath && Array.isArray(args)) {
      const [painted, [path] = []] = args as [number, [ArrayLike<number> | null]?]
      const stroked = operators.stroking.has(painted)
      if (!path || (!stroked && !operators.filling.has(painted))) continue
      const matrix = current
      for (const part of partsOf(path, (x, y) => placed(matrix, x, y))) rules.push(...rulesOf(part, stroked))
      if (rules.length > limit) return rules.slice(0, limit)
    }
  }
  return rules
}
