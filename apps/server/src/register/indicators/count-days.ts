import type { Provenance } from '@qinglan/contract'
import { lastDayOfMonth } from '@qinglan/periods'
import type { IndicatorAnswer, IndicatorQuestion } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { kindsAsked } from '../engine/asks.ts'
import type { Evidence } from '../engine/entity.ts'
import { compileCondition } from '../engine/expression.ts'
import { rulesInForce, type CompiledRule, type Obligation } from '../engine/obligations.ts'
import type { PlacedEntity } from '../evaluation/entities-on.ts'
import { Remembered, registerEdition, type RegisterEdition } from '../evaluation/register-edition.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import { LastingCondition } from './lasting-condition.ts'
import { anyFromSites, readingFor, type RegisterDay } from './register-reading.ts'

/** A parameter that a question cannot do without. @throws QinglanError `bad-input` */
export const textOf = (question: IndicatorQuestion, name: string): string => {
  const value = question.params[name]
  if (typeof value !== 'string' || value === '')
    throw badInput(`指标参数缺少 ${name}`, `The indicator needs the parameter ${name}`)
  return value
}

/** The last days of the months gone by, and the day asked for. */
const checkpoints = (year: number, at: string): string[] => {
  const ends = Array.from({ length: 12 }, (_, m) => lastDayOfMonth(year, m + 1)).filter((day) => day < at)
  return [...ends, at]
}

export interface Count {
  readonly part: number
  /** Entities that were looked at. */
  readonly population: number
  /** What `part` is a share of, where things weigh differently; default the population. */
  readonly whole?: number
  readonly missing: readonly string[]
  readonly simulated: boolean
}

/** A day of the year looked at: the entities of the region, and how to hold a condition against one of them. */
export interface Day {
  /** The kind that is counted. */
  readonly kind: string
  readonly entities: readonly PlacedEntity[]
  readonly holds: (condition: LastingCondition | null, entity: PlacedEntity) => boolean
  readonly measure: (quantity: LastingCondition, entity: PlacedEntity) => number | null
  /** How those stand that the question's rule binds, in the edition in force. */
  readonly judge: (wanted: readonly PlacedEntity[]) => Obligation[]
}

/** A condition that a question is asked with; null when it is not. */
export function conditionOf(question: IndicatorQuestion, name: string): LastingCondition | null {
  const { [name]: value, kind } = question.params
  if (typeof value !== 'string') return null
  return new LastingCondition(compileCondition(value, `指标 ${name}`), typeof kind === 'string' ? kind : '')
}

/** A condition that a question cannot do without. @throws QinglanError `bad-input` */
export function requiredCondition(question: IndicatorQuestion, name: string): LastingCondition {
  textOf(question, name)
  return conditionOf(question, name)!
}

interface Asked {
  /** The kind that is counted. */
  readonly ownKind: string
  /** Kinds that must be at hand to answer: those that the question's own conditions, or a rule's, ask about. */
  readonly kinds: readonly string[]
  readonly rules: readonly CompiledRule[]
  readonly evidence: boolean
}

const ofEvidence = /entity\.(?:done|evidence|latest)\(/

/** @throws QinglanError `bad-input` for a rule that is not there */
function askedOf(definitions: Definitions, { params }: IndicatorQuestion): Asked {
  const rules = definitions.rules.filter((r) => r.definition.rule === params['rule'])
  const { rule, duty } = params
  if (typeof rule === 'string' && rules.length === 0) throw badInput(`没有规则“${rule}”`, `No rule “${rule}”`)
  if (typeof duty === 'string' && !rules.some((r) => r.definition.must.some((m) => m.duty === duty)))
    throw badInput(`规则中没有义务“${duty}”`, `The rule has no duty “${duty}”`)
  const own = Object.values(params).filter((p) => typeof p === 'string')
  const ofRules = rules.flatMap(({ definition: d }) => [
    d.when,
    ...d.must.flatMap((m) => [m.holds, m.accept]),
  ])
  const asked = [...own, ...ofRules].flatMap((text) => (text === undefined ? [] : kindsAsked(text)))
  const ownKind = rules[0]?.definition.kind ?? (typeof params['kind'] === 'string' ? params['kind'] : '')
  const kinds = [ownKind, ...rules.map((r) => r.definition.kind), ...asked]
  return {
    ownKind,
    kinds: [...new Set(kinds)].filter((kind) => definitions.kinds.has(kind)).sort(),
    rules,
    evidence: rules.length > 0 || own.some((text) => ofEvidence.test(text)),
  }
}

const nobody: readonly Evidence[] = []
const noEvidence: ReadonlyMap<string, readonly Evidence[]> = new Map()
const whens = new WeakMap<CompiledRule, LastingCondition>()

function whenOf(rule: CompiledRule): LastingCondition {
  let when = whens.get(rule)
  if (!when) whens.set(rule, (when = new LastingCondition(rule.when, rule.definition.kind)))
  return when
}

function dayOf(
  { limits }: Definitions,
  { on, entities, surroundings, contentOf }: RegisterDay,
  { asked, evidence }: { asked: Asked; evidence: ReadonlyMap<string, readonly Evidence[]> },
): Day {
  const ownOf = (entity: PlacedEntity) => evidence.get(entity.id) ?? nobody
  const scope = (entity: PlacedEntity) => {
    const own = ownOf(entity)
    return { entity, date: on, thresholds: {}, settings: {}, surroundings, limits, own }
  }
  const inForce = rulesInForce(asked.rules, on)
  return {
    kind: asked.ownKind,
    entities,
    holds: (condition, entity) => {
      if (!condition) return true
      const verdict = condition.judge(scope(entity), contentOf)
      return 'holds' in verdict && verdict.holds
    },
    measure: (quantity, entity) => {
      const value = quantity.measure(scope(entity), contentOf)
      return typeof value === 'number' ? value : null
    },
    judge: (wanted) =>
      inForce.flatMap((rule) => {
        const when = whenOf(rule)
        return wanted.flatMap((entity) => {
          if (entity.kind !== rule.definition.kind) return []
          const seen = rule.scopeOf(entity, ownOf(entity), on, surroundings)
          const verdict = when.judge(seen, contentOf)
          return 'holds' in verdict && verdict.holds ? [rule.judgeBy(verdict, seen)] : []
        })
      }),
  }
}

/** Answers to questions about registers that have not changed since; a board asks some dozens. */
const remembered = new Remembered<IndicatorAnswer>(2000)

export type Form = 'sum' | 'share' | 'mean'

/** What is counted, and into what. */
export interface Counting {
  readonly of: 'heads' | 'quantity' | 'area' | 'duties'
  readonly form: Form
}

/**
 * Answers by counting on each checkpoint; a percentage only where there is a list. An answer is remembered until something changes in
 * the kinds that it rests on; where the network tells when devices sent data, it is worked out each time.
 */
export async function answerByDays(
  db: Db,
  question: IndicatorQuestion,
  counting: Counting,
  count: (day: Day) => Count,
): Promise<IndicatorAnswer> {
  const edition = await registerEdition(db)
  const asked = askedOf(await loadDefinitions(db, edition), question)
  const content = edition.of(asked.kinds)
  const lasting = content !== null && !(asked.evidence && (await anyFromSites(db, asked.ownKind, edition)))
  const key = JSON.stringify([content, edition.standing, counting, question])
  const known = lasting ? remembered.get(key) : undefined
  if (known) return known
  const answer = await countDays(db, question, { asked, edition, form: counting.form, count })
  if (lasting) remembered.set(key, answer)
  return answer
}

async function countDays(
  db: Db,
  question: IndicatorQuestion,
  {
    asked,
    edition,
    form,
    count,
  }: { asked: Asked; edition: RegisterEdition; form: Form; count: (day: Day) => Count },
): Promise<IndicatorAnswer> {
  const { regionId, year, at } = question
  const reading = await readingFor(db, regionId, edition)
  const counted: { on: string; count: Count }[] = []
  for (const on of checkpoints(year, at)) {
    const day = await reading.day(asked.kinds, on)
    const evidence = asked.evidence ? await reading.evidenceOn(asked.ownKind, on, at) : noEvidence
    counted.push({ on, count: count(dayOf(reading.definitions, day, { asked, evidence })) })
  }
  return answerOf(question, form, counted)
}

function answerOf(
  { year, at }: IndicatorQuestion,
  form: Form,
  counted: readonly { readonly on: string; readonly count: Count }[],
): IndicatorAnswer {
  const now = counted.at(-1)!.count
  const valueOf = (c: Count) => {
    if (form === 'sum') return c.part
    const whole = c.whole ?? c.population
    return whole === 0 ? null : (c.part * (form === 'share' ? 100 : 1)) / whole
  }
  const empty = now.population === 0 || valueOf(now) === null
  const provenance: Provenance = {
    standard: 'register',
    edition: '1',
    inputs: now.population,
    valid: now.population - now.missing.length,
    from: `${year}-01-01`,
    to: at,
    simulated: now.simulated,
    computedAt: new Date().toISOString(),
  }
  return {
    value: empty ? null : valueOf(now),
    missing: empty
      ? { zh: '名录为空:没有名单就没有比例', en: 'The list is empty: no list, no percentage' }
      : null,
    accumulation: form === 'sum' ? { kind: 'count' } : { kind: 'latest' },
    fraction:
      form === 'share' && !empty && now.whole === undefined
        ? { numerator: now.part, denominator: now.population }
        : null,
    series: counted.map(({ on, count: c }) => ({ period: on, value: valueOf(c), toDate: valueOf(c) })),
    history: [],
    provenance: [provenance],
    inputs: { population: now.population, part: now.part, missing: now.missing.slice(0, 200) },
  }
}
