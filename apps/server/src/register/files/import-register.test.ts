import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { saveGate, saveKind } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import '../tables.ts'
import { importRegister } from './import-register.ts'
import { templateHeading, type Cell } from './sheet-columns.ts'

const t = (zh: string, en: string) => ({ zh, en })
const kind: KindDefinition = {
  kind: 'tank',
  title: t('储罐', 'Tank'),
  rows: ['S038'],
  key: 'code',
  geometry: 'point',
  facts: {
    code: { type: 'string', title: t('罐号', 'Tank no.') },
    volume: { type: 'number', title: t('容积', 'Volume'), unit: 'm3', minimum: 0 },
    built: { type: 'date', title: t('建成日期', 'Built') },
    sealed: { type: 'boolean', title: t('是否密封', 'Sealed') },
  },
  required: ['volume'],
  states: [
    { key: 'found', title: t('已排查', 'found') },
    { key: 'treated', title: t('已治理', 'treated') },
  ],
}
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.pool.query('truncate entities cascade'))

const heading = ['罐号', '容积(m3)', '建成日期', '是否密封', '状态', '经度', '纬度']
const sheet = (...rows: Cell[][]) => ({ heading, rows: rows.map((cells, i) => ({ line: i + 2, cells })) })
const take = (s: Parameters<typeof importRegister>[2], allOrNothing = false) =>
  importRegister(database.db, kind, s, { effectiveOn: '2021-01-01', by: 'test', allOrNothing })

test('a template is what the import reads', async () => {
  expect(templateHeading(kind)).toEqual([
    '罐号',
    '容积(m3)',
    '建成日期',
    '是否密封',
    '状态',
    '行政区代码',
    '经度',
    '纬度',
  ])
  const good = sheet(
    ['T1', '1,200.5', '2001年3月5日', '是', '已治理', 120.5, 32.1],
    ['T2', 30, '', '否', '', '', ''],
  )
  expect(await take(good)).toMatchObject({ entered: 2, rejected: 0, problems: [] })
  expect(await take(good)).toMatchObject({ entered: 0, unchanged: 2 })
  const stored = await database.db
    .selectFrom('entities')
    .select(['facts', 'state', 'geometry'])
    .orderBy('key')
    .execute()
  expect(stored[0]).toEqual({
    facts: { code: 'T1', volume: 1200.5, built: '2001-03-05', sealed: true },
    state: 'treated',
    geometry: { type: 'Point', coordinates: [120.5, 32.1] },
  })
})

test('bad rows are told by line, column and value, and the rest is kept', async () => {
  const result = await take(
    sheet(
      ['T1', 'big', '', '', '', '', ''],
      ['T2', 30, '昨天', '', '', '', ''],
      ['T3', 5, '', '', '炸了', '', ''],
      ['T4', 5, '', '', '', 500, 1],
      ['T5', 5],
      ['T5', 6],
    ),
  )
  expect(result).toMatchObject({ entered: 1, rejected: 5 })
  expect(result.problems.map((p) => [p.line, p.column, p.value])).toEqual([
    [2, '容积(m3)', 'big'],
    [3, '建成日期', '昨天'],
    [4, '状态', '炸了'],
    [5, '经度/纬度', '500,1'],
    [7, '罐号', 'T5'],
  ])
})

test('a table without its key column is refused, and an unknown column is named', async () => {
  await expect(take({ heading: ['容积'], rows: [] })).rejects.toThrow(/表头缺少“罐号”列/)
  const odd = await take({ heading: ['罐号', '容积', '颜色'], rows: [{ line: 2, cells: ['T9', 1, 'red'] }] })
  expect(odd.problems).toMatchObject([{ line: 1, column: '颜色' }])
})

test('all or nothing', async () => {
  const run = database.db.transaction().execute((trx) =>
    importRegister(trx, kind, sheet(['T1', 5], ['T2', 'x']), {
      effectiveOn: '2021-01-01',
      by: 'test',
      allOrNothing: true,
    }),
  )
  await expect(run).rejects.toThrow(/整表未导入/)
  expect(await database.db.selectFrom('entities').select('id').execute()).toEqual([])
})

test('what a gate refuses is told by row, and the others of its day are saved', async () => {
  await saveKind(database.db, kind)
  const clause = { clause: 'too-big', title: t('超限', 'Too big'), effect: 'refuse' as const }
  const gate = { gate: 'treated', row: 'S038', title: t('销号', 'Closing'), kind: 'tank', edition: '1' }
  const guards = { states: ['treated'] }
  const clauses = [{ ...clause, when: 'facts.volume > 100.0' }]
  await saveGate(database.db, { ...gate, validFrom: '2020-01-01', guards, clauses }, 'test')
  const rows = [
    ['T1', 101, '', '', '已治理'],
    ['T2', 100, '', '', '已治理'],
    ['T3', 500, '', '', '已排查'],
  ]
  const result = await take(sheet(...rows))
  expect(result).toMatchObject({ entered: 2, rejected: 1, problems: [{ line: 2, column: '状态' }] })
  expect(result.problems[0]?.reason.zh).toContain('超限〔too-big〕')
  const kept = await database.db.selectFrom('entities').select('key').orderBy('key').execute()
  expect(kept.map((e) => e.key)).toEqual(['T2', 'T3'])
})

test('a partial table changes what it names and keeps the rest; a new row needs what is required', async () => {
  await take(sheet(['T1', 30, '2001-03-05', '是', '已排查', 120.5, 32.1]))
  const partial = (...rows: Cell[][]) => ({
    heading: ['罐号', '状态'],
    rows: rows.map((cells, i) => ({ line: i + 2, cells })),
  })
  expect(await take(partial(['T1', '已治理'], ['T2', '已排查']))).toMatchObject({
    changed: 1,
    rejected: 1,
    problems: [{ line: 3, column: 'volume', reason: { zh: '必填' } }],
  })
  const kept = await database.db.selectFrom('entities').select(['facts', 'state', 'geometry']).execute()
  expect(kept).toEqual([
    {
      facts: { code: 'T1', volume: 30, built: '2001-03-05', sealed: true },
      state: 'treated',
      geometry: { type: 'Point', coordinates: [120.5, 32.1] },
    },
  ])
})

test('days, keys and places that cannot be are told; degrees and minutes are read', async () => {
  const dated = {
    heading: [...heading, '生效日期'],
    rows: [
      ['T1', 5, '2021-02-30', '', '', '', '', ''],
      ['T2', 5, '', '', '', '', '', '2021-02-30'],
      ['', 5, '', '', '', '', '', ''],
      ['', 6, '', '', '', '', '', ''],
      ['T3', 5, '', '', '', '32°6′', '120°54′30″', ''],
      ['T4', 5, '', '', '', '120°54′30″', '', ''],
      ['T5', 5, '', '', '', '120°54′30″', '32°6′', ''],
    ].map((cells, i) => ({ line: i + 2, cells })),
  }
  const result = await take(dated)
  expect(result.problems.map((p) => [p.line, p.column, p.reason.zh])).toEqual([
    [2, '建成日期', expect.stringContaining('日期')],
    [3, '生效日期', expect.stringContaining('日期')],
    [4, '罐号', '必填'],
    [5, '罐号', '必填'],
    [6, '经度/纬度', expect.stringContaining('颠倒')],
    [7, '经度/纬度', expect.stringContaining('经纬度')],
  ])
  const [kept] = await database.db.selectFrom('entities').select('geometry').execute()
  expect(kept?.geometry).toMatchObject({
    coordinates: [expect.closeTo(120.908333, 6) as number, expect.closeTo(32.1, 6) as number],
  })
})

test('two columns of one name are refused', async () => {
  await expect(take({ heading: ['罐号', '容积', '容积(m3)'], rows: [] })).rejects.toThrow(/表头重复/)
})
