import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { saveKind, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { RuleDefinition } from '../definitions/rule.ts'
import { saveEntity } from '../entities/save-entity.ts'
import { evaluateDirty, judgeOn } from './evaluate.ts'
import { gapsOn } from './gaps.ts'
import '../tables.ts'

const t = (text: string) => ({ zh: text, en: text })
const park: KindDefinition = {
  kind: 'park',
  title: t('园区'),
  rows: ['S052'],
  key: 'code',
  geometry: 'polygon',
  facts: { code: { type: 'string', title: t('编号') } },
}
const firm: KindDefinition = {
  kind: 'chemical-firm',
  title: t('化工企业'),
  rows: ['S052'],
  key: 'code',
  geometry: 'point',
  facts: {
    code: { type: 'string', title: t('编号') },
    tonnes: { type: 'number', title: t('产能'), unit: 't', minimum: 0 },
  },
  states: ['running', 'closing', 'closed'].map((key) => ({ key, title: t(key) })),
  inOrder: true,
}
const outside: RuleDefinition = {
  rule: 'outside-park',
  row: 'S052',
  title: t('园外化工'),
  kind: 'chemical-firm',
  edition: '2021',
  validFrom: '2021-01-01',
  when: '!entity.inside("park")',
  must: [{ duty: 'close', title: t('关停'), type: 'state', state: 'closed' }],
  by: '2021-12-31',
}
const square = (lon: number, size: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lon, 32],
      [lon + size, 32],
      [lon + size, 32 + size],
      [lon, 32 + size],
      [lon, 32],
    ],
  ],
})

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.pool.query('truncate entities, entity_kinds, obligation_rules, register_dirty cascade')
  await saveKind(database.db, park)
  await saveKind(database.db, firm)
  await saveRule(database.db, outside, 'test')
})

const enter = (kind: KindDefinition, facts: Record<string, string | number>, more: object = {}) =>
  saveEntity(database.db, kind, { facts, effectiveOn: '2021-01-01', ...more }, 'test')
const bound = async () =>
  (await database.db.selectFrom('obligations').select(['bound', 'status']).execute())[0]

test('a boundary edit judges again who lies inside, and the past keeps its boundary', async () => {
  await enter(park, { code: 'P1' }, { geometry: square(120, 0.1) })
  await enter(
    firm,
    { code: 'F1' },
    { geometry: { type: 'Point', coordinates: [120.05, 32.05] }, state: 'running' },
  )
  expect((await evaluateDirty(database.db, '2021-06-30')).judged).toBe(2)
  expect(await bound()).toEqual({ bound: 'no', status: 'none' })

  await enter(
    park,
    { code: 'P1' },
    { geometry: square(121, 0.1), effectiveOn: '2021-07-01', reason: 'adjusted' },
  )
  await evaluateDirty(database.db, '2021-07-01')
  expect(await bound()).toEqual({ bound: 'yes', status: 'open' })
  const before = await judgeOn(database.db, '2021-06-30')
  expect(before.obligations.map((o) => o.bound)).toEqual(['no'])
})

test('saying the same again changes nothing', async () => {
  const first = await enter(firm, { code: 'F1', tonnes: 5 })
  expect(first.outcome).toBe('entered')
  expect(await enter(firm, { code: 'F1', tonnes: 5 })).toEqual({ ...first, outcome: 'unchanged' })
  expect(await enter(firm, { code: 'F1', tonnes: 6 })).toEqual({ ...first, version: 2, outcome: 'changed' })
})

test.each([
  [{ code: 'F1', tonnes: -1 }, /不应小于 0 t/],
  [{ code: 'F1', tonnes: 'much' }, /应为数值 t/],
  [{ tonnes: 1 }, /编号:必填/],
  [{ code: 'F1', colour: 'red' }, /没有这一项/],
])('facts that do not fit are refused by name: %j', async (facts, message) => {
  await expect(enter(firm, facts as Record<string, string>)).rejects.toThrow(message)
})

test('a state cannot be skipped', async () => {
  await enter(firm, { code: 'F1' }, { state: 'running' })
  await expect(enter(firm, { code: 'F1' }, { state: 'closed' })).rejects.toThrow(/不能跳过“closing”/)
})

test('an unmoved firm is late the day after', async () => {
  await enter(firm, { code: 'F1' }, { geometry: { type: 'Point', coordinates: [110, 32] }, state: 'running' })
  await evaluateDirty(database.db, '2022-01-01')
  expect(await bound()).toEqual({ bound: 'yes', status: 'late' })
})

test('who enters the register on a later day is judged when that day begins, without a change', async () => {
  const place = { geometry: { type: 'Point', coordinates: [110, 32] }, state: 'running' }
  await enter(firm, { code: 'F1' }, { ...place, effectiveOn: '2021-08-01' })
  expect((await evaluateDirty(database.db, '2021-07-31')).judged).toBe(0)
  expect(await bound()).toBeUndefined()
  expect((await evaluateDirty(database.db, '2021-08-01')).judged).toBe(1)
  expect(await bound()).toEqual({ bound: 'yes', status: 'open' })
  expect((await evaluateDirty(database.db, '2021-08-01')).judged).toBe(0)
})

test('gaps counted from what was judged are those judged anew, and follow a change at once', async () => {
  const at = (lon: number) => ({ geometry: { type: 'Point', coordinates: [lon, 32] }, state: 'running' })
  await enter(firm, { code: 'F1' }, at(110))
  await enter(firm, { code: 'F2' }, at(111))
  const gaps = (on: string) => gapsOn(database.db, { on, byRegion: true })
  const anew = await gaps('2021-06-30')
  expect(anew).toMatchObject([{ population: 2, bound: 2, open: 2, late: 0, rate: 0 }])
  await evaluateDirty(database.db, '2021-06-30')
  expect(await gaps('2021-06-30')).toEqual(anew)
  expect(await gaps('2022-01-01')).toMatchObject([{ open: 0, late: 2 }])
  await enter(firm, { code: 'F3' }, at(112))
  expect(await gaps('2021-06-30')).toMatchObject([{ population: 3, open: 3 }])
  expect(await gaps('2022-01-01')).toMatchObject([{ population: 3, late: 3 }])
})
