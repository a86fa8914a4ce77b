import { addDays } from '@qinglan/periods'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Duty, RuleDefinition } from '../definitions/rule.ts'
import type { Entity, Evidence, FactValue } from './entity.ts'
import {
  compileCondition,
  type Condition,
  type Scope,
  type Surroundings,
  type Verdict,
} from './expression.ts'
import { judgeDuty, type DutyFinding } from './fulfilment.ts'
import { LimitShelf } from './limits.ts'

/** What a rule says of an entity on a day, with the facts that decided. */
export interface Obligation {
  readonly entityId: string
  readonly rule: string
  readonly edition: string
  readonly bound: 'yes' | 'no' | 'unknown'
  /** Facts the condition read, as they were. */
  readonly cited: Readonly<Record<string, FactValue>>
  /** For `unknown`: what could not be known. */
  readonly why: string | null
  readonly duties: readonly DutyFinding[]
  /** Does the rule only encourage? */
  readonly encouraged: boolean
}

/** A rule ready to be asked about any number of entities. */
export interface CompiledRule {
  readonly definition: RuleDefinition
  /** Who is bound. */
  readonly when: Condition
  /** What its conditions see of an entity on a day. */
  scopeOf(entity: Entity, evidence: readonly Evidence[], on: string, surroundings: Surroundings): Scope
  judge(entity: Entity, evidence: readonly Evidence[], on: string, surroundings: Surroundings): Obligation
  /** The same where it is known already what `when` says of the scope. */
  judgeBy(verdict: Verdict, scope: Scope): Obligation
}

const dueOf = (rule: RuleDefinition, duty: Duty, entity: Entity): string | null =>
  duty.by ??
  (duty.withinDays === undefined ? undefined : addDays(entity.enteredOn, duty.withinDays)) ??
  rule.by ??
  null

/** Is the state reached, or passed where the kind's states come in order? */
function reached(kind: KindDefinition, entity: Entity, wanted: string): boolean {
  if (entity.state === null) return false
  if (entity.state === wanted) return true
  if (!kind.inOrder || !kind.states) return false
  const order = kind.states.map((s) => s.key)
  return order.indexOf(entity.state) >= order.indexOf(wanted)
}

const noDuties: readonly DutyFinding[] = []

/** Compiles a rule; mistakes in its conditions are told with the rule's name. `limits` are those its conditions may ask for. */
export function compileRule(
  definition: RuleDefinition,
  kind: KindDefinition,
  limits: LimitShelf = new LimitShelf([]),
): CompiledRule {
  const when = compileCondition(definition.when, `规则 ${definition.rule}`)
  const accepts = new Map<string, Condition>()
  const holds = new Map<string, Condition>()
  for (const duty of definition.must) {
    const where = `规则 ${definition.rule} / ${duty.duty}`
    if (duty.type === 'condition') holds.set(duty.duty, compileCondition(duty.holds ?? '', where))
    if (duty.accept) accepts.set(duty.duty, compileCondition(duty.accept, where))
  }
  const thresholds = Object.fromEntries(
    Object.entries(definition.thresholds ?? {}).map(([name, t]) => [name, t.value]),
  )
  const settings = definition.settings ?? {}

  const scopeOf: CompiledRule['scopeOf'] = (entity, own, date, surroundings) => {
    return { entity, date, thresholds, settings, surroundings, own, limits }
  }

  return {
    definition,
    when,
    scopeOf,
    judge(entity, evidence, on, surroundings) {
      const scope = scopeOf(entity, evidence, on, surroundings)
      return this.judgeBy(when.judge(scope), scope)
    },
    judgeBy(verdict, scope) {
      const { rule, edition } = definition
      const { entity, own: evidence = [], date: on } = scope
      const base = { entityId: entity.id, rule, edition, encouraged: definition.encouraged === true }
      const cited: Record<string, FactValue> = {}
      for (const name of when.facts) cited[name] = entity.facts[name] ?? null
      if ('unknown' in verdict)
        return { ...base, bound: 'unknown', cited, why: verdict.unknown, duties: noDuties }
      if (!verdict.holds) return { ...base, bound: 'no', cited, why: null, duties: noDuties }
      const duties = definition.must.map((duty) =>
        judgeDuty(duty, entity, evidence, on, {
          due: dueOf(definition, duty, entity),
          stateReached: (state) => reached(kind, entity, state),
          holds: () => {
            const judged = holds.get(duty.duty)?.judge(scope)
            return judged !== undefined && 'holds' in judged && judged.holds
          },
          accepts: (item) => {
            const condition = accepts.get(duty.duty)
            if (!condition) return true
            const judged = condition.judge({ ...scope, evidence: { ...item.data, on: item.on } })
            return 'holds' in judged && judged.holds
          },
        }),
      )
      return { ...base, bound: 'yes', cited, why: null, duties }
    },
  }
}

/** Is the rule in force on a day? */
const inForce = (rule: RuleDefinition, on: string): boolean =>
  rule.validFrom <= on && (rule.validTo === undefined || on <= rule.validTo)

/** Of each rule the edition in force on a day: not one that another replaces, and else the one that came into force last. */
export function rulesInForce(rules: readonly CompiledRule[], on: string): CompiledRule[] {
  const editions = Map.groupBy(
    rules.filter((r) => inForce(r.definition, on)),
    (r) => r.definition.rule,
  )
  return [...editions.values()].flatMap((list) => {
    const replaced = new Set(list.map((r) => r.definition.supersedes))
    const left = list.filter((r) => !replaced.has(r.definition.edition))
    const last = left.toSorted((a, b) => a.definition.validFrom.localeCompare(b.definition.validFrom)).at(-1)
    return last ? [last] : []
  })
}
