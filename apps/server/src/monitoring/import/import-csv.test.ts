import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { ImportMode, ImportResult } from '@qinglan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { importCsv, type ImportProgress } from './import-csv.ts'
import '../tables.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const site = { unit_id: null, region_id: null, lon: null, lat: null, attributes: '{}' } as const
  await database.db
    .insertInto('sites')
    .values([
      { ...site, code: 'A1', kind: 'air-station', name_zh: '东站', name_en: 'East' },
      { ...site, code: 'A2', kind: 'air-station', name_zh: '西站', name_en: 'West' },
      { ...site, code: 'A3', kind: 'air-station', name_zh: '同名', name_en: 'Same 1' },
      { ...site, code: 'A4', kind: 'air-station', name_zh: '同名', name_en: 'Same 2' },
      { ...site, code: 'W1', kind: 'water-section', name_zh: '大桥', name_en: 'Bridge' },
    ])
    .execute()
  await sql`insert into site_aliases select '老东站', id from sites where code = 'A1'`.execute(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate observations, observation_revisions, imports, import_problems, assessment_dirty`.execute(
    database.db,
  )
})

interface Options {
  readonly mode?: ImportMode
  readonly mapping?: string
  readonly simulated?: boolean
  readonly batchSize?: number
  readonly onProgress?: (progress: ImportProgress) => void
}
const take = (
  csv: string | Buffer,
  { mode = 'all-or-nothing', onProgress, ...rest }: Options = {},
): Promise<ImportResult> =>
  importCsv(
    database.pool,
    database.db,
    Readable.from([Buffer.from(csv)]),
    { fileName: 'test.csv', mode, ...rest },
    onProgress,
  )

const stored = async () => {
  const { rows } = await sql<{
    code: string
    resolution: string
    at: Date
    values: (number | null)[]
    flags: string | null
  }>`
    select s.code, o.resolution, o.at, o.values, o.flags from observations o join sites s on s.id = o.site_id order by s.code, o.at`.execute(
    database.db,
  )
  return rows.map((row) =>
    `${row.code} ${row.resolution} ${row.at.toISOString().slice(0, 16)} ${row.values.map(String).join(',')} ${row.flags ?? ''}`.trim(),
  )
}

const wide =
  'site,time,PM2.5,PM10,CO\nA1,2021-03-05 07:00,35,60,0.8\nA1,2021-03-05 08:00,36,,0.9\n西站,2021-03-05 07:00,20,30,0.5\n'

describe('formats', () => {
  test('a wide table: China Standard Time becomes UTC, an absent value is null', async () => {
    const result = await take(wide)
    expect(result).toMatchObject({
      status: 'done',
      mapping: 'wide',
      rows: 3,
      accepted: 3,
      rejected: 0,
      inserted: 3,
      changed: 0,
      unchanged: 0,
    })
    expect(await stored()).toEqual([
      'A1 h 2021-03-04T23:00 35,60,null,null,0.8',
      'A1 h 2021-03-05T00:00 36,null,null,null,0.9',
      'A2 h 2021-03-04T23:00 20,30,null,null,0.5',
    ])
  })

  test('a long table: rows of one site and time make one observation, however far apart', async () => {
    const csv = [
      'site,time,pollutant,value,flag',
      'A1,2021-03-05 07:00,PM2.5,35,N',
      'A2,2021-03-05 07:00,PM2.5,20,N',
      'W1,2021-03-05,氨氮,0.5,',
      'A1,2021-03-05 07:00,CO,0.8,',
      'A1,2021-03-05 07:00,SO2,,D',
      'A1,2021-03-05 07:00,a34002,99,C',
    ].join('\n')
    const result = await take(csv)
    expect(result).toMatchObject({ status: 'done', mapping: 'long', rows: 6, accepted: 6, inserted: 3 })
    expect(await stored()).toEqual([
      'A1 h 2021-03-04T23:00 35,99,null,null,0.8 .CD-.',
      'A2 h 2021-03-04T23:00 20',
      'W1 s 2021-03-04T16:00 null,null,null,null,null,null,0.5',
    ])
  })

  test('Chinese headers with units in GB18030, a tab between the cells', async () => {
    const gb = Buffer.concat([
      Buffer.from([0xd5, 0xbe, 0xb5, 0xe3, 0x09, 0xca, 0xb1, 0xbc, 0xe4, 0x09]), // 站点 时间
      Buffer.from('PM2.5(ug/m3)\tCO(ug/m3)\n'),
      Buffer.from([0xb6, 0xab, 0xd5, 0xbe]), // 东站
      Buffer.from('\t2021/3/5 7:00\t35\t812\n'),
    ])
    expect(await take(gb)).toMatchObject({ status: 'done', inserted: 1 })
    expect(await stored()).toEqual(['A1 h 2021-03-04T23:00 35,null,null,null,0.812'])
  })

  test('date and hour in two columns, an alias, a value below detection, an hour 24', async () => {
    await take('日期,小时,站点名称,PM2.5,SO2\n2021-03-05,24,老东站,12,<3\n')
    expect(await stored()).toEqual(['A1 h 2021-03-05T16:00 12,null,3 .-<'])
  })

  test.each([
    ['2021-03-05', 'A1 d 2021-03-04T16:00'],
    ['2021-03', 'A1 m 2021-02-28T16:00'],
    ['20210305070000', 'A1 h 2021-03-04T23:00'],
    ['2021-03-05 07:30', 'A1 i 2021-03-04T23:30'],
    ['2021年3月5日 7时', 'A1 h 2021-03-04T23:00'],
    ['2021-03-05T07:00:00Z', 'A1 h 2021-03-05T07:00'],
  ])('the form of the time %s tells its resolution', async (time, expected) => {
    await take(`site,time,PM2.5\nA1,${time},35\n`)
    expect(await stored()).toEqual([`${expected} 35`])
  })

  test('in a table of days, the 8 h ozone is the maximum of the day', async () => {
    await take('site,time,PM2.5,O3_8h\nA1,2021-03-05,35,160\n')
    expect(await stored()).toEqual(['A1 d 2021-03-04T16:00 35,null,null,null,null,null,null,160'])
  })

  test('years without a partition get one', async () => {
    await take('site,time,PM2.5\nA1,1999-12-31 23:00,1\nA1,2041-01-01 12:00,2\n')
    expect(await stored()).toHaveLength(2)
  })

  test('the days that must be assessed anew: the hour that ends at midnight belongs to the day before', async () => {
    await take('site,time,PM2.5\nA1,2021-03-05 00:00,35\nA1,2021-03-05 01:00,36\n')
    const { rows } = await sql<{ day: string }>`select day from assessment_dirty order by day`.execute(
      database.db,
    )
    expect(rows.map((row) => row.day)).toEqual(['2021-03-04', '2021-03-05'])
  })
})

describe('what is wrong with a row', () => {
  test.each([
    ['not a number', 'A1,2021-03-05 07:00,abc,1', 'PM2.5', 'abc', 'not a number'],
    ['hexadecimal', 'A1,2021-03-05 07:00,0x10,1', 'PM2.5', '0x10', 'not a number'],
    ['negative', 'A1,2021-03-05 07:00,-3,1', 'PM2.5', '-3', 'the value is negative'],
    [
      'out of range',
      'A1,2021-03-05 07:00,1,99999',
      'CO',
      '99999',
      'outside the possible range 0 to 200 mg/m³',
    ],
    ['unknown site', 'ZZ,2021-03-05 07:00,1,1', 'site', 'ZZ', 'unknown site'],
    ['ambiguous site', '同名,2021-03-05 07:00,1,1', 'site', '同名', 'several sites have this name: A3, A4'],
    ['bad time', 'A1,2021-02-30 07:00,1,1', 'time', '2021-02-30 07:00', 'not a time'],
    ['no time', 'A1,,1,1', 'time', '', 'not a time'],
    [
      'far time',
      'A1,2150-01-01 07:00,1,1',
      'time',
      '2150-01-01 07:00',
      'the time is not between 1970 and 2100',
    ],
    ['too few columns', 'A1,2021-03-05 07:00,1', '', 'A1,2021-03-05 07:00,1', 'expected 4 columns, found 3'],
    [
      'too many columns',
      'A1,2021-03-05 07:00,1,2,3',
      '',
      'A1,2021-03-05 07:00,1,2,3',
      'expected 4 columns, found 5',
    ],
  ])('%s', async (_, row, column, value, reason) => {
    const csv = `site,time,PM2.5,CO\nA2,2021-03-05 07:00,1,1\n${row}\n`
    const refused = await take(csv)
    expect(refused).toMatchObject({ status: 'refused', rows: 2, accepted: 0, rejected: 1, inserted: 0 })
    expect(refused.problems).toMatchObject([{ line: 3, column, value, reason: { en: reason } }])
    expect(refused.problems[0]!.reason.zh).not.toBe('')
    expect(await stored()).toEqual([])

    const skipped = await take(csv, { mode: 'skip-and-report' })
    expect(skipped).toMatchObject({ status: 'done', rows: 2, accepted: 1, rejected: 1, inserted: 1 })
    expect(skipped.problems).toEqual(refused.problems)
  })

  test.each([
    ['unknown factor', 'A1,2021-03-05 07:00,unobtainium,1,N,', 'pollutant', 'unknown factor'],
    ['unknown flag', 'A1,2021-03-05 07:00,SO2,1,Q,', 'flag', 'unknown flag'],
    ['unit', 'A1,2021-03-05 07:00,SO2,1,N,ppb', 'unit', 'the unit does not fit, expected µg/m³'],
  ])('long format: %s', async (_, row, column, reason) => {
    const result = await take(`site,time,pollutant,value,flag,unit\n${row}\n`)
    expect(result.problems).toMatchObject([{ line: 2, column, reason: { en: reason } }])
  })

  test('every wrong cell of a row is listed, the row counts once', async () => {
    const result = await take('site,time,PM2.5,CO\nZZ,noon,x,-1\n')
    expect(result.rejected).toBe(1)
    expect(result.problems.map((problem) => problem.column).toSorted()).toEqual([
      'CO',
      'PM2.5',
      'site',
      'time',
    ])
  })

  test('the same site and time twice: equal rows are one, a contradiction is refused with the line of the first', async () => {
    const same = await take('site,time,PM2.5\nA1,2021-03-05 07:00,35\nA1,2021-03-05 07:00,35\n')
    expect(same).toMatchObject({ status: 'done', accepted: 2, inserted: 1 })
    const other = await take('site,time,PM2.5\nA2,2021-03-05 07:00,35\nA2,2021-03-05 07:00,36\n')
    expect(other.problems).toMatchObject([
      { line: 3, reason: { en: 'the same site and time as line 2, with another value' } },
    ])
    const long = await take('site,time,pollutant,value\nA2,2021-03-05 07:00,CO,1\nA2,2021-03-05 07:00,CO,2\n')
    expect(long.problems).toMatchObject([
      { line: 3, reason: { en: 'the same site and time as line 2, with another value' } },
    ])
  })

  test('a number beside a flag of a fault may be impossible: it is dropped, the reason stays', async () => {
    await take('site,time,pollutant,value,flag\nA1,2021-03-05 07:00,CO,-999,D\n')
    expect(await stored()).toEqual(['A1 h 2021-03-04T23:00 null,null,null,null,null ----D'])
  })

  test.each([
    ['', 'the file is empty'],
    ['\uFEFF', 'the file is empty'],
    ['a,b,c\n1,2,3\n', 'no mapping fits the header'],
    ['site,time,PM2.5\nA1,"2021\n', 'does not end'],
  ])('a file that is no table (%j) is refused with a sentence', async (csv, sentence) => {
    await expect(take(csv)).rejects.toThrow(sentence)
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from imports where status = 'running'`.execute(database.db)
    expect(rows[0]?.n).toBe(0)
  })

  test('an unknown mapping names those there are', async () => {
    await expect(take(wide, { mapping: 'nope' })).rejects.toThrow(/there are: air-daily-city/)
  })
})

describe('import again', () => {
  test('changes nothing', async () => {
    await take(wide)
    const before = await sql`select * from observations order by site_id, at`.execute(database.db)
    expect(await take(wide)).toMatchObject({ status: 'done', inserted: 0, changed: 0, unchanged: 3 })
    expect((await sql`select * from observations order by site_id, at`.execute(database.db)).rows).toEqual(
      before.rows,
    )
    expect((await sql`select * from observation_revisions`.execute(database.db)).rows).toEqual([])
  })

  test('a changed value keeps its former one, with the time of the change', async () => {
    await take(wide)
    const result = await take(wide.replace('35,60', '33,60'))
    expect(result).toMatchObject({ inserted: 0, changed: 1, unchanged: 2 })
    const { rows } = await sql<{
      values: number[]
      replaced_at: Date
    }>`select * from observation_revisions`.execute(database.db)
    expect(rows).toMatchObject([{ values: [35, 60, null, null, 0.8] }])
    expect(rows[0]!.replaced_at.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect((await stored())[0]).toBe('A1 h 2021-03-04T23:00 33,60,null,null,0.8')
  })

  test('a file with fewer pollutants leaves the others; a named absence replaces a number', async () => {
    await take(wide)
    expect(await take('site,time,PM2.5\nA1,2021-03-05 07:00,35\n')).toMatchObject({
      changed: 0,
      unchanged: 1,
    })
    expect(await take('site,time,O3_8h\nA1,2021-03-05 07:00,99\n')).toMatchObject({ changed: 1 })
    expect(await take('site,time,pollutant,value,flag\nA1,2021-03-05 07:00,PM10,,X\n')).toMatchObject({
      changed: 1,
    })
    expect((await stored())[0]).toBe('A1 h 2021-03-04T23:00 35,null,null,null,0.8,null,99 .X--.-.')
  })

  test('real values replace simulated ones whole; simulated ones never touch real ones', async () => {
    await take('site,time,PM2.5,CO\nA1,2021-03-05 07:00,1,1\nA1,2021-03-05 08:00,2,1\n', { simulated: true })
    const real = 'site,time,PM2.5,CO\nA1,2021-03-05 07:00,35,\nA1,2021-03-05 08:00,2,1\n'
    expect(await take(real)).toMatchObject({ changed: 2 })
    expect(await stored()).toEqual(['A1 h 2021-03-04T23:00 35', 'A1 h 2021-03-05T00:00 2,null,null,null,1'])
    const again = await take('site,time,PM2.5,CO\nA1,2021-03-05 07:00,1,1\n', { simulated: true })
    expect(again).toMatchObject({ inserted: 0, changed: 0, unchanged: 1 })
    const { rows } = await sql<{ n: number }>`select count(*) as n from observations where simulated`.execute(
      database.db,
    )
    expect(rows[0]?.n).toBe(0)
  })

  test('new hours beside known ones are inserted', async () => {
    await take(wide)
    const more = `${wide}A1,2021-03-05 09:00,40,50,1\n`
    expect(await take(more)).toMatchObject({ inserted: 1, changed: 0, unchanged: 3 })
  })
})

describe('files larger than a batch', () => {
  const rows = (values: (hour: number) => string) =>
    Array.from(
      { length: 60 },
      (_, hour) => `A1,2021-03-0${1 + Math.floor(hour / 24)} ${hour % 24}:00,${values(hour)}`,
    )

  test('a wide file is written batch by batch, also over what is there', async () => {
    const csv = `site,time,PM2.5\n${rows((hour) => String(hour)).join('\n')}\n`
    expect(await take(csv, { batchSize: 7 })).toMatchObject({ inserted: 60, unchanged: 0 })
    expect(await take(csv, { batchSize: 7 })).toMatchObject({ inserted: 0, unchanged: 60 })
    expect(await take(csv.replace(':00,59', ':00,58'), { batchSize: 7 })).toMatchObject({
      changed: 1,
      unchanged: 59,
    })
  })

  test('a long file whose pollutants stand far apart still makes one observation per hour', async () => {
    const part = (pollutant: string) => rows((hour) => `${pollutant},${hour + 1}`).join('\n')
    const csv = `site,time,pollutant,value\n${part('PM2.5')}\n${part('CO')}\n${part('O3')}\n`
    expect(await take(csv, { batchSize: 2 })).toMatchObject({
      status: 'done',
      rows: 180,
      accepted: 180,
      inserted: 60,
      changed: 0,
    })
    expect((await stored())[0]).toBe('A1 h 2021-02-28T16:00 1,null,null,null,1,1')
    expect(await stored()).toHaveLength(60)
    expect(await take(csv, { batchSize: 2 })).toMatchObject({ inserted: 0, changed: 0 })
  })

  test('a contradiction between far rows of a long file is found too', async () => {
    const part = rows((hour) => `CO,${hour + 1}`).join('\n')
    const csv = `site,time,pollutant,value\n${part}\nA1,2021-03-01 0:00,CO,99\n`
    const result = await take(csv, { batchSize: 2, mode: 'skip-and-report' })
    expect(result).toMatchObject({
      status: 'done',
      rows: 61,
      accepted: 60,
      rejected: 1,
      inserted: 60,
      changed: 0,
    })
    expect(result.problems).toMatchObject([
      { line: 62, reason: { en: 'the same site and time as an earlier line, with another value' } },
    ])
    expect((await stored())[0]).toBe('A1 h 2021-02-28T16:00 null,null,null,null,1')
    expect(await take(csv, { batchSize: 2 })).toMatchObject({ status: 'refused' })
  })
})

test('two imports at once queue: both are done, the second finds what the first stored', async () => {
  const results = await Promise.all([take(wide), take(wide)])
  expect(results.map((result) => result.status)).toEqual(['done', 'done'])
  expect(results.map((result) => result.inserted).toSorted((a, b) => a - b)).toEqual([0, 3])
})

test('an import whose connection is killed leaves nothing, and the next one says that it failed', async () => {
  async function* killed() {
    yield Buffer.from(wide)
    const begun = () => database.db.selectFrom('imports').select('id').executeTakeFirst()
    while (!(await begun())) await setTimeout(5)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = current_database() and state = 'idle in transaction'`.execute(
      database.db,
    )
    yield Buffer.from('A1,2021-03-05 09:00,1,1,1\n')
  }
  const options = { fileName: 'killed.csv', mode: 'skip-and-report', batchSize: 1 } as const
  await expect(importCsv(database.pool, database.db, Readable.from(killed()), options)).rejects.toThrow()
  expect(await stored()).toEqual([])
  expect(await take(wide)).toMatchObject({ inserted: 3 })
  const { rows } = await sql<{
    file_name: string
    status: string
  }>`select file_name, status from imports order by started_at`.execute(database.db)
  expect(rows).toEqual([
    { file_name: 'killed.csv', status: 'failed' },
    { file_name: 'test.csv', status: 'done' },
  ])
})

test('progress is told and the record is kept', async () => {
  const told: ImportProgress[] = []
  const result = await take(wide, { simulated: true, onProgress: (progress) => told.push(progress) })
  expect(told.at(-1)).toMatchObject({ phase: 'finished', rows: 3, inserted: 3 })
  expect(result).toMatchObject({ simulated: true, fileName: 'test.csv' })
  expect(result.finishedAt).not.toBeNull()
})

test('a broken stream leaves nothing but a failed import', async () => {
  async function* breaking() {
    yield Buffer.from(wide)
    throw new Error('cable cut')
  }
  const options = { fileName: 'x.csv', mode: 'skip-and-report' } as const
  await expect(importCsv(database.pool, database.db, Readable.from(breaking()), options)).rejects.toThrow(
    'cable cut',
  )
  expect(await stored()).toEqual([])
  const { rows } = await sql<{ status: string }>`select status from imports`.execute(database.db)
  expect(rows).toEqual([{ status: 'failed' }])
})
