import type { Provenance } from '@qinglan/contract'
import { lastDayOfMonth } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Indicator, IndicatorAnswer, IndicatorQuestion } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { compileCondition, type Condition } from '../engine/expression.ts'
import type { Evidence } from '../engine/entity.ts'
import { kindsAsked } from '../engine/gates.ts'
import { judgeAll, overall, type PlacedEntity } from '../evaluation/evaluate.ts'
import { unionAreaM2 } from '../geometry/measure.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { readingFor, type RegisterReading } from './register-reading.ts'

const text = (question: IndicatorQuestion, name: string): string => {
  const value = question.params[name]
  if (typeof value !== 'string' || value === '')
    throw badInput(`指标参数缺少 ${name}`, `The indicator needs the parameter ${name}`)
  return value
}

async function regionsWithin(db: Db, regionId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive inside as (select id from regions where id = ${regionId}
      union all select r.id from regions r join inside i on r.parent_id = i.id)
    select id from inside`.execute(db)
  return new Set(rows.map((r) => r.id))
}

/** The last days of the months gone by, and the day asked for. */
const checkpoints = (year: number, at: string): string[] => {
  const ends = Array.from({ length: 12 }, (_, m) => lastDayOfMonth(year, m + 1)).filter((day) => day < at)
  return [...ends, at]
}

interface Count {
  readonly part: number
  /** Entities that were looked at. */
  readonly population: number
  /** What `part` is a share of, where things weigh differently; default the population. */
  readonly whole?: number
  readonly missing: readonly string[]
  readonly simulated: boolean
}

/** A day of the year looked at: the entities of the region, and how to hold a condition against one of them. */
interface Day {
  readonly on: string
  readonly entities: readonly PlacedEntity[]
  readonly reading: RegisterReading
  readonly holds: (condition: Asked | null, entity: PlacedEntity) => boolean
  readonly measure: (quantity: Condition, entity: PlacedEntity) => number | null
}

/** A condition; what it said of facts is settled where it asks for nothing that changes from day to day. */
interface Asked extends Condition {
  readonly settled: WeakMap<object, boolean> | null
}

const looksFurther = /\b(?:entity|date|limits|state)\b/

/** Conditions that an indicator is asked with, by the names of its parameters. */
function conditions<N extends string>(
  question: IndicatorQuestion,
  names: readonly N[],
): { [K in N]: Asked | null } {
  const one = (name: N) => {
    const value = question.params[name]
    if (typeof value !== 'string') return null
    const settled = looksFurther.test(value) ? null : new WeakMap<object, boolean>()
    return { ...compileCondition(value, `指标 ${name}`), settled }
  }
  return Object.fromEntries(names.map((name) => [name, one(name)])) as { [K in N]: Asked | null }
}

/** Kinds that must be at hand to answer: those that the question's own conditions, or a rule's, ask about. */
function kindsFor(reading: RegisterReading, question: IndicatorQuestion): string[] {
  const { kind, rule } = question.params
  const rules = reading.definitions.rules.filter((r) => r.definition.rule === rule).map((r) => r.definition)
  const texts = [
    ...Object.values(question.params),
    ...rules.flatMap((r) => [r.when, ...r.must.flatMap((d) => [d.holds, d.accept])]),
  ]
  const asked = texts.flatMap((t) => (typeof t === 'string' ? kindsAsked(t) : []))
  return [...(typeof kind === 'string' ? [kind] : []), ...rules.map((r) => r.kind), ...asked]
}

function dayOf(
  reading: RegisterReading,
  entities: readonly PlacedEntity[],
  { on, evidence }: { on: string; evidence: ReadonlyMap<string, readonly Evidence[]> },
): Day {
  const surroundings = surroundingsOf(entities, reading.definitions.relations)
  const { limits } = reading.definitions
  const scope = (entity: PlacedEntity) => ({
    entity,
    date: on,
    thresholds: {},
    settings: {},
    surroundings,
    limits,
    own: evidence.get(entity.id) ?? [],
  })
  return {
    on,
    entities,
    reading,
    holds: (condition, entity) => {
      if (!condition) return true
      const known = condition.settled?.get(entity.facts)
      if (known !== undefined) return known
      const verdict = condition.judge(scope(entity))
      const holds = 'holds' in verdict && verdict.holds
      condition.settled?.set(entity.facts, holds)
      return holds
    },
    measure: (quantity, entity) => {
      const value = quantity.measure(scope(entity))
      return typeof value === 'number' ? value : null
    },
  }
}

const ofEvidence = /entity\.(?:done|evidence|latest)\(/
const noEvidence: ReadonlyMap<string, readonly Evidence[]> = new Map()

/** Answers by counting on each checkpoint; a percentage only where there is a list. */
async function answer(
  db: Db,
  question: IndicatorQuestion,
  kind: 'sum' | 'share' | 'mean',
  count: (day: Day) => Count | Promise<Count>,
): Promise<IndicatorAnswer> {
  const reading = await readingFor(db, question.regionId)
  const within = await regionsWithin(db, question.regionId)
  const kinds = kindsFor(reading, question)
  const named = question.params['kind']
  const ownKind = typeof named === 'string' ? named : ''
  const asksEvidence = Object.values(question.params).some((p) => typeof p === 'string' && ofEvidence.test(p))
  const counted: { on: string; count: Count }[] = []
  for (const on of checkpoints(question.year, question.at)) {
    const all = await reading.entitiesOn(kinds, on)
    const entities = all.filter((e) => e.regionId === null || within.has(e.regionId))
    const evidence = asksEvidence ? await reading.evidenceOn(ownKind, on, question.at) : noEvidence
    counted.push({ on, count: await count(dayOf(reading, entities, { on, evidence })) })
  }
  const now = counted.at(-1)!.count
  const valueOf = (c: Count) => {
    if (kind === 'sum') return c.part
    const whole = c.whole ?? c.population
    return whole === 0 ? null : (c.part * (kind === 'share' ? 100 : 1)) / whole
  }
  const empty = now.population === 0 || valueOf(now) === null
  const provenance: Provenance = {
    standard: 'register',
    edition: '1',
    inputs: now.population,
    valid: now.population - now.missing.length,
    from: `${question.year}-01-01`,
    to: question.at,
    simulated: now.simulated,
    computedAt: new Date().toISOString(),
  }
  return {
    value: empty ? null : valueOf(now),
    missing: empty
      ? { zh: '名录为空:没有名单就没有比例', en: 'The list is empty: no list, no percentage' }
      : null,
    accumulation: kind === 'sum' ? { kind: 'count' } : { kind: 'latest' },
    fraction:
      kind === 'share' && !empty && now.whole === undefined
        ? { numerator: now.part, denominator: now.population }
        : null,
    series: counted.map(({ on, count: c }) => ({ period: on, value: valueOf(c), toDate: valueOf(c) })),
    history: [],
    provenance: [provenance],
    inputs: { population: now.population, part: now.part, missing: now.missing.slice(0, 200) },
  }
}

const simulatedAny = (entities: readonly PlacedEntity[]): boolean => entities.some((e) => e.simulated)

/** Entities of a kind that satisfy `where` (all, without it), and of those how many satisfy `counts`. */
const byCondition =
  (unit: 'sum' | 'share'): Indicator['answer'] =>
  async (db, question) => {
    const kind = text(question, 'kind')
    const { where, counts } = conditions(question, ['where', 'counts'])
    return answer(db, question, unit, ({ entities, holds }) => {
      const population = entities.filter((e) => e.kind === kind && holds(where, e))
      const missing = population.filter((e) => !holds(counts, e)).map((e) => e.key)
      const part = population.length - missing.length
      return { part, population: population.length, missing, simulated: simulatedAny(population) }
    })
  }

/**
 * Sums, means and shares of a quantity (`of`, CEL over facts and place) of the entities of a kind that satisfy `where`. `weight` makes
 * a mean weighted (a rate by area); for a share, `counts` tells which entities the part is of. An entity whose quantity is not known is
 * named as missing and left out.
 */
const byQuantity =
  (form: 'sum' | 'share' | 'mean'): Indicator['answer'] =>
  async (db, question) => {
    const kind = text(question, 'kind')
    const of = compileCondition(text(question, 'of'), '指标 of')
    const { where, counts, weight } = conditions(question, ['where', 'counts', 'weight'])
    return answer(db, question, form, ({ entities, holds, measure }) => {
      const population = entities.filter((e) => e.kind === kind && holds(where, e))
      const missing: string[] = []
      let [part, whole] = [0, 0]
      for (const entity of population) {
        const quantity = measure(of, entity)
        const by = weight ? measure(weight, entity) : 1
        if (quantity === null || by === null) {
          missing.push(entity.key)
          continue
        }
        whole += form === 'share' ? quantity : by
        if (form !== 'share' || holds(counts, entity)) part += quantity * by
      }
      return { part, whole, population: population.length, missing, simulated: simulatedAny(population) }
    })
  }

/** The area that polygons cover together, in square metres: what overlaps counts once. */
const byArea: Indicator['answer'] = async (db, question) => {
  const kind = text(question, 'kind')
  const { where } = conditions(question, ['where'])
  return answer(db, question, 'sum', ({ entities, holds }) => {
    const population = entities.filter((e) => e.kind === kind && holds(where, e))
    const part = unionAreaM2(population.flatMap((e) => e.geometry ?? []))
    const missing = population.filter((e) => !e.geometry).map((e) => e.key)
    return { part, population: population.length, missing, simulated: simulatedAny(population) }
  })
}

/**
 * Bound entities whose duties under a rule are all fulfilled, of all that are bound. `where` narrows whom to look at; `duty` looks at
 * that duty alone.
 */
const byRule: Indicator['answer'] = async (db, question) => {
  const rule = text(question, 'rule')
  const { duty } = question.params
  const { where } = conditions(question, ['where'])
  return answer(db, question, 'share', async ({ on, entities, reading, holds }) => {
    const { definitions } = reading
    const one = { ...definitions, rules: definitions.rules.filter((r) => r.definition.rule === rule) }
    const kind = one.rules[0]?.definition.kind
    if (kind === undefined) throw badInput(`没有规则“${rule}”`, `No rule “${rule}”`)
    const wanted = entities.filter((e) => e.kind === kind && holds(where, e))
    const evidence = await reading.evidenceOn(kind, on, question.at)
    const bound = judgeAll(one, entities, wanted, evidence, on).filter((o) => o.bound === 'yes')
    const done = new Set(
      bound
        .filter((o) =>
          duty === undefined
            ? overall(o) === 'fulfilled'
            : o.duties.some((d) => d.duty === duty && d.status === 'fulfilled'),
        )
        .map((o) => o.entityId),
    )
    const keys = new Map(wanted.map((e) => [e.id, e.key]))
    const missing = bound.flatMap((o) => (done.has(o.entityId) ? [] : (keys.get(o.entityId) ?? [])))
    return { part: done.size, population: bound.length, missing, simulated: simulatedAny(wanted) }
  })
}

/** Counts, shares and coverage over registers, for the campaign's targets. */
export const registerIndicators: readonly Indicator[] = [
  {
    key: 'register.count',
    title: { zh: '名录计数', en: 'Count over a register' },
    unit: 'count',
    answer: byCondition('sum'),
  },
  {
    key: 'register.share',
    title: { zh: '名录占比', en: 'Share of a register' },
    unit: 'percent',
    answer: byCondition('share'),
  },
  {
    key: 'register.sum',
    title: { zh: '名录数量合计', en: 'Sum over a register' },
    unit: 'count',
    answer: byQuantity('sum'),
  },
  {
    key: 'register.mean',
    title: { zh: '名录加权平均', en: 'Weighted mean over a register' },
    unit: 'percent',
    answer: byQuantity('mean'),
  },
  {
    key: 'register.amount-share',
    title: { zh: '名录数量占比', en: 'Share of an amount over a register' },
    unit: 'percent',
    answer: byQuantity('share'),
  },
  {
    key: 'register.area',
    title: { zh: '名录覆盖面积', en: 'Area covered by a register' },
    unit: 'm2',
    answer: byArea,
  },
  {
    key: 'register.coverage',
    title: { zh: '义务履行率', en: 'Duties fulfilled' },
    unit: 'percent',
    answer: byRule,
  },
]
