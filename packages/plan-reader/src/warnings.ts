import type { NumeralRole, PlanTarget, PlanWarning } from './contract.ts'
import type { Clause } from './clauses/clause.ts'
import { givesPoints } from './clauses/scoring-words.ts'
import { type NormalText, sourceSpan } from './text/normalise.ts'

/** Clauses with a quantity that no target, threshold or population took up: a person should look. */
export function readWarnings(
  text: NormalText,
  clauses: readonly Clause[],
  targets: readonly PlanTarget[],
  roles: readonly { start: number; end: number; role: NumeralRole }[],
): PlanWarning[] {
  const taken = new Set(targets.map((target) => target.start))
  const known = new Map(roles.map((one) => [one.start, one.role]))
  const warnings: PlanWarning[] = []
  for (const clause of clauses) {
    const left = clause.tokens.filter(
      (token) =>
        token.kind === 'quantity' && !token.chinese && (known.get(token.start) ?? 'other') === 'other',
    )
    if (clause.heading && /^(?:附[件表录]|专栏)\d/.test(text.norm.slice(clause.start, clause.end))) continue
    if (left.length === 0 || givesPoints(text.norm.slice(clause.start, clause.end))) continue
    const span = sourceSpan(text, clause.start, clause.end)
    if (taken.has(span.start)) continue
    const words = left.map((token) => text.norm.slice(token.start, token.end)).join('、')
    warnings.push({ ...span, message: `数字“${words}”未能归入任何目标、门槛或范围,请人工核对` })
  }
  return warnings
}
