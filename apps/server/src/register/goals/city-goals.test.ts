import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import '../../campaign/tables.ts'
import '../../region/tables.ts'
import { loadRegisters } from '../../pack/load/registers.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../tables.ts'
import { fillCityGoals } from './city-goals.ts'

const common = fileURLToPath(new URL('../../../../../packs/common', import.meta.url))

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  await loadRegisters(db, common)
  await db
    .insertInto('regions')
    .values({
      id: '990100',
      parent_id: null,
      kind: 'city',
      name_zh: '某市',
      name_en: '',
      geometry: null,
      sort: 0,
    })
    .execute()
  await db
    .insertInto('campaigns')
    .values({
      id: 'c1',
      region_id: '990100',
      year: 2021,
      name_zh: '某市',
      name_en: 'City',
      default_at: null,
    })
    .execute()
})
afterAll(() => database.close())

const target = (code: string, restates: string | null = null) =>
  ({
    id: `c1/${code}`,
    campaign_id: 'c1',
    code,
    theme: 'air',
    subject_zh: `目标${code}`,
    subject_en: code,
    definition_zh: '',
    definition_en: '',
    kind: 'output_count',
    tier: 'binding',
    comparator: '>=',
    decimals: 0,
    needs_list: false,
    restates,
    section_path: '[]',
    indicator_params: '{}',
    breakdown: 'none',
    sort: 0,
  }) as const
const goals = async () =>
  (
    await database.db
      .selectFrom('entities')
      .select(['key', 'name', 'left_on', 'version'])
      .where('kind', '=', 'city-goal')
      .orderBy('key')
      .execute()
  ).map(({ key, name, left_on, version }) => [key, name, left_on, version])

test('the register follows the targets: entered once, renamed, gone, back again', async () => {
  const { db } = database
  await db
    .insertInto('targets')
    .values([target('A1'), target('A2')])
    .execute()
  await db
    .insertInto('targets')
    .values([target('A3', 'c1/A1')])
    .execute()
  await fillCityGoals(db, '2021-03-01')
  await fillCityGoals(db, '2021-03-02')
  expect(await goals()).toEqual([
    ['c1/A1', 'A1 目标A1', null, 1],
    ['c1/A2', 'A2 目标A2', null, 1],
  ])
  await db.updateTable('targets').set({ subject_zh: '改名' }).where('id', '=', 'c1/A1').execute()
  await db.deleteFrom('targets').where('id', '=', 'c1/A2').execute()
  await fillCityGoals(db, '2021-04-01')
  expect(await goals()).toEqual([
    ['c1/A1', 'A1 改名', null, 2],
    ['c1/A2', 'A2 目标A2', '2021-04-01', 2],
  ])
  await db
    .insertInto('targets')
    .values([target('A2')])
    .execute()
  await fillCityGoals(db, '2021-05-01')
  expect((await goals()).at(-1)).toEqual(['c1/A2', 'A2 目标A2', null, 3])
})
