import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLiveHub, type LiveHub } from '../../live/live-hub.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../../region/tables.ts'
import { saveKind, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { addEvidence } from '../entities/evidence.ts'
import { saveEntity } from '../entities/save-entity.ts'
import '../tables.ts'
import { evidenceOn } from './evidence-on.ts'
import { dayJudged, runRegisterWorker } from './register-worker.ts'

const t = (text: string) => ({ zh: text, en: text })
const shop: KindDefinition = {
  kind: 'shop',
  title: t('店'),
  rows: ['S095'],
  key: 'code',
  geometry: 'none',
  facts: { code: { type: 'string', title: t('编号') } },
}
let database: TestDatabase
let live: LiveHub
let id: string
beforeAll(async () => {
  database = await testDatabase()
  live = await openLiveHub(database.url)
  const { db } = database
  await saveKind(db, shop)
  const duty = { duty: 'monitor', title: t('监控'), type: 'device' as const }
  const rule = { rule: 'monitored', row: 'S095', title: t('监控'), kind: 'shop', edition: '1', when: 'true' }
  await saveRule(db, { ...rule, validFrom: '2020-01-01', must: [duty], by: '2021-06-30' }, 'test')
  id = (await saveEntity(db, shop, { facts: { code: 'A' }, effectiveOn: '2021-01-01' }, 'test')).id
  const site = {
    region_id: null,
    unit_id: null,
    lon: null,
    lat: null,
    name_en: '',
    attributes: '{}',
  } as const
  await db
    .insertInto('sites')
    .values({ ...site, code: 'P1', kind: 'source-outlet', name_zh: '排口' })
    .execute()
  await db.insertInto('layouts').values({ key: 'test', channels: '[]' }).execute()
  await addEvidence(
    db,
    id,
    { type: 'device', duty: 'monitor', on: '2021-01-05', data: {}, site: 'P1' },
    'test',
  )
})
afterAll(async () => {
  await live.close()
  await database.close()
})

const observe = (at: string, flags: string | null, resolution = 'h') =>
  database.pool.query(
    `insert into observations (site_id, resolution, at, layout_id, values, flags)
     select s.id, $3, $1, l.id, '{3}', $2 from sites s, layouts l where s.code = 'P1' and l.key = 'test'`,
    [at, flags, resolution],
  )
const lastData = async (on: string) => (await evidenceOn(database.db, on)).get(id)?.[0]?.lastDataOn
const status = async () =>
  (await database.db.selectFrom('obligations').select(['status', 'evaluated_on']).execute())[0]

test('a device that is a site last sent on the last day with a valid observation, as known on the day asked for', async () => {
  expect(await lastData('2021-06-01')).toBeNull()
  await observe('2021-05-01T00:00:00+08:00', null) // the hour that ends at midnight
  expect(await lastData('2021-06-01')).toBe('2021-04-30')
  expect(await lastData('2021-04-29')).toBeNull()
  await observe('2021-05-03T10:00:00+08:00', 'D') // a fault of the device
  expect(await lastData('2021-06-01')).toBe('2021-04-30')
  await observe('2021-05-04T23:59:00+08:00', '.', 'i')
  expect(await lastData('2021-06-01')).toBe('2021-05-04')
  expect(await lastData('2021-05-03')).toBe('2021-04-30')
})

test('what changed is judged as of today and announced; a new day is judged without a change', async () => {
  let now = Date.parse('2021-05-20T10:00:00+08:00')
  const judged: (() => void)[] = []
  live.listen((event) => {
    if (event.type === 'duties') judged.shift()?.()
  })
  const next = () => new Promise<void>((resolve) => judged.push(resolve))
  const errors: unknown[] = []
  const first = next()
  const worker = runRegisterWorker(
    { db: database.db, live },
    { now: () => now, onError: (e) => errors.push(e) },
  )
  await first
  expect(await status()).toEqual({ status: 'fulfilled', evaluated_on: '2021-05-20' })
  now = Date.parse('2021-07-01T00:30:00+08:00') // silent for more than 30 days, and the due day is past
  const second = next()
  await saveEntity(database.db, shop, { facts: { code: 'B' }, effectiveOn: '2021-06-01' }, 'test')
  await second
  await worker.stop()
  const rows = await database.db.selectFrom('obligations').select(['status', 'evaluated_on']).execute()
  expect(rows).toEqual([
    { status: 'late', evaluated_on: '2021-07-01' },
    { status: 'late', evaluated_on: '2021-07-01' },
  ])
  expect(errors).toEqual([])
})

test('a simulated campaign keeps its own day, a real one today', async () => {
  const { db } = database
  const now = Date.parse('2026-03-01T00:00:00+08:00')
  expect(await dayJudged(db, now)).toBe('2026-03-01')
  const place = { parent_id: null, geometry: null, sort: 0, kind: 'city' } as const
  await db
    .insertInto('regions')
    .values({ ...place, id: '990100', name_zh: '市', name_en: '' })
    .execute()
  const campaign = { region_id: '990100', name_zh: '', name_en: '', default_at: '2021-09-30' }
  await db
    .insertInto('campaigns')
    .values({ ...campaign, id: 'demo', year: 2021, simulated: true })
    .execute()
  expect(await dayJudged(db, now)).toBe('2021-09-30')
  await db
    .insertInto('campaigns')
    .values({ ...campaign, id: 'real', year: 2026, simulated: false })
    .execute()
  expect(await dayJudged(db, now)).toBe('2026-03-01')
})
