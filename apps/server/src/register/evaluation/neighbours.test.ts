import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { saveKind, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { lookAround } from '../engine/asks.ts'
import { entityDetail } from '../entities/entity-detail.ts'
import { leaveRegister, saveEntity } from '../entities/save-entity.ts'
import '../tables.ts'
import { judgeOn } from './evaluate.ts'

const t = (text: string) => ({ zh: text, en: text })
const text = (title: string) => ({ type: 'string' as const, title: t(title) })
const base = { rows: ['S095'], key: 'code' }
const park: KindDefinition = {
  ...base,
  kind: 'park',
  title: t('园'),
  geometry: 'polygon',
  facts: { code: text('编号') },
}
const firm: KindDefinition = {
  ...base,
  kind: 'firm',
  title: t('企业'),
  geometry: 'point',
  facts: { code: text('编号'), owner: text('业主') },
  relations: { place: { kind: 'park', title: t('所在园'), by: 'inside' } },
}
const tank: KindDefinition = {
  ...base,
  kind: 'tank',
  title: t('罐'),
  geometry: 'none',
  facts: { code: text('编号'), firm: text('企业') },
  relations: { firm: { kind: 'firm', title: t('企业'), by: 'key' } },
}
const rules: readonly (readonly [string, string])[] = [
  ['park', "entity.related('firm').size() > 0"],
  ['park', 'entity.joinedAreaM2(10.0) > 2.0e6'],
  ['firm', "entity.inside('park')"],
  ['firm', "!entity.inside('park', 'P2')"],
  ['firm', "entity.touching('park').size() > 1"],
  ['firm', "entity.near('firm', 500.0).size() > 0"],
  ['firm', "entity.metresTo('firm') < 2000.0"],
  ['firm', "entity.same('owner').exists(f, f.code != facts.code)"],
  ['firm', "entity.related('tank').exists(x, x.code == 'T2')"],
  ['firm', "entity.related('park').size() == 1"],
  ['tank', "entity.related('firm').exists(f, f.owner == 'o1')"],
  ['tank', "entity.related(facts.code == 'T1' ? 'firm' : 'park').size() > 0"],
]
const square = (lon: number) => {
  const ring = [
    [lon, 32],
    [lon + 0.01, 32],
    [lon + 0.01, 32.01],
    [lon, 32.01],
    [lon, 32],
  ]
  return { type: 'Polygon' as const, coordinates: [ring] }
}
const point = (lon: number) => ({ type: 'Point' as const, coordinates: [lon, 32.005] })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const kinds = { park, firm, tank }
  for (const kind of Object.values(kinds)) await saveKind(db, kind)
  for (const [i, [kind, when]] of rules.entries()) {
    const must = [{ duty: 'sign', title: t('牌'), type: 'document' as const }]
    const rule = { rule: `r${i}`, row: 'S095', title: t('规'), edition: '1', validFrom: '2021-01-01' }
    await saveRule(db, { ...rule, kind, when, must }, 'test')
  }
  const save = (
    kind: KindDefinition,
    facts: Record<string, string>,
    lon?: number,
    effectiveOn = '2021-01-01',
  ) =>
    saveEntity(
      db,
      kind,
      {
        facts,
        effectiveOn,
        ...(lon === undefined ? {} : { geometry: kind === park ? square(lon) : point(lon) }),
      },
      'test',
    )
  await save(park, { code: 'P1' }, 120)
  await save(park, { code: 'P2' }, 120.01)
  await save(park, { code: 'P3' }, 121)
  await save(firm, { code: 'F1', owner: 'o1' }, 120.005)
  await save(firm, { code: 'F2', owner: 'o1' }, 120.01)
  await save(firm, { code: 'F3', owner: 'o2' }, 120.5)
  const left = await save(firm, { code: 'F4', owner: 'o2' }, 121.005)
  await save(tank, { code: 'T1', firm: 'F1' })
  await save(tank, { code: 'T2', firm: 'F3' })
  // later everything is elsewhere and named by others
  await save(park, { code: 'P1' }, 120.5, '2021-06-01')
  await save(firm, { code: 'F2', owner: 'o2' }, 121.002, '2021-06-01')
  await save(tank, { code: 'T2', firm: 'F1' }, undefined, '2021-06-01')
  await leaveRegister(db, left.id, { on: '2021-07-01', reason: '' }, 'test')
})
afterAll(() => database.close())

test.each(['2021-05-31', '2021-06-01', '2021-07-01'])(
  'what is read for one entity judges it as the whole register does on %s',
  async (on) => {
    const { db } = database
    const { entities, obligations } = await judgeOn(db, on)
    expect(obligations.some((o) => o.bound === 'yes') && obligations.some((o) => o.bound === 'no')).toBe(true)
    for (const { id, kind, key } of entities) {
      const said = (list: readonly { rule: string; bound: string; why: string | null }[]) =>
        Object.fromEntries(list.map((o) => [o.rule, [o.bound, o.why]]))
      const detail = await entityDetail(db, id, on)
      const whole = obligations.filter((o) => o.entityId === id)
      expect(said(detail.obligations), `${kind} ${key}`).toEqual(said(whole))
    }
  },
)

test('what belongs to an entity is found as of the day, also where it moved since', async () => {
  const { db } = database
  const { id } = await db
    .selectFrom('entities')
    .select('id')
    .where('key', '=', 'P1')
    .executeTakeFirstOrThrow()
  const inside = async (on: string) => (await entityDetail(db, id, on)).related.map((r) => r.key)
  expect(await inside('2021-05-31')).toEqual(['F1', 'F2'])
  expect(await inside('2021-06-01')).toEqual(['F3'])
})

test.each([
  ['entity.inside( \'park\' ) || entity.related("firm").size() > 0', ['meeting park', 'relation firm']],
  ["entity.near('shop', thresholds.m).size() > 0", ['kind shop']],
  ['entity.inside(facts.zone)', ['anything']],
  ["entity.inside('pa' + facts.zone)", ['anything']],
  ["entity.same('owner').size() > 0", ['same owner']],
  ["entity.done('sign') && entity.onList('park') && entity.areaM2() > 1.0", []],
])('%j looks at %j', (condition, expected) => {
  const looks = lookAround(condition).map((l) => [l.by, ...Object.values(l).slice(1)].join(' '))
  expect(looks).toEqual(expected)
})
