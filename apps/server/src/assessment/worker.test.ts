import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLiveHub, type LiveHub } from '../live/live-hub.ts'
import { importCsv } from '../monitoring/import/import-csv.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { runAssessmentWorker } from './worker.ts'

let database: TestDatabase
let live: LiveHub
beforeAll(async () => {
  database = await testDatabase()
  live = await openLiveHub(database.url)
  const place = {
    region_id: null,
    unit_id: null,
    lon: null,
    lat: null,
    name_en: '',
    attributes: '{}',
  } as const
  await database.db
    .insertInto('sites')
    .values({ ...place, code: 'A1', kind: 'air-station', name_zh: '一站' })
    .execute()
})
afterAll(async () => {
  await live.close()
  await database.close()
})

test('data that arrive are assessed at once and announced, and the worker stops in order', async () => {
  const errors: unknown[] = []
  const worker = runAssessmentWorker({ db: database.db, live }, (error) => errors.push(error))
  const assessed = new Promise<void>((resolve) => {
    live.listen((event) => {
      if (event.type === 'assessed') resolve()
    })
  })
  const csv = 'site,time,PM2.5,O3_8h\nA1,2021-03-01,30,90\n'
  const options = { fileName: 't.csv', mode: 'all-or-nothing' } as const
  await importCsv(database.pool, database.db, Readable.from([Buffer.from(csv)]), options)
  await assessed
  await worker.stop()
  const rows = await database.db.selectFrom('evaluations').select(['starts', 'period']).execute()
  expect(rows).toEqual([{ starts: '2021-03-01', period: 'day' }])
  expect(errors).toEqual([])
})

test('a database that is away is told and the worker goes on', async () => {
  let told: () => void = () => undefined
  const error = new Promise<void>((resolve) => (told = resolve))
  const broken = {
    transaction: () => ({ execute: () => Promise.reject(new Error('away')) }),
  } as unknown as typeof database.db
  const worker = runAssessmentWorker({ db: broken, live }, () => told())
  await error
  await worker.stop()
})
