import Type from 'typebox'
import { adjust as adjustDefinition, Adjustment } from '../../register/definitions/adjust.ts'
import { leaveRegister } from '../../register/entities/save-entity.ts'
import { entitiesOn } from '../../register/evaluation/entities-on.ts'
import { judgeOn } from '../../register/evaluation/evaluate.ts'
import { missingRegions } from '../../register/evaluation/missing-regions.ts'
import { proposedCases } from '../../register/evaluation/proposed-cases.ts'
import { loadDefinitions, saveLimits } from '../../register/definitions/definition-store.ts'
import { LimitLibrary } from '../../register/definitions/limit-library.ts'
import { askGates } from '../../register/gates/ask-gates.ts'
import { listStays } from '../../register/lists/publish-list.ts'
import { registerDifference } from '../../register/lists/register-difference.ts'
import { compare } from '../compare.ts'
import { definitionsWith, kindOf } from '../known-names.ts'
import { check, step, type Finding, type Handlers } from '../handlers.ts'
import { Day, EntityEntry, entityId, geometryOf, kindNamed } from './register.ts'

const Any = Type.Record(Type.String(), Type.Unknown())

const adjust = step(Type.Array(Adjustment), async ({ db }, adjustments) => {
  for (const adjustment of adjustments) await adjustDefinition(db, adjustment, 'scenario')
})

/** Gates, relapses, proposed cases, comparison of a register with itself, and the dates a campaign sets. */
export const gateHandlers: Handlers = {
  given: {
    'adjust rules': adjust,
    'limit libraries': step(Type.Array(LimitLibrary), async ({ db }, libraries) => {
      for (const library of libraries) await saveLimits(db, library, 'scenario')
    }),
  },
  when: {
    'adjust rules': adjust,
    'leave register': step(
      Type.Object({
        entity: Type.String(),
        on: Type.Optional(Day),
        reason: Type.Optional(Type.String()),
      }),
      async (stage, { entity, on, reason }) => {
        const how = { on: on ?? stage.clock, reason: reason ?? '' }
        await leaveRegister(stage.db, await entityId(stage, entity), how, 'scenario')
      },
    ),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {
    /** `[{ ask: a proposal, verdict, clauses: [refusing], imposed: [clauses], why }]`; lists are whole where they are named. */
    gates: check(
      Type.Array(
        Type.Object(
          {
            ask: EntityEntry,
            verdict: Type.String(),
            clauses: Type.Optional(Type.Array(Type.String())),
            imposed: Type.Optional(Type.Array(Type.String())),
            why: Type.Optional(Type.Unknown()),
          },
          { additionalProperties: false },
        ),
      ),
      async (stage, asked) => {
        const all: Finding[] = []
        for (const [i, { ask, ...expected }] of asked.entries()) {
          const { verdict, findings } = await askGates(stage.db, {
            kind: ask.kind,
            facts: ask.facts,
            on: ask.on ?? stage.clock,
            ...(ask.state === undefined ? {} : { state: ask.state }),
            ...(ask.at === undefined ? {} : { geometry: geometryOf(ask.at) }),
            ...(ask.region === undefined ? {} : { regionId: ask.region }),
          })
          const of = (effect: 'refuse' | 'impose') =>
            findings.filter((f) => f.effect === effect).map((f) => f.clause)
          const why = findings.map((f) => f.why ?? '').join('; ')
          const sorted = {
            ...expected,
            ...(expected.clauses ? { clauses: expected.clauses.toSorted() } : {}),
            ...(expected.imposed ? { imposed: expected.imposed.toSorted() } : {}),
          }
          const found = { verdict, clauses: of('refuse').sort(), imposed: of('impose').sort(), why }
          all.push(...compare(`[${i}]`, sorted, found))
        }
        return all
      },
    ),
    /** `{ rule: [kind/key] }`, whole lists. */
    'proposed cases': check(
      Type.Record(Type.String(), Type.Array(Type.String())),
      async (stage, expected) => {
        const definitions = await definitionsWith(stage, { rules: Object.keys(expected) })
        const { entities, obligations } = await judgeOn(stage.db, stage.clock)
        const proposed = proposedCases(definitions, obligations)
        const paths = new Map(entities.map((e) => [e.id, `${e.kind}/${e.key}`]))
        return Object.entries(expected).flatMap(([rule, wanted]) => {
          const found = proposed.filter((p) => p.rule === rule).map((p) => paths.get(p.entityId) ?? '')
          return compare(rule, wanted.toSorted(), found.sort())
        })
      },
    ),
    /** `{ kind/key: { facts, state, … } }` as they are on the day; `absent` for one that is not in the register. */
    entities: check(Any, async (stage, expected) => {
      await definitionsWith(stage, { kinds: Object.keys(expected).map(kindOf) })
      const found = new Map((await entitiesOn(stage.db, stage.clock)).map((e) => [`${e.kind}/${e.key}`, e]))
      return Object.entries(expected).flatMap(([path, wanted]) =>
        compare(path, wanted, found.get(path) ?? 'absent'),
      )
    }),
    /** `{ list: [{ key, enteredOn, enteredBatch, leftOn, leftBatch, reason }] }`, whole lists. */
    'list stays': check(Type.Record(Type.String(), Type.Array(Any)), async (stage, expected) => {
      const findings: Finding[] = []
      for (const [list, wanted] of Object.entries(expected))
        findings.push(...compare(list, wanted, await listStays(stage.db, list)))
      return findings
    }),
    /** `{ list: [{ batch, publishedOn, sha256, snapshot }] }`, whole lists. */
    'list batches': check(Type.Record(Type.String(), Type.Array(Any)), async (stage, expected) => {
      const findings: Finding[] = []
      for (const [list, wanted] of Object.entries(expected)) {
        const batches = await stage.db
          .selectFrom('list_batches')
          .select(['batch', 'published_on as publishedOn', 'sha256', 'snapshot'])
          .where('list', '=', list)
          .orderBy('batch')
          .execute()
        findings.push(...compare(list, wanted, batches))
      }
      return findings
    }),
    /** `[{ library, of, on, limit }]`: the limit of a category on a day, or the word for why there is none. */
    limits: check(
      Type.Array(Type.Object({ library: Type.String(), of: Type.String(), on: Day, limit: Type.Unknown() })),
      async (stage, asked) => {
        const { limits } = await loadDefinitions(stage.db)
        return asked.flatMap(({ library, of, on, limit }) =>
          compare(`${library} ${of} ${on}`, limit, limits.limitOn(library, of, on)),
        )
      },
    ),
    'register difference': check(
      Type.Object({
        kind: Type.String(),
        from: Day,
        to: Day,
        entered: Type.Array(Type.String()),
        left: Type.Array(Type.String()),
        changed: Type.Record(Type.String(), Type.Array(Type.String())),
      }),
      async (stage, { kind, from, to, ...expected }) => {
        const found = await registerDifference(stage.db, kind, from, to)
        return [
          ...compare(kind, expected, found),
          ...compare(
            `${kind} changed`,
            Object.keys(expected.changed).sort(),
            Object.keys(found.changed).sort(),
          ),
        ]
      },
    ),
    /** `{ kind: [region ids without one] }`, whole lists. */
    'missing regions': check(
      Type.Record(Type.String(), Type.Array(Type.String())),
      async (stage, expected) => {
        const findings: Finding[] = []
        for (const [kind, wanted] of Object.entries(expected)) {
          const missing = await missingRegions(stage.db, await kindNamed(stage, kind), stage.clock)
          findings.push(...compare(kind, wanted, missing))
        }
        return findings
      },
    ),
  },
}
