import Type from 'typebox'
import { entityDetail } from '../../register/entities/entity-detail.ts'
import { listEntities } from '../../register/entities/list-entities.ts'
import { evaluateDirty, judgeOn, overall } from '../../register/evaluation/evaluate.ts'
import { gapsOn } from '../../register/evaluation/gaps.ts'
import { listDifference, listOn } from '../../register/lists/publish-list.ts'
import { compare } from '../compare.ts'
import { check, type Finding, type Handlers, type Stage } from '../handlers.ts'
import { definitionsWith } from '../known-names.ts'
import { entityId } from './register.ts'

const Any = Type.Record(Type.String(), Type.Unknown())
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Everything the rules say on the scenario's day, by kind/key and rule. */
async function judged(stage: Stage) {
  await evaluateDirty(stage.db, stage.clock)
  const { entities, obligations } = await judgeOn(stage.db, stage.clock)
  const paths = new Map(entities.map((e) => [e.id, `${e.kind}/${e.key}`]))
  return obligations.map((o) => ({
    ...o,
    entity: paths.get(o.entityId) ?? '',
    status: overall(o),
    duties: Object.fromEntries(o.duties.map((d) => [d.duty, d])),
  }))
}

type Judged = Awaited<ReturnType<typeof judged>>[number]

/** The keys of all to whom something applies, rule by rule. */
const keysBy = (applies: (obligation: Judged) => boolean) =>
  check(Type.Record(Type.String(), Type.Array(Type.String())), async (stage, expected) => {
    await definitionsWith(stage, { rules: Object.keys(expected) })
    const all = await judged(stage)
    return Object.entries(expected).flatMap(([rule, keys]) => {
      const found = all
        .filter((o) => o.rule === rule && applies(o))
        .map((o) => o.entity.slice(o.entity.indexOf('/') + 1))
      return compare(rule, keys.toSorted(), found.sort())
    })
  })

/** What a person would see in the registers: who is bound, what is missing, who is on a list. */
export const registerChecks: Handlers = {
  given: {},
  when: {},
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {
    /** `{ rule: { kind/key: { bound, status, why, cited, duties: { duty: { status, due, have, need } } } } }` */
    obligations: check(Type.Record(Type.String(), Any), async (stage, expected) => {
      await definitionsWith(stage, { rules: Object.keys(expected) })
      const all = await judged(stage)
      const findings: Finding[] = []
      for (const [rule, byEntity] of Object.entries(expected)) {
        for (const [entity, wanted] of Object.entries(byEntity)) {
          const found = all.find((o) => o.rule === rule && o.entity === entity)
          findings.push(...compare(`${rule} ${entity}`, wanted, found))
        }
      }
      return findings
    }),
    /** `{ rule: [keys of all who are bound] }`, whole lists. */
    bound: keysBy((o) => o.bound === 'yes'),
    /** `{ rule: [keys of all who are late] }`, whole lists. */
    late: keysBy((o) => o.status === 'late'),
    /** `{ rule: [keys of all who are open or late] }`, whole lists: the list of gaps. */
    missing: keysBy((o) => o.status === 'open' || o.status === 'late'),
    /** What an indicator answers for the city, to the day of the play. */
    indicator: check(
      Type.Object({ key: Type.String(), params: Any, region: Type.Optional(Type.String()), answer: Any }),
      async (stage, { key, params, region = 'city', answer }) => {
        const indicator = stage.indicators.find((i) => i.key === key)
        if (!indicator) return [{ path: key, expected: 'an indicator', actual: null }]
        const question = { regionId: region, year: Number(stage.clock.slice(0, 4)), at: stage.clock, params }
        return compare(key, answer, await indicator.answer(stage.db, question))
      },
    ),
    /** The file of an entity: what a person sees on its page. `related` by kind: its keys; `derived` by fact. */
    'entity file': check(Type.Record(Type.String(), Any), async (stage, expected) => {
      const findings: Finding[] = []
      for (const [path, wanted] of Object.entries(expected)) {
        const detail = await entityDetail(stage.db, await entityId(stage, path), stage.clock)
        const related: Record<string, string[]> = {}
        for (const other of detail.related) (related[other.kind] ??= []).push(other.key)
        const derived = Object.fromEntries(detail.derived.map((d) => [d.fact, d]))
        findings.push(...compare(path, wanted, { ...detail, related, derived }))
      }
      return findings
    }),
    /** `{ kind: { order, keys } }`: a register as a page shows it, ranked by a fact. */
    ranked: check(
      Type.Record(Type.String(), Type.Object({ order: Type.String(), keys: Type.Array(Type.String()) })),
      async (stage, expected) => {
        await definitionsWith(stage, { kinds: Object.keys(expected) })
        const findings: Finding[] = []
        for (const [kind, { order, keys }] of Object.entries(expected)) {
          const { rows } = await listEntities(stage.db, { kind, order, limit: 1000, offset: 0 })
          const found = rows.map((row) => row.key)
          findings.push(...compare(kind, keys, found))
        }
        return findings
      },
    ),
    /** `{ rule: { population, bound, fulfilled, open, late, rate } }` */
    gaps: check(Any, async (stage, expected) => {
      await definitionsWith(stage, { rules: Object.keys(expected) })
      const rows = await gapsOn(stage.db, { on: stage.clock, byRegion: false })
      return Object.entries(expected).flatMap(([rule, wanted]) =>
        compare(
          rule,
          wanted,
          rows.find((r) => r.rule === rule),
        ),
      )
    }),
    'list on': check(
      Type.Object({ list: Type.String(), on: Type.Optional(Day), keys: Type.Array(Type.String()) }),
      async (stage, { list, on, keys }) => {
        const entries = await listOn(stage.db, list, on ?? stage.clock)
        return compare(
          list,
          keys.toSorted(),
          entries.map((e) => e.key),
        )
      },
    ),
    'list difference': check(
      Type.Object({
        list: Type.String(),
        from: Day,
        to: Day,
        entered: Type.Array(Type.String()),
        left: Type.Array(Type.String()),
      }),
      async (stage, { list, from, to, entered, left }) =>
        compare(list, { entered, left }, await listDifference(stage.db, list, from, to)),
    ),
    'import result': check(Any, async (stage, expected) =>
      Promise.resolve(compare('', expected, stage.notes.get('import register'))),
    ),
  },
}
