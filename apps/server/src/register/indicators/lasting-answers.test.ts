import fc from 'fast-check'
import type { Geometry } from 'geojson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../../database/connect.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { loadDefinitions, saveKind, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { RuleDefinition } from '../definitions/rule.ts'
import { addEvidence } from '../entities/evidence.ts'
import { leaveRegister, saveEntity } from '../entities/save-entity.ts'
import { compileCondition } from '../engine/expression.ts'
import { entitiesOn } from '../evaluation/entities-on.ts'
import { judgeAll, overall } from '../evaluation/evaluate.ts'
import { evidenceOn } from '../evaluation/evidence-on.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { publishList } from '../lists/publish-list.ts'
import '../tables.ts'
import { registerIndicators } from './register-indicators.ts'

const t = (text: string) => ({ zh: text, en: text })
const code = { code: { type: 'string', title: t('编号') } } as const
const zone: KindDefinition = {
  kind: 'zone',
  title: t('区'),
  rows: ['S074'],
  key: 'code',
  geometry: 'polygon',
  facts: code,
}
const firm: KindDefinition = {
  kind: 'firm',
  title: t('企业'),
  rows: ['S074'],
  key: 'code',
  geometry: 'point',
  facts: {
    ...code,
    tonnes: { type: 'number', title: t('排放量') },
    built: { type: 'date', title: t('建成') },
  },
  states: ['open', 'closed'].map((key) => ({ key, title: t(key) })),
}
const rule = (edition: string, tonnes: number): RuleDefinition => ({
  rule: 'monitor',
  row: 'S074',
  title: t('监测'),
  kind: 'firm',
  edition,
  validFrom: '2020-01-01',
  when: `entity.onList('key') || facts.tonnes > ${tonnes.toFixed(1)} || entity.inside('zone')`,
  must: [
    { duty: 'monitor', title: t('设备'), type: 'device', silentDays: 40 },
    { duty: 'old', title: t('改造'), type: 'condition', holds: 'ageYears(facts.built, date) < 1' },
  ],
  by: '2021-06-30',
})
const square = (lon: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, 32],
      [lon + 0.1, 32],
      [lon + 0.1, 32.1],
      [lon, 32.1],
      [lon, 32],
    ],
  ],
})

/** Questions that look at facts, state, place, others, lists, evidence and the day. */
const conditions = [
  { where: "entity.inside('zone')", counts: "state == 'closed'" },
  { where: 'facts.tonnes >= 5.0', counts: "entity.done('monitor')" },
  { where: 'true', counts: "entity.touching('zone').size() > 1 || entity.same('built').size() > 0" },
  { where: "entity.onList('key')", counts: 'ageYears(facts.built, date) >= 1' },
]
const at = '2021-05-20'
const days = ['2021-01-31', '2021-02-28', '2021-03-31', '2021-04-30', at]

/** The same by asking each entity anew on each day. */
async function slowly(db: Db): Promise<unknown[]> {
  const definitions = await loadDefinitions(db)
  const found: unknown[][] = [...conditions.map(() => []), []]
  for (const on of days) {
    const entities = await entitiesOn(db, on)
    const evidence = await evidenceOn(db, on)
    const surroundings = surroundingsOf(entities, definitions.relations)
    const holds = (text: string) => {
      const condition = compileCondition(text, 'test')
      return (entity: (typeof entities)[number]) => {
        const own = evidence.get(entity.id) ?? []
        const base = { thresholds: {}, settings: {}, surroundings, limits: definitions.limits }
        const verdict = condition.judge({ ...base, entity, date: on, own })
        return 'holds' in verdict && verdict.holds
      }
    }
    conditions.forEach(({ where, counts }, i) => {
      const population = entities.filter((e) => e.kind === 'firm').filter(holds(where))
      found[i]?.push(share(population.filter(holds(counts)).length, population.length))
    })
    const bound = judgeAll(definitions, entities, entities, evidence, on).filter((o) => o.bound === 'yes')
    found.at(-1)?.push(share(bound.filter((o) => overall(o) === 'fulfilled').length, bound.length))
  }
  return found
}

const share = (part: number, whole: number) => (whole === 0 ? null : (part * 100) / whole)

async function asked(db: Db): Promise<unknown[]> {
  const ask = async (key: string, params: Record<string, unknown>) => {
    const indicator = registerIndicators.find((i) => i.key === key)!
    const answer = await indicator.answer(db, { regionId: '990100', year: 2021, at, params })
    return answer.series.map((p) => p.value)
  }
  const shares = []
  for (const c of conditions) shares.push(await ask('register.share', { kind: 'firm', ...c }))
  return [...shares, await ask('register.coverage', { rule: 'monitor' })]
}

const name = fc.constantFrom('A', 'B', 'C')
const day = fc.constantFrom(
  '2020-12-01',
  '2021-01-31',
  '2021-02-14',
  '2021-04-01',
  '2021-05-20',
  '2021-08-01',
)
const step = fc.oneof(
  fc.record({
    do: fc.constant('firm' as const),
    name,
    day,
    lon: fc.constantFrom(120.05, 120.15, 120.25),
    tonnes: fc.constantFrom(null, 3, 5, 12),
    built: fc.constantFrom('2020-03-15', '2021-02-01'),
    state: fc.constantFrom('open', 'closed'),
  }),
  fc.record({ do: fc.constant('zone' as const), name, day, lon: fc.constantFrom(120, 120.1, 120.12) }),
  fc.record({ do: fc.constant('device' as const), name, day, last: day, until: fc.option(day) }),
  fc.record({ do: fc.constant('list' as const), names: fc.uniqueArray(name, { minLength: 1 }), day }),
  fc.record({ do: fc.constant('leave' as const), name, day }),
  fc.record({ do: fc.constant('rule' as const), tonnes: fc.constantFrom(4, 10) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take(db: Db, one: Step): Promise<void> {
  const idOf = async (key: string) =>
    (
      await db
        .selectFrom('entities')
        .select('id')
        .where('kind', '=', 'firm')
        .where('key', '=', key)
        .executeTakeFirst()
    )?.id
  switch (one.do) {
    case 'firm': {
      const geometry: Geometry = { type: 'Point', coordinates: [one.lon, 32.05] }
      const facts = { code: one.name, tonnes: one.tonnes, built: one.built }
      const input = { facts, state: one.state, geometry, effectiveOn: one.day, regionId: '990100' }
      await saveEntity(db, firm, input, 'test')
      return
    }
    case 'zone':
      await saveEntity(
        db,
        zone,
        { facts: { code: one.name }, geometry: square(one.lon), effectiveOn: one.day, regionId: '990100' },
        'test',
      )
      return
    case 'device': {
      const id = await idOf(one.name)
      const device = { type: 'device', duty: 'monitor', on: one.day, data: {} } as const
      if (id) await addEvidence(db, id, { ...device, until: one.until, lastDataOn: one.last }, 'test')
      return
    }
    case 'list': {
      const ids = await Promise.all(one.names.map(idOf))
      const entityIds = ids.filter((id) => id !== undefined)
      const last = await db
        .selectFrom('list_batches')
        .select('published_on')
        .orderBy('batch', 'desc')
        .executeTakeFirst()
      if (entityIds.length === 0 || (last && last.published_on >= one.day)) return
      const batch = { list: 'key', title: 't', publishedOn: one.day, publicFacts: [], reason: '' }
      await publishList(db, { ...batch, entityIds }, 'test')
      return
    }
    case 'leave': {
      const id = await idOf(one.name)
      if (id) await leaveRegister(db, id, { on: one.day, reason: 'test' }, 'test')
      return
    }
    case 'rule':
      await saveRule(db, rule('2021', one.tonnes), 'test')
  }
}

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const region = {
    id: '990100',
    parent_id: null,
    kind: 'city',
    name_zh: '甲市',
    name_en: 'A',
    geometry: null,
    sort: 0,
  } as const
  await db.insertInto('regions').values(region).execute()
  await saveKind(db, zone)
  await saveKind(db, firm)
  await saveRule(db, rule('2021', 10), 'test')
})
afterAll(() => database.close())

const undone = new Error('undone')

test(
  'what is remembered is what asking anew on each day gives, after any change',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const run = database.db.transaction().execute(async (trx) => {
          for (const one of steps) {
            await take(trx, one)
            expect(await asked(trx)).toEqual(await slowly(trx))
          }
          throw undone
        })
        await run.catch((error: unknown) => {
          if (error !== undone) throw error
        })
        expect(await asked(database.db)).toEqual(await slowly(database.db))
      }),
      { numRuns: 15 },
    )
  },
)

test('an answer is worked out again only when something changed that it rests on', async () => {
  const ask = async (db: Db) => {
    const question = { regionId: '990100', year: 2021, at, params: { kind: 'firm' } }
    return registerIndicators.find((i) => i.key === 'register.count')!.answer(db, question)
  }
  const first = await ask(database.db)
  await take(database.db, { do: 'zone', name: 'A', day: '2021-01-31', lon: 120 })
  expect(await ask(database.db)).toBe(first)
  await take(database.db, {
    do: 'firm',
    name: 'A',
    day: '2021-01-31',
    lon: 120.05,
    tonnes: 3,
    built: '2020-03-15',
    state: 'open',
  })
  const second = await ask(database.db)
  expect([first.value, second.value]).toEqual([null, 1])
  expect(await ask(database.db)).toBe(second)
})
