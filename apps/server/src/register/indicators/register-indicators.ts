import type { Provenance } from '@qinglan/contract'
import { lastDayOfMonth } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Indicator, IndicatorAnswer, IndicatorQuestion } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import { compileCondition } from '../engine/expression.ts'
import { entitiesOn, evidenceOn, judgeAll, overall, type PlacedEntity } from '../evaluation/evaluate.ts'
import { unionAreaM2 } from '../geometry/measure.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'

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

/** Answers by counting on each checkpoint; a percentage only where there is a list. */
async function answer(
  db: Db,
  question: IndicatorQuestion,
  kind: 'sum' | 'share' | 'mean',
  count: (on: string, entities: readonly PlacedEntity[], definitions: Definitions) => Promise<Count>,
): Promise<IndicatorAnswer> {
  const definitions = await loadDefinitions(db)
  const within = await regionsWithin(db, question.regionId)
  const counted: { on: string; count: Count }[] = []
  for (const on of checkpoints(question.year, question.at)) {
    const entities = (await entitiesOn(db, on)).filter((e) => e.regionId === null || within.has(e.regionId))
    counted.push({ on, count: await count(on, entities, definitions) })
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

/** Entities of a kind that satisfy `where` (all, without it), and of those how many satisfy `counts`. */
const byCondition =
  (unit: 'sum' | 'share'): Indicator['answer'] =>
  (db, question) => {
    const kind = text(question, 'kind')
    const condition = (name: string) => {
      const value = question.params[name]
      return typeof value === 'string' ? compileCondition(value, `指标 ${name}`) : null
    }
    const [where, counts] = [condition('where'), condition('counts')]
    return answer(db, question, unit, (on, entities, definitions) => {
      const surroundings = surroundingsOf(entities, definitions.relations)
      const holds = (c: ReturnType<typeof condition>, entity: PlacedEntity) => {
        if (!c) return true
        const verdict = c.judge({ entity, date: on, thresholds: {}, settings: {}, surroundings })
        return 'holds' in verdict && verdict.holds
      }
      const population = entities.filter((e) => e.kind === kind && holds(where, e))
      const part = population.filter((e) => holds(counts, e))
      const counted = new Set(part)
      const missing = population.filter((e) => !counted.has(e)).map((e) => e.key)
      return Promise.resolve({
        part: part.length,
        population: population.length,
        missing,
        simulated: population.some((e) => e.simulated),
      })
    })
  }

/**
 * Sums, means and shares of a quantity (`of`, CEL over facts and place) of the entities of a kind that satisfy `where`. `weight` makes
 * a mean weighted (a rate by area); for a share, `counts` tells which entities the part is of. An entity whose quantity is not known is
 * named as missing and left out.
 */
const byQuantity =
  (form: 'sum' | 'share' | 'mean'): Indicator['answer'] =>
  (db, question) => {
    const kind = text(question, 'kind')
    const compiled = (name: string) => {
      const value = question.params[name]
      return typeof value === 'string' ? compileCondition(value, `指标 ${name}`) : null
    }
    const [where, counts, weight] = [compiled('where'), compiled('counts'), compiled('weight')]
    const of = compileCondition(text(question, 'of'), '指标 of')
    return answer(db, question, form, (on, entities, definitions) => {
      const surroundings = surroundingsOf(entities, definitions.relations)
      const scope = (entity: PlacedEntity) => ({
        entity,
        date: on,
        thresholds: {},
        settings: {},
        surroundings,
      })
      const holds = (c: ReturnType<typeof compiled>, entity: PlacedEntity) => {
        const verdict = c ? c.judge(scope(entity)) : { holds: true }
        return 'holds' in verdict && verdict.holds
      }
      const population = entities.filter((e) => e.kind === kind && holds(where, e))
      const missing: string[] = []
      let [part, whole] = [0, 0]
      for (const entity of population) {
        const quantity = of.measure(scope(entity))
        const by = weight ? weight.measure(scope(entity)) : 1
        if (typeof quantity !== 'number' || typeof by !== 'number') {
          missing.push(entity.key)
          continue
        }
        whole += form === 'share' ? quantity : by
        if (form !== 'share' || holds(counts, entity)) part += quantity * by
      }
      const simulated = population.some((e) => e.simulated)
      return Promise.resolve({ part, whole, population: population.length, missing, simulated })
    })
  }

/** The area that polygons cover together, in square metres: what overlaps counts once. */
const byArea: Indicator['answer'] = (db, question) => {
  const kind = text(question, 'kind')
  const where = question.params['where']
  const condition = typeof where === 'string' ? compileCondition(where, '指标 where') : null
  return answer(db, question, 'sum', (on, entities, definitions) => {
    const surroundings = surroundingsOf(entities, definitions.relations)
    const population = entities.filter((entity) => {
      if (entity.kind !== kind) return false
      const verdict = condition?.judge({ entity, date: on, thresholds: {}, settings: {}, surroundings })
      return verdict === undefined || ('holds' in verdict && verdict.holds)
    })
    const part = unionAreaM2(population.flatMap((e) => e.geometry ?? []))
    const missing = population.filter((e) => !e.geometry).map((e) => e.key)
    const simulated = population.some((e) => e.simulated)
    return Promise.resolve({ part, population: population.length, missing, simulated })
  })
}

/** Bound entities whose duties under a rule are all fulfilled, of all that are bound. */
const byRule: Indicator['answer'] = (db, question) => {
  const rule = text(question, 'rule')
  return answer(db, question, 'share', async (on, entities, definitions) => {
    const one = { ...definitions, rules: definitions.rules.filter((r) => r.definition.rule === rule) }
    if (one.rules.length === 0) throw badInput(`没有规则“${rule}”`, `No rule “${rule}”`)
    const kind = one.rules[0]!.definition.kind
    const wanted = entities.filter((e) => e.kind === kind)
    const evidence = await evidenceOn(
      db,
      on,
      wanted.map((e) => e.id),
    )
    const bound = judgeAll(one, entities, wanted, evidence, on).filter((o) => o.bound === 'yes')
    const done = bound.filter((o) => overall(o) === 'fulfilled')
    const keys = new Map(wanted.map((e) => [e.id, e]))
    const missing = bound.filter((o) => !done.includes(o)).map((o) => keys.get(o.entityId)?.key ?? '')
    return {
      part: done.length,
      population: bound.length,
      missing,
      simulated: wanted.some((e) => e.simulated),
    }
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
