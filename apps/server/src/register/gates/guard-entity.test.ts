import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { adjust } from '../definitions/adjust.ts'
import { loadDefinitions, saveGate, saveKind, saveLimits, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { RuleDefinition } from '../definitions/rule.ts'
import { addEvidence } from '../entities/evidence.ts'
import { leaveRegister, saveEntity, type EntityInput } from '../entities/save-entity.ts'
import { entitiesOn } from '../evaluation/entities-on.ts'
import { evaluateDirty, judgeOn, overall } from '../evaluation/evaluate.ts'
import { missingRegions } from '../evaluation/missing-regions.ts'
import { proposedCases } from '../evaluation/proposed-cases.ts'
import { publishList } from '../lists/publish-list.ts'
import { registerDifference } from '../lists/register-difference.ts'
import { askGates } from './ask-gates.ts'
import '../tables.ts'

const t = (text: string) => ({ zh: text, en: text })
const plot: KindDefinition = {
  kind: 'plot',
  title: t('地块'),
  rows: ['S061'],
  key: 'code',
  geometry: 'polygon',
  facts: {
    code: { type: 'string', title: t('编号') },
    cadmium: { type: 'number', title: t('镉'), unit: 'mg/kg' },
  },
  states: ['open', 'closed'].map((key) => ({ key, title: t(key) })),
  relapse: { duty: 'recheck', when: 'evidence.dirty', from: ['closed'], to: 'open' },
  onePer: 'county',
}
const rule: RuleDefinition = {
  rule: 'on-list',
  row: 'S061',
  title: t('在册'),
  kind: 'plot',
  edition: '1',
  validFrom: '2021-01-01',
  when: "entity.onList('plots') || (entity.leftList('plots') && !entity.done('exit'))",
  must: [
    { duty: 'recheck', type: 'action', title: t('复查'), alternatives: ['exit'] },
    {
      duty: 'low',
      type: 'condition',
      title: t('不超标'),
      holds: "facts.cadmium <= limits.max('soil', 'cd', date)",
    },
  ],
  raises: { workflow: 'plot', title: t('超标') },
}
const soil = { library: 'soil', row: 'S059', title: t('筛选值'), unit: 'mg/kg' }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  await saveKind(db, plot)
  await saveRule(db, rule, 'test')
  const base = { ...soil, edition: '1', validFrom: '2021-01-01' }
  await saveLimits(db, { ...base, limits: [{ of: 'cd', max: 20 }] }, 'test')
  await saveGate(
    db,
    {
      gate: 'closing',
      row: 'S061',
      title: t('销号'),
      kind: 'plot',
      edition: '1',
      validFrom: '2021-01-01',
      guards: { states: ['closed'], leaving: true },
      clauses: [
        { clause: 'low-first', title: t('超标'), effect: 'refuse', when: 'facts.cadmium > 20.0' },
        {
          clause: 'closed-first',
          title: t('未销号'),
          effect: 'refuse',
          when: "before.state == 'open' && state == 'open'",
        },
      ],
    },
    'test',
  )
  const place = { geometry: null, sort: 0 } as const
  await db
    .insertInto('regions')
    .values([
      { ...place, id: 'city', parent_id: null, kind: 'city', name_zh: '市', name_en: 'City' },
      { ...place, id: 'x', parent_id: 'city', kind: 'county', name_zh: '甲', name_en: 'X' },
      { ...place, id: 'y', parent_id: 'city', kind: 'county', name_zh: '乙', name_en: 'Y' },
    ])
    .execute()
})
beforeEach(async () => {
  await database.db.deleteFrom('entities').execute()
})
afterAll(() => database.close())

const save = (facts: EntityInput['facts'], state: string, on: string, change: Partial<EntityInput> = {}) =>
  saveEntity(database.db, plot, { facts, state, effectiveOn: on, ...change }, 'test')
const refusal = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => String(error),
  )
const stateOf = async (on: string) => (await entitiesOn(database.db, on, ['plot'])).map((e) => e.state)

test('what a gate refuses, or cannot know, is not saved; other changes are', async () => {
  await save({ code: 'D', cadmium: 21 }, 'open', '2021-02-01')
  expect(await refusal(save({ code: 'D' }, 'closed', '2021-03-01'))).toContain('low-first')
  await save({ code: 'E' }, 'open', '2021-02-01')
  expect(await refusal(save({ code: 'E' }, 'closed', '2021-03-01'))).toContain('cadmium')
  expect(await refusal(save({ code: 'D', cadmium: 20 }, 'closed', '2021-03-01'))).toBe('accepted')
  expect(await stateOf('2021-03-01')).toEqual(['closed', 'open'])
})

test('one asks what would be said of something that is not registered, with the facts of what is', async () => {
  const { db } = database
  await save({ code: 'D', cadmium: 21 }, 'open', '2021-02-01')
  const ask = async (facts: EntityInput['facts'], on = '2021-03-01') =>
    (await askGates(db, { kind: 'plot', facts, on })).verdict
  expect(await ask({ code: 'D' })).toBe('refused')
  expect(await ask({ code: 'N', cadmium: 20 })).toBe('allowed')
  expect(await ask({ code: 'N' })).toBe('unknown')
  expect(await ask({ code: 'N' }, '2020-12-31')).toBe('allowed')
  expect(await refusal(ask({ code: 'N', cadmium: 'much' }))).toContain('cadmium')
})

test('who leaves is gone from that day on and kept for the days before; a gate may keep it in', async () => {
  const { id } = await save({ code: 'D', cadmium: 1 }, 'open', '2021-02-01')
  const leave = () => leaveRegister(database.db, id, { on: '2021-06-01', reason: '' }, 'test')
  expect(await refusal(leave())).toContain('closed-first')
  await save({ code: 'D' }, 'closed', '2021-03-01')
  expect(await refusal(leave())).toBe('accepted')
  expect([await stateOf('2021-05-31'), await stateOf('2021-06-01')]).toEqual([['closed'], []])
})

test('evidence of a relapse reopens what is closed, once, from its day on', async () => {
  const { id } = await save({ code: 'D', cadmium: 1 }, 'open', '2021-02-01')
  const recheck = (on: string, dirty: boolean) =>
    addEvidence(database.db, id, { type: 'action', duty: 'recheck', on, data: { dirty } }, 'test')
  await recheck('2021-02-15', true)
  await save({ code: 'D' }, 'closed', '2021-03-01')
  await recheck('2021-04-01', false)
  expect(await stateOf('2021-04-01')).toEqual(['closed'])
  await recheck('2021-05-01', true)
  expect([await stateOf('2021-04-30'), await stateOf('2021-05-01')]).toEqual([['closed'], ['open']])
})

test('lists bind, leaving them binds until the exit; what is unfulfilled is proposed as a case', async () => {
  const { db } = database
  const { id } = await save({ code: 'D', cadmium: 21 }, 'open', '2021-02-01')
  const other = await save({ code: 'E', cadmium: 20 }, 'open', '2021-02-01')
  const batch = { list: 'plots', title: '', publicFacts: [], reason: '' }
  await publishList(db, { ...batch, publishedOn: '2021-03-01', entityIds: [id, other.id] }, 'test')
  await publishList(db, { ...batch, publishedOn: '2021-04-01', entityIds: [other.id] }, 'test')
  expect((await evaluateDirty(db, '2021-04-01')).judged).toBe(2)
  const bound = async (on: string) => (await judgeOn(db, on)).obligations.map((o) => o.bound)
  expect(await bound('2021-02-28')).toEqual(['no', 'no'])
  expect(await bound('2021-04-01')).toEqual(['yes', 'yes'])
  await addEvidence(db, id, { type: 'action', duty: 'exit', on: '2021-05-01', data: {} }, 'test')
  await addEvidence(db, other.id, { type: 'action', duty: 'exit', on: '2021-05-01', data: {} }, 'test')
  expect(await bound('2021-05-01')).toEqual(['no', 'yes'])
  const { obligations } = await judgeOn(db, '2021-05-01')
  expect(obligations.map(overall)).toEqual(['none', 'fulfilled'])
  const proposed = proposedCases(await loadDefinitions(db), (await judgeOn(db, '2021-04-01')).obligations)
  expect(proposed.map((p) => [p.entityId === id, p.workflow])).toContainEqual([true, 'plot'])
})

test('two days of a register differ by the edits between; regions without an entity are named', async () => {
  const { db } = database
  await save({ code: 'D', cadmium: 1 }, 'open', '2021-02-01', { regionId: 'x' })
  await save({ code: 'D', cadmium: 2 }, 'closed', '2021-03-01')
  await save({ code: 'E', cadmium: 2 }, 'open', '2021-04-01', { regionId: 'y' })
  expect(await registerDifference(db, 'plot', '2021-02-01', '2021-04-01')).toEqual({
    entered: ['E'],
    left: [],
    changed: { D: ['cadmium', 'state'] },
  })
  expect(await registerDifference(db, 'plot', '2021-03-01', '2021-03-31')).toMatchObject({ changed: {} })
  expect(await missingRegions(db, plot, '2021-03-31')).toEqual(['y'])
  expect(await missingRegions(db, { ...plot, onePer: 'town' }, '2021-03-31')).toEqual([])
})

test("a campaign's own dates replace the edition they start from, and an unknown duty is refused", async () => {
  const { db } = database
  const { id } = await save({ code: 'D', cadmium: 1 }, 'open', '2021-02-01')
  const batch = { list: 'dated', title: '', publicFacts: [], reason: '' }
  await saveRule(db, { ...rule, rule: 'dated', when: "entity.onList('dated')" }, 'test')
  await publishList(db, { ...batch, publishedOn: '2021-02-01', entityIds: [id] }, 'test')
  const dutiesBy = { recheck: '2021-06-30' }
  await adjust(db, { rule: 'dated', edition: 'city', by: '2021-12-31', dutiesBy }, 'test')
  await adjust(db, { rule: 'dated', edition: 'city', by: '2021-12-31', dutiesBy }, 'test')
  const dated = (await judgeOn(db, '2021-07-01')).obligations.filter((o) => o.rule === 'dated')
  expect(dated.map((o) => [o.edition, o.duties.map((d) => [d.due, d.status])])).toEqual([
    [
      'city',
      [
        ['2021-06-30', 'late'],
        ['2021-12-31', 'fulfilled'],
      ],
    ],
  ])
  const strange = adjust(db, { rule: 'dated', edition: 'b', dutiesBy: { nothing: '2021-01-01' } }, 'test')
  expect(await refusal(strange)).toContain('nothing')
  expect(await refusal(adjust(db, { rule: 'none', edition: 'b' }, 'test'))).toContain('none')
})
