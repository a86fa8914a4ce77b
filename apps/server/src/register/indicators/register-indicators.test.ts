import type { Geometry } from 'geojson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const field: KindDefinition = {
  kind: 'field',
  title: t('地块'),
  rows: ['S063'],
  key: 'code',
  geometry: 'polygon',
  facts: {
    code: { type: 'string', title: t('编号') },
    areaMu: { type: 'number', title: t('面积') },
    rate: { type: 'number', title: t('利用率') },
    safe: { type: 'boolean', title: t('安全') },
  },
}
const square = (lon: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, 32],
      [lon + 0.01, 32],
      [lon + 0.01, 32.01],
      [lon, 32.01],
      [lon, 32],
    ],
  ],
})

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

describe('quantities', () => {
  beforeAll(async () => {
    await saveKind(database.db, field)
    const fields = [
      { facts: { code: 'A', areaMu: 100, rate: 90, safe: true }, geometry: square(120) },
      { facts: { code: 'B', areaMu: 300, rate: 98, safe: false }, geometry: square(120.005) },
      { facts: { code: 'C', rate: 50, safe: true }, geometry: null },
    ]
    for (const one of fields)
      await saveEntity(database.db, field, { ...one, effectiveOn: '2021-01-10', regionId: '990100' }, 'test')
  })

  test('a sum leaves out what nobody knows and names it', async () => {
    const sum = await ask('register.sum', '2021-06-30', { kind: 'field', of: 'facts.areaMu' })
    expect(sum).toMatchObject({ value: 400, accumulation: { kind: 'count' }, inputs: { missing: ['C'] } })
    expect(sum.provenance[0]).toMatchObject({ inputs: 3, valid: 2 })
  })

  test('a mean is weighted by area', async () => {
    const mean = { kind: 'field', of: 'facts.rate', weight: 'facts.areaMu' }
    expect((await ask('register.mean', '2021-06-30', mean)).value).toBe((90 * 100 + 98 * 300) / 400)
    expect((await ask('register.mean', '2021-06-30', { kind: 'field', of: 'facts.rate' })).value).toBeCloseTo(
      (90 + 98 + 50) / 3,
      9,
    )
  })

  test('a share is of the amount, not of the heads, and none without an amount', async () => {
    const share = { kind: 'field', of: 'facts.areaMu', counts: 'facts.safe' }
    expect(await ask('register.amount-share', '2021-06-30', share)).toMatchObject({
      value: 25,
      fraction: null,
    })
    const nothing = { ...share, where: 'facts.code == "C"' }
    expect((await ask('register.amount-share', '2021-06-30', nothing)).value).toBeNull()
  })

  test('an area counts its overlaps once, and what is not on the map is named', async () => {
    const whole = await ask('register.area', '2021-06-30', { kind: 'field' })
    const one = await ask('register.area', '2021-06-30', { kind: 'field', where: 'facts.code == "A"' })
    expect(whole.value).toBeCloseTo((one.value ?? 0) * 1.5, -2)
    expect(whole.inputs['missing']).toEqual(['C'])
  })

  test('an indicator without its quantity says so', async () => {
    await expect(async () => ask('register.sum', '2021-06-30', { kind: 'field' })).rejects.toThrow(/of/)
  })
})
