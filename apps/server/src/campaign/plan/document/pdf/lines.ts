import type { Run } from './page.ts'

/** A line of text: its runs from left to right. */
export interface Line extends Run {
  /** The stretches between gaps wider than a character. */
  readonly cells: readonly Run[]
}

const word = /[\p{Script=Latin}\d]/u

/** Two stretches that follow each other, with a blank between words of Latin letters. */
export function joined(before: string, after: string, apart: boolean): string {
  const blank = apart && word.test(before.at(-1) ?? '') && word.test(after[0] ?? '')
  return `${before}${blank ? ' ' : ''}${after}`
}

/** Draws the same text twice at the same place: some programs make bold letters that way. */
const repeats = (a: Run, b: Run): boolean =>
  a.text === b.text && Math.abs(a.left - b.left) < 1 && Math.abs(a.baseline - b.baseline) < 1

function lineOf(runs: readonly Run[]): Line {
  const size = Math.max(...runs.map((run) => run.size))
  const cells: Run[] = []
  for (const run of runs.toSorted((a, b) => a.left - b.left)) {
    const last = cells.at(-1)
    if (last && repeats(last, run)) continue
    const gap = last ? run.left - last.right : 0
    if (!last || gap > size) cells.push(run)
    else
      cells[cells.length - 1] = {
        ...last,
        text: joined(last.text, run.text, gap > size * 0.2),
        right: Math.max(last.right, run.right),
      }
  }
  return {
    text: cells.map((cell) => cell.text).join('  '),
    left: Math.min(...runs.map((run) => run.left)),
    right: Math.max(...runs.map((run) => run.right)),
    baseline: runs.find((run) => run.size === size)?.baseline ?? 0,
    size,
    cells,
  }
}

/**
 * The lines of a page from top to bottom. A run belongs to a line when its baseline lies within half a character of it, so that the
 * small figures of PM2.5 and m³ stay where they belong.
 */
export function linesOf(runs: readonly Run[]): Line[] {
  const groups: { runs: Run[]; reference: Run }[] = []
  for (const run of runs.toSorted((a, b) => a.baseline - b.baseline)) {
    const last = groups.at(-1)
    const near =
      last !== undefined &&
      run.baseline - last.reference.baseline < 0.5 * Math.max(run.size, last.reference.size)
    if (!near) groups.push({ runs: [run], reference: run })
    else {
      last.runs.push(run)
      if (run.size > last.reference.size) last.reference = run
    }
  }
  return groups.map((group) => lineOf(group.runs))
}
