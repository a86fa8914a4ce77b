import type { LiveEvent } from '@qinglan/contract'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../../region/tables.ts'
import { addReport } from '../targets/reports.ts'
import { keepStates } from './state-keeper.ts'

let database: TestDatabase
/** Only a wrong result fails, not a busy machine. */
const patience = { timeout: 50_000 }
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const region = { parent_id: null, geometry: null, sort: 0, kind: 'city' } as const
  await db
    .insertInto('regions')
    .values({ ...region, id: '990100', name_zh: '某市', name_en: '' })
    .execute()
  const campaign = {
    id: 'c',
    region_id: '990100',
    year: 2021,
    name_zh: '',
    name_en: '',
    default_at: '2021-12-31',
  }
  await db.insertInto('campaigns').values(campaign).execute()
  await db
    .insertInto('targets')
    .values({
      id: 'c/A1',
      campaign_id: 'c',
      code: 'A1',
      theme: 'air',
      subject_zh: '甲',
      subject_en: 'A',
      kind: 'output_count',
      definition_zh: '',
      definition_en: '',
      tier: 'binding',
      promise: null,
      modality: null,
      comparator: 'complete_count>=',
      value: 10,
      value_high: null,
      unit: '个',
      unit_norm: 'count',
      decimals: 0,
      baseline_year: null,
      deadline: null,
      deadline_role: null,
      population: null,
      needs_list: false,
      delegated_to: null,
      number_owner: null,
      number_due: null,
      condition_zh: null,
      condition_en: null,
      condition_met_on: null,
      restates: null,
      source_start: null,
      source_end: null,
      quote: null,
      section_path: '[]',
      indicator: null,
      indicator_params: '{}',
      breakdown: 'none',
      sort: 0,
    })
    .execute()
})
afterAll(() => database.close())

test('a state is kept after figures were entered, for today while the year runs', async () => {
  const listeners = new Set<(event: LiveEvent) => void>()
  const live = {
    listen: (listener: (event: LiveEvent) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => undefined,
  }
  const now = () => Date.parse('2021-06-30T10:00:00+08:00')
  const keeper = keepStates({ db: database.db, live }, [], { now, quietMs: 5 })
  const kept = () =>
    database.db.selectFrom('target_states').select(['at', 'state', 'rule_edition', 'computed_at']).execute()
  await vi.waitFor(
    async () => expect(await kept()).toMatchObject([{ at: '2021-06-30', state: 'no-data' }]),
    patience,
  )
  await addReport(database.db, 'c/A1', { asOf: '2021-06-01', value: 10, note: '', evidence: [] }, 'me')
  for (const listener of listeners) listener({ type: 'campaign', campaignId: 'c' })
  await vi.waitFor(
    async () => expect(await kept()).toMatchObject([{ state: 'met', rule_edition: 'qinglan-state/1' }]),
    patience,
  )
  const [before] = await kept()
  for (const listener of listeners) listener({ type: 'campaign', campaignId: 'c' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await keeper.stop()
  expect((await kept())[0]?.computed_at).toEqual(before?.computed_at) // an unchanged state keeps its time
  expect(listeners.size).toBe(0)
})
