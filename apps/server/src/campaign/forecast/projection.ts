import type { Bilingual } from '@qinglan/contract'
import type { Accumulation, IndicatorAnswer } from '../../assessment/indicators/indicator.ts'

export interface Projection {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly basis: Bilingual
}

/** The 0.9 quantile of Student's t by degrees of freedom 1, 2, …: 80 % lie between it and its negative. */
const t90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372] as const
const t90Limit = 1.282

type History = IndicatorAnswer['history']

const none = (zh: string, en: string): { readonly none: Bilingual } => ({ none: { zh, en } })

/**
 * Projects the year's final value from how the rest of earlier years went against their own beginning. Means and counts scale by a
 * ratio (rest over to-date), shares move by a difference in percentage points. The band holds 80 %: Student's t over the spread
 * between years, widened for one more year. Two earlier years at least; with fewer it answers why there is no projection.
 */
export function project(
  toDate: number,
  accumulation: Accumulation,
  history: History,
): { readonly projection: Projection } | { readonly none: Bilingual } {
  if (accumulation.kind === 'latest')
    return none('现状指标逐次判定，不作推算', 'a state of affairs is judged anew, not projected')
  if (history.length < 2) {
    return none(
      `本市历史不足两年（${history.length}年），不作推算`,
      `fewer than two earlier years of this city (${history.length}): no projection`,
    )
  }
  const wholeOf = wholeFrom(toDate, accumulation)
  const usable = accumulation.kind === 'ratio' ? history : history.filter((h) => h.toDate > 0)
  if (usable.length < 2)
    return none('历史同期为零，无法按比例推算', 'earlier years begin with zero: no ratio to scale by')
  const moves = usable.map((h) => (accumulation.kind === 'ratio' ? h.rest - h.toDate : h.rest / h.toDate))
  const mean = moves.reduce((a, b) => a + b, 0) / moves.length
  const variance = moves.reduce((a, b) => a + (b - mean) ** 2, 0) / (moves.length - 1)
  const spread = (t90[moves.length - 2] ?? t90Limit) * Math.sqrt(variance * (1 + 1 / moves.length))
  const ends = [wholeOf(mean - spread), wholeOf(mean + spread)] as const
  const years = usable.map((h) => h.year).sort((a, b) => a - b)
  const span = `${years[0]}–${years.at(-1)}`
  return {
    projection: {
      value: wholeOf(mean),
      low: Math.min(...ends),
      high: Math.max(...ends),
      basis: {
        zh: `按本市${span}年（${years.length}年）同期与余期的关系推算，80%区间`,
        en: `from how the rest of ${span} (${years.length} years) of this city followed its beginning; 80% band`,
      },
    },
  }
}

function wholeFrom(
  toDate: number,
  accumulation: Exclude<Accumulation, { kind: 'latest' }>,
): (move: number) => number {
  switch (accumulation.kind) {
    case 'count':
      return (ratio) => toDate + toDate * Math.max(ratio, 0)
    case 'mean': {
      const { done, total } = accumulation
      const left = Math.max(total - done, 0)
      return (ratio) => (toDate * done + toDate * Math.max(ratio, 0) * left) / Math.max(done + left, 1)
    }
    case 'ratio': {
      const { done, total } = accumulation
      const left = Math.max(total - done, 0)
      return (points) =>
        (toDate * done + Math.min(Math.max(toDate + points, 0), 100) * left) / Math.max(done + left, 1)
    }
  }
}
