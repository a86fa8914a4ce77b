import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import { StandardsError } from '../../errors/standards-error.ts'

/** A rank correlation trend and how it was decided. */
export interface SpearmanTrend {
  readonly trend: 'rising' | 'falling' | 'none'
  readonly coefficient: number
  readonly criticalValue: number
  /** |r| above the critical value: this decides `trend`. */
  readonly aboveCritical: boolean
  /** |r| at or above it: with five periods and |r| = 0.900 the two readings differ. */
  readonly atOrAboveCritical: boolean
  readonly ranks: readonly number[]
  readonly sumOfSquares: number
  readonly count: number
  readonly clause: string
}

/** One-sided critical values: periods, at 0.05, at 0.01. From n = 5 to 9 proved by enumeration, above unverified. */
const criticalRows: readonly (readonly [number, number, number])[] = [
  [5, 0.9, 1],
  [6, 0.829, 0.943],
  [7, 0.714, 0.893],
  [8, 0.643, 0.833],
  [9, 0.6, 0.783],
  [10, 0.564, 0.746],
  [12, 0.506, 0.712],
  [14, 0.456, 0.645],
  [16, 0.425, 0.601],
  [18, 0.399, 0.564],
  [20, 0.377, 0.534],
  [22, 0.359, 0.508],
  [24, 0.343, 0.485],
  [26, 0.329, 0.465],
  [28, 0.317, 0.448],
  [30, 0.306, 0.432],
]

const significanceLevel = want.oneOf([0.05, 0.01])

/**
 * The trend of at least five periods by Spearman's rank correlation (HJ 663 Appendix B, formula and table unverified).
 *
 * `r = 1 − 6Σd²/(n³ − n)`, ties take their average rank. Between tabulated counts the next smaller count's value is used,
 * which is the stricter one; above 30 that of 30.
 *
 * @param values one statistic a period, oldest first
 * @throws StandardsError `invalid-input` for fewer than five
 */
export function spearmanTrend(values: readonly number[], significance: 0.05 | 0.01 = 0.05): SpearmanTrend {
  checkInput(
    'spearmanTrend',
    { values, significance },
    { values: want.numbers, significance: significanceLevel },
  )
  const count = values.length
  const row = criticalRows.findLast(([periods]) => periods <= count)
  if (row === undefined) {
    throw new StandardsError(
      'invalid-input',
      `趋势检验至少需要5期，给出${count}期`,
      `a trend needs 5 periods, not ${count}`,
    )
  }
  const criticalValue = significance === 0.05 ? row[1] : row[2]
  const ranks = averageRanks(values)
  const sumOfSquares = ranks.reduce((sum, rank, index) => sum + (rank - index - 1) ** 2, 0)
  // Ranks are halves, so everything times 4 is whole and the comparison exact.
  const span = count ** 3 - count
  const scaled = 4 * span - 24 * sumOfSquares
  const margin = Math.abs(scaled) * 1000 - Math.round(criticalValue * 1000) * 4 * span
  const aboveCritical = margin > 0
  return {
    trend: aboveCritical ? (scaled > 0 ? 'rising' : 'falling') : 'none',
    coefficient: scaled / (4 * span),
    criticalValue,
    aboveCritical,
    atOrAboveCritical: margin >= 0,
    ranks,
    sumOfSquares,
    count,
    clause: 'HJ 663 Appendix B',
  }
}

function averageRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    let below = 0
    let equal = 0
    for (const other of values) {
      if (other < value) below++
      else if (other === value) equal++
    }
    return below + (equal + 1) / 2
  })
}
