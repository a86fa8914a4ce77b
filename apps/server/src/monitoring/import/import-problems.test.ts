import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { importWorld, wide } from './testing/import-world.ts'

const world = importWorld()
const { take, stored } = world

describe('what is wrong with a row', () => {
  test.each([
    [
      expect.stringContaining('not a number'),
      'A1,2021-03-05 07:00,abc,1',
      'PM2.5',
      'abc',
      expect.stringContaining('not a number'),
    ],
    ['hexadecimal', 'A1,2021-03-05 07:00,0x10,1', 'PM2.5', '0x10', expect.stringContaining('not a number')],
    ['negative', 'A1,2021-03-05 07:00,-3,1', 'PM2.5', '-3', expect.stringContaining('the value is negative')],
    [
      'out of range',
      'A1,2021-03-05 07:00,1,99999',
      'CO',
      '99999',
      'outside the possible range 0 to 200 mg/m³',
    ],
    [
      expect.stringContaining('unknown site'),
      'ZZ,2021-03-05 07:00,1,1',
      'site',
      'ZZ',
      expect.stringContaining('unknown site'),
    ],
    ['ambiguous site', '同名,2021-03-05 07:00,1,1', 'site', '同名', 'several sites have this name: A3, A4'],
    [
      'bad time',
      'A1,2021-02-30 07:00,1,1',
      'time',
      '2021-02-30 07:00',
      expect.stringContaining('not a time'),
    ],
    ['no time', 'A1,,1,1', 'time', '', expect.stringContaining('not a time')],
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
    [
      'unknown factor',
      'A1,2021-03-05 07:00,unobtainium,1,N,',
      'pollutant',
      expect.stringContaining('unknown factor'),
    ],
    ['unknown flag', 'A1,2021-03-05 07:00,SO2,1,Q,', 'flag', expect.stringContaining('unknown flag')],
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

  test('a time in the future is refused; simulated data and a clock of their own are not', async () => {
    const csv = `site,time,PM2.5\nA1,${new Date(Date.now() + 7_200_000).toISOString().slice(0, 13)}:00:00Z,35\n`
    const { problems } = await take(csv)
    expect(problems).toMatchObject([
      { line: 2, column: 'time', reason: { en: expect.stringContaining('in the future') } },
    ])
    expect((await take(csv, { simulated: true })).status).toBe('done')
    const late = 'site,time,PM2.5\nA1,2021-03-05 07:00,35\n'
    const latestMs = Date.UTC(2021, 2, 4)
    expect((await take(late, { latestMs })).problems).toHaveLength(1)
  })

  test.each([
    ['site,time,pollutant,value\nA1,2021-03-05 07:00,氨氮,0.5\n', 'pollutant', 'a station of air'],
    ['site,time,pollutant,value\nW1,2021-03-05 07:00,PM2.5,35\n', 'pollutant', 'a site of water'],
    ['site,time,PM2.5,O3\nW1,2021-03-05 07:00,35,80\n', 'site', 'a site of water'],
    ['site,time,氨氮,总磷\nA1,2021-03-05 07:00,0.5,0.1\n', 'site', 'a station of air'],
  ])('what a site of its kind cannot have is refused: %j', async (csv, column, reason) => {
    const { problems } = await take(csv)
    expect(problems).toMatchObject([{ line: 2, column, reason: { en: expect.stringContaining(reason) } }])
  })

  test('a section that has the name of an air station is another site', async () => {
    const row = (name: string) =>
      `江苏省,长江流域,${name},2021-04-01 04:00,Ⅳ,18.9,6.67,5.93,431.3,16.8,6.24,0.149,0.193,2.32,*,*,正常\n`
    const csv = `province,basin,section,time,class,water_temp_c,ph,do_mg_l,conductivity_us_cm,turbidity_ntu,codmn_mg_l,nh3n_mg_l,tp_mg_l,tn_mg_l,chl_a_mg_l,algal_density_cells_l,station_status\n${row('东站')}`
    expect(await take(csv)).toMatchObject({ status: 'done', inserted: 1 })
    expect(await take(csv)).toMatchObject({ status: 'done', unchanged: 1 })
    expect(await stored()).toEqual([expect.stringMatching(/^东站 s /)])
    await sql`delete from sites where code = '东站'`.execute(world.db)
  })

  test('the temperature that an air station gives is passed over and named', async () => {
    const result = await take('site,time,pollutant,value\nA1,2021-03-05 07:00,温度,12\n')
    expect(result).toMatchObject({ status: 'done', unused: ['温度'] })
  })

  test('a header that no mapping fits is told with its line and what is expected', async () => {
    const aqs = 'note\nSite Num,Parameter Name,Date Local,Sample Measurement\n1103,Ozone,2023-01-01,0.02\n'
    await expect(take(aqs)).rejects.toThrow(
      /line 2: no mapping fits the header, expected columns of site, time/,
    )
    await expect(take('title\nsite,time,O3 (ppb)\nA1,2021-03-05 07:00,4\n')).rejects.toThrow(
      /line 2, column "O3 \(ppb\)"/,
    )
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
    }>`select count(*) as n from imports where status = 'running'`.execute(world.db)
    expect(rows[0]?.n).toBe(0)
  })

  test('an unknown mapping names those there are', async () => {
    await expect(take(wide, { mapping: 'nope' })).rejects.toThrow(/there are: air-daily-city/)
  })
})
