import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPlan } from '@qinglan/plan-reader'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../../region/tables.ts'
import { board } from '../board/board.ts'
import { listTasks } from '../tasks/list-tasks.ts'
import { bundledBindings, suggestBinding } from './bindings.ts'
import { importReading } from './import-reading.ts'

const bindings = await bundledBindings()

describe('the subject says which indicator measures it', () => {
  test.each([
    ['PM2.5平均浓度', '<=', 'air.pm25.annual-mean', {}],
    ['细颗粒物年均浓度', '<=', 'air.pm25.annual-mean', {}],
    ['PM2.5浓度下降比例', 'decrease_by>=', null, {}],
    ['城市空气质量优良天数比例', '>=', 'air.good-day-ratio', {}],
    ['国考断面水质优良比例', '>=', 'water.sections.good-ratio', { level: 'national' }],
    ['省考以上断面优Ⅲ比例', '>=', 'water.sections.good-ratio', { level: 'provincial' }],
    ['地表水市考以上断面达到或优于Ⅲ类比例', '>=', 'water.sections.good-ratio', { level: 'city' }],
    ['劣Ⅴ类断面', '=', 'water.sections.worse-than-v-count', { level: 'city' }],
    ['集中式饮用水水源地水质类别', '<=', 'water.sources.qualified-count', { maxClass: 3 }],
    ['饮用水水源地自动监控覆盖率', '=', null, {}],
    ['降尘量年均值', '<=', 'air.dustfall.annual-mean', {}],
    ['造林面积', 'complete_count>=', null, {}],
  ])('%s %s: %s', (subject, comparator, indicator, params) => {
    const binding = suggestBinding(bindings, { subject, comparator })
    expect(binding?.indicator ?? null).toBe(indicator)
    expect(binding?.params ?? {}).toEqual(params)
  })
})

const shared = process.env['QINGLAN_SHARED_DATA']

describe.skipIf(!shared)('the seed plan (skipped: QINGLAN_SHARED_DATA is not set)', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    const region = {
      id: '990100',
      parent_id: null,
      kind: 'city',
      name_zh: '某市',
      name_en: '',
      geometry: null,
      sort: 0,
    } as const
    await database.db.insertInto('regions').values(region).execute()
  })
  afterAll(() => database.close())

  test('becomes a campaign whose targets stand where the text says them', async () => {
    const text = await readFile(join(shared ?? '', 'plans/nantong-2021.txt'), 'utf8')
    const reading = readPlan(text, { withText: true })
    const names = { zh: '导入', en: 'Imported' }
    await importReading(
      database.db,
      { id: 'seed', name: names, regionId: '990100', reading: { ...reading, text } },
      bindings,
    )
    const { rows } = await board(database.db, [], { campaignId: 'seed', at: '2021-12-31' })
    expect(rows.length).toBeGreaterThan(150)
    expect(rows.filter((r) => r.state === 'not-assessable').length).toBeGreaterThan(10)
    expect(new Set(rows.flatMap((r) => r.indicator ?? []))).toEqual(
      new Set([
        'air.pm25.annual-mean',
        'air.good-day-ratio',
        'water.sections.good-ratio',
        'water.sections.worse-than-v-count',
        'water.sources.qualified-count',
        'air.dustfall.annual-mean',
      ]),
    )
    const { rows: tasks } = await listTasks(database.db, { campaignId: 'seed', at: '2021-04-29' })
    expect(tasks.filter((t) => t.deadline === '2021-04-30').length).toBeGreaterThanOrEqual(4)
  })
})
