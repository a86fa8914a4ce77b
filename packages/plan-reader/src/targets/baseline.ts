import type { Clause } from '../clauses/clause.ts'
import { isBaseline } from '../clauses/read-clauses.ts'

const LAST_YEAR = /同比|(?:较|比|与)(?:上年|去年|上一年|前一年)/

/** The year a stretch of a clause compares with; 同比 and 较上年 mean the year before the plan's. */
export function baselineOf(
  norm: string,
  clause: Clause,
  from: number,
  to: number,
  planYear: number | null,
): number | null {
  for (const token of clause.tokens) {
    if (token.kind !== 'date' || token.start < from || token.end > to || token.year === null) continue
    if (isBaseline(norm, token)) return token.year
  }
  if (!LAST_YEAR.test(norm.slice(from, to))) return null
  const measured = clause.tokens.findLast((token) => token.kind === 'date' && token.end <= to)
  const year = measured?.kind === 'date' ? (measured.year ?? planYear) : planYear
  return year === null ? null : year - 1
}
