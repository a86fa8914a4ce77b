import type { GateClause, GateDefinition } from '../definitions/gate.ts'
import type { Entity, FactValue } from './entity.ts'
import { kindsAsked } from './asks.ts'
import { compileCondition, type Scope } from './expression.ts'

/** A clause that applies to a proposal, or of which that could not be known. */
export interface GateFinding {
  readonly gate: string
  readonly row: string
  readonly edition: string
  readonly clause: string
  readonly title: GateClause['title']
  readonly effect: GateClause['effect']
  readonly verdict: 'applies' | 'unknown'
  /** For `unknown`: what could not be known. */
  readonly why: string | null
  readonly cited: Readonly<Record<string, FactValue>>
}

/** What gates say: refused when a clause refuses; unknown, never allowed, while a refusal cannot be ruled out. */
export interface GateVerdict {
  readonly verdict: 'allowed' | 'refused' | 'unknown'
  readonly findings: readonly GateFinding[]
}

export interface CompiledGate {
  readonly definition: GateDefinition
  /** Kinds whose entities the gate looks at. */
  readonly looksAt: ReadonlySet<string>
  judge(scope: GateScope, entriesOf: (kind: string) => readonly Entity[]): readonly GateFinding[]
}

export type GateScope = Omit<Scope, 'thresholds' | 'settings' | 'entry'>

/** Compiles a gate; mistakes in its conditions are told with the gate's name. */
export function compileGate(definition: GateDefinition): CompiledGate {
  const thresholds = Object.fromEntries(
    Object.entries(definition.thresholds ?? {}).map(([name, t]) => [name, t.value]),
  )
  const settings = definition.settings ?? {}
  const clauses = definition.clauses.map((clause) => ({
    clause,
    condition: compileCondition(clause.when, `准入规则 ${definition.gate} / ${clause.clause}`),
  }))
  const looksAt = new Set(
    definition.clauses.flatMap((c) => [
      ...kindsAsked(c.when),
      ...(c.each ? [c.each] : []),
      ...(c.when.includes('entity.same(') ? [definition.kind] : []),
    ]),
  )
  const { gate, row, edition } = definition

  return {
    definition,
    looksAt,
    judge(base, entriesOf) {
      const findings: GateFinding[] = []
      for (const { clause, condition } of clauses) {
        if ((clause.from ?? base.date) > base.date || (clause.to ?? base.date) < base.date) continue
        const cited: Record<string, FactValue> = {}
        for (const name of condition.facts) cited[name] = base.entity.facts[name] ?? null
        for (const entry of clause.each ? entriesOf(clause.each) : [undefined]) {
          const verdict = condition.judge({ ...base, thresholds, settings, ...(entry ? { entry } : {}) })
          if ('holds' in verdict && !verdict.holds) continue
          const named = entry && clause.cites ? entry.facts[clause.cites] : null
          findings.push({
            gate,
            row,
            edition,
            clause: String(named ?? entry?.key ?? clause.clause),
            title: clause.title,
            effect: clause.effect,
            verdict: 'holds' in verdict ? 'applies' : 'unknown',
            why: 'holds' in verdict ? null : verdict.unknown,
            cited,
          })
        }
      }
      return findings
    },
  }
}

/** Adds up what the clauses say. */
export function verdictOf(findings: readonly GateFinding[]): GateVerdict {
  const refusals = findings.filter((f) => f.effect === 'refuse')
  if (refusals.some((f) => f.verdict === 'applies')) return { verdict: 'refused', findings }
  return { verdict: refusals.length > 0 ? 'unknown' : 'allowed', findings }
}
