import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { saveKind } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { saveEntity } from '../entities/save-entity.ts'
import '../tables.ts'
import { registerIndicators } from './register-indicators.ts'

const t = (zh: string) => ({ zh, en: zh })
const kind: KindDefinition = {
  kind: 'voc-tank',
  title: t('储罐'),
  rows: ['S038'],
  key: 'code',
  geometry: 'none',
  facts: {
    code: { type: 'string', title: t('罐号') },
    needsTreatment: { type: 'boolean', title: t('需治理') },
  },
  states: [
    { key: 'found', title: t('已排查') },
    { key: 'treated', title: t('已治理') },
  ],
}
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const region = {
    id: '990100',
    parent_id: null,
    kind: 'city',
    name_zh: '甲市',
    name_en: 'A',
    geometry: null,
    sort: 0,
  } as const
  await database.db.insertInto('regions').values(region).execute()
  await saveKind(database.db, kind)
  const enter = (code: string, needsTreatment: boolean, state: string, effectiveOn: string) =>
    saveEntity(
      database.db,
      kind,
      { facts: { code, needsTreatment }, state, effectiveOn, regionId: '990100' },
      'test',
    )
  for (const code of ['A', 'B', 'C', 'D']) await enter(code, code !== 'D', 'found', '2021-01-10')
  await enter('A', true, 'treated', '2021-02-20')
  await enter('B', true, 'treated', '2021-05-01')
  await enter('D', false, 'treated', '2021-03-01')
})
afterAll(() => database.close())

const ask = (key: string, at: string, params: Record<string, unknown>) =>
  registerIndicators
    .find((i) => i.key === key)!
    .answer(database.db, { regionId: '990100', year: 2021, at, params })
const params = { kind: 'voc-tank', where: 'facts.needsTreatment', counts: "state == 'treated'" }

test('treated tanks count only within the list of those that need it, as of any day', async () => {
  expect((await ask('register.count', '2021-06-30', params)).value).toBe(2)
  expect((await ask('register.count', '2021-04-30', params)).value).toBe(1)
  const share = await ask('register.share', '2021-06-30', params)
  expect(share).toMatchObject({ fraction: { numerator: 2, denominator: 3 }, inputs: { missing: ['C'] } })
  expect(share.series.map((p) => p.value)).toEqual([0, 100 / 3, 100 / 3, 100 / 3, 200 / 3, 200 / 3])
})

test('no list, no percentage', async () => {
  const answer = await ask('register.share', '2021-06-30', { ...params, where: 'false' })
  expect(answer).toMatchObject({ value: null, missing: { zh: expect.stringContaining('没有名单') } })
})
