import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { PlacedEntity } from '../evaluation/entities-on.ts'
import { overall } from '../evaluation/evaluate.ts'
import { unionAreaM2 } from '../geometry/measure.ts'
import { answerByDays, conditionOf, requiredCondition, textOf, type Form } from './count-days.ts'

const simulatedAny = (entities: readonly PlacedEntity[]): boolean => entities.some((e) => e.simulated)

/** Entities of a kind that satisfy `where` (all, without it), and of those how many satisfy `counts`. */
const byCondition =
  (form: Form): Indicator['answer'] =>
  async (db, question) => {
    const kind = textOf(question, 'kind')
    const [where, counts] = [conditionOf(question, 'where'), conditionOf(question, 'counts')]
    return answerByDays(db, question, { of: 'heads', form }, ({ entities, holds }) => {
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
  (form: Form): Indicator['answer'] =>
  async (db, question) => {
    const kind = textOf(question, 'kind')
    const of = requiredCondition(question, 'of')
    const [where, counts, weight] = ['where', 'counts', 'weight'].map((n) => conditionOf(question, n))
    return answerByDays(db, question, { of: 'quantity', form }, ({ entities, holds, measure }) => {
      const population = entities.filter((e) => e.kind === kind && holds(where ?? null, e))
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
        if (form !== 'share' || holds(counts ?? null, entity)) part += quantity * by
      }
      return { part, whole, population: population.length, missing, simulated: simulatedAny(population) }
    })
  }

/** The area that polygons cover together, in square metres: what overlaps counts once. */
const byArea: Indicator['answer'] = async (db, question) => {
  const kind = textOf(question, 'kind')
  const where = conditionOf(question, 'where')
  return answerByDays(db, question, { of: 'area', form: 'sum' }, ({ entities, holds }) => {
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
const dutiesFulfilled =
  (form: 'share' | 'mean'): Indicator['answer'] =>
  async (db, question) => {
    textOf(question, 'rule')
    const { duty } = question.params
    const where = conditionOf(question, 'where')
    return answerByDays(db, question, { of: 'duties', form }, ({ kind, entities, holds, judge }) => {
      const wanted = entities.filter((e) => e.kind === kind && holds(where, e))
      const bound = judge(wanted)
      const done = bound.filter((o) =>
        duty === undefined
          ? overall(o) === 'fulfilled'
          : o.duties.some((d) => d.duty === duty && d.status === 'fulfilled'),
      )
      const fulfilled = new Set(done.map((o) => o.entityId))
      const of = new Map(wanted.map((e) => [e.id, e]))
      const missing = bound.flatMap((o) => (fulfilled.has(o.entityId) ? [] : (of.get(o.entityId)?.key ?? [])))
      return { part: fulfilled.size, population: bound.length, missing, simulated: simulatedAny(wanted) }
    })
  }

/** The part done, 1 when all is: of who is bound by a rule, where one is named, or of the entities that satisfy `where`. */
const byPart: Indicator['answer'] = (db, question) =>
  question.params['rule'] === undefined
    ? byCondition('mean')(db, question)
    : dutiesFulfilled('mean')(db, question)

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
    key: 'register.done',
    title: { zh: '名录完成部分', en: 'Part of a register that is done' },
    unit: 'part',
    answer: byPart,
  },
  {
    key: 'register.coverage',
    title: { zh: '义务履行率', en: 'Duties fulfilled' },
    unit: 'percent',
    answer: dutiesFulfilled('share'),
  },
]
