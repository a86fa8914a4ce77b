import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { board } from '../campaign/board/board.ts'
import { readConfig } from '../config.ts'
import { indicators } from '../indicators.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { loadPack } from './load-pack.ts'

const files: Readonly<Record<string, string>> = {
  'pack.yaml': `id: tiny
zh: 小城
en: Tiny
description: { zh: 小城, en: Tiny }
campaign: { id: tiny, zh: 小城, en: Tiny, region: "990100", year: 2021, default_at: 2021-03-31, simulated: true }
geometry: { file: map.geojson }
measurements:
  simulated: simulation.yaml
  shared:
    - { file: real.csv, mapping: wide, source: { zh: 实测, en: measured } }
`,
  'regions.yaml': `regions:
  - { id: "990101", parent: "990100", kind: county, zh: 甲区, en: A }
  - { id: "990100", kind: city, zh: 小城市, en: Tiny }
units: []
`,
  'sites.yaml': `sites:
  - { code: T1, kind: air-station, zh: 一站, en: One, region: "990101", attributes: { cityPoint: true } }
`,
  'targets.yaml': `targets:
  - { code: A1, theme: air, zh: PM2.5, en: PM2.5, kind: outcome_indicator, comparator: "<=", value: 99, unit: 微克/立方米, unit_norm: ug/m3, indicator: air.pm25.annual-mean }
`,
  'simulation.yaml': `seed: 1
firstYear: 2021
until: 2021-02-28
air: { years: { "2021": { PM2.5: 30, PM10: 50, SO2: 8, NO2: 20, CO: 0.8, O3: 120 } } }
water: { sections: {}, sources: {} }
`,
  'map.geojson': `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"990101"},"geometry":{"type":"Point","coordinates":[120,32]}}]}`,
}

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tiny-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await writeFile(join(folder, 'real.csv'), 'site,time,PM2.5\nT1,2021-01-01 01:00,500\n')
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

const load = async (sharedData: string | undefined) => {
  const told: string[] = []
  const context = { db: database.db, pool: database.pool, config: { ...readConfig({}), sharedData } }
  await loadPack(context, folder, { onProgress: (line) => told.push(line) })
  return told.join('\n')
}
const a1 = async () => (await board(database.db, indicators, { campaignId: 'tiny' })).rows[0]

test('simulated measurements are taken in once, assessed, and marked as such on the board', async () => {
  expect(await load(undefined)).toContain('simulated-air-2021.csv')
  const row = await a1()
  expect(row).toMatchObject({ state: 'on-track', simulated: true })
  expect(row?.current).toBeGreaterThan(10)
  const states = await database.db
    .selectFrom('target_states')
    .select(['state', 'rule_edition', 'inputs'])
    .execute()
  expect(states).toMatchObject([
    { state: 'on-track', rule_edition: 'qinglan-state/1', inputs: { indicator: 'air.pm25.annual-mean' } },
  ])
  const [outline] = await database.db
    .selectFrom('regions')
    .select('geometry')
    .where('id', '=', '990101')
    .execute()
  expect(outline?.geometry).toMatchObject({ type: 'Point' })
  expect(await load(undefined)).not.toContain('simulated-air')
})

test('real files of the shared folder stand in for simulated values of the same times, once', async () => {
  const before = (await a1())?.current ?? 0
  expect(await load(folder)).toContain('measured: 1 rows, 0 rejected')
  expect((await a1())?.current).toBeGreaterThan(before)
  expect(await load(folder)).not.toContain('measured:')
  await expect(load('/nowhere')).rejects.toThrow(/there is no file/)
})
