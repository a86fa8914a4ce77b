import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { assessDirty } from './assess-dirty.ts'
import type { DayResult } from './air/day-result.ts'
import { assessmentWorld, city, hours } from './testing/assessment-world.ts'

const world = assessmentWorld()
const { take, stored, ask } = world

const air = 'site,time,PM2.5,PM10,SO2,NO2,CO,O3'

describe('air', () => {
  test('a day of 24 hours, one of 20, one of 19; the hour 24:00 is of the day (GB 3095 Table 4)', async () => {
    await take([
      air,
      ...hours('A1', '2021-03-01', 24, '75,100,10,40,1.0,100'),
      ...hours('A1', '2021-03-02', 20, '76,100,10,40,1.0,100'),
      ...hours('A1', '2021-03-03', 19, '20,30,10,40,1.0,100'),
    ])
    const days = await stored<DayResult>('site', 'HJ 633')
    expect(
      days.map((day) => [day.starts, day.edition, day.result.aqi, day.result.grade, day.inputs, day.valid]),
    ).toEqual([
      ['2021-03-01', '2012', 100, 2, 24, 6],
      ['2021-03-02', '2012', 102, 3, 20, 6],
      ['2021-03-03', '2012', 50, 1, 19, 1], // 19 hours hold 14 windows of ozone, and nothing else
    ])
    expect(days[1]?.result.primary).toEqual(['PM2.5'])
    expect(days[2]?.result.concentrations.pm25DailyMeanUgPerM3).toBe('insufficient')
  })

  test('the edition is that of the day of the data', async () => {
    await take([
      air,
      ...hours('A1', '2026-03-01', 24, '61,100,10,40,1.0,100'),
      ...hours('A1', '2014-03-01', 24, '61,100,10,40,1.0,100'),
    ])
    const days = await stored<DayResult>('site', 'HJ 633')
    expect(days.map((day) => [day.edition, day.result.aqi])).toEqual([
      ['2012', 83],
      ['2026', 101],
    ])
  })

  test('a city is the mean of its city points first, a county of its own; nobody expects a station before its first day', async () => {
    await take([
      air,
      ...hours('A1', '2021-03-01', 24, '30,60,10,40,1.0,100'),
      ...hours('A1', '2021-03-02', 24, '30,60,10,40,1.0,100'),
      ...hours('A2', '2021-03-02', 24, '41,60,10,40,1.0,100'),
      ...hours('A3', '2021-03-02', 24, '300,500,10,40,1.0,100'),
    ])
    const days = await stored<DayResult>('region', 'HJ 633')
    expect(
      days.map((day) => [
        day.subject,
        day.starts,
        day.result.concentrations.pm25DailyMeanUgPerM3,
        day.inputs,
      ]),
    ).toEqual([
      [city, '2021-03-01', 30, 1],
      [city, '2021-03-02', 35.5, 2],
      ['990101', '2021-03-01', 30, 1],
      ['990101', '2021-03-02', 30, 1],
      ['990102', '2021-03-02', 41, 1],
    ])
  })

  test('what arrives later is assessed anew, and only that', async () => {
    await take([
      air,
      ...hours('A1', '2021-03-01', 24, '30,60,10,40,1.0,100'),
      ...hours('A1', '2021-03-02', 24, '30,60,10,40,1.0,100'),
    ])
    const before = await sql<{
      computed_at: Date
    }>`select computed_at from evaluations where starts = '2021-03-01' order by subject_kind`.execute(
      world.db,
    )
    await take([air, ...hours('A1', '2021-03-02', 24, '40,60,10,40,1.0,100')])
    const after = await sql<{
      computed_at: Date
    }>`select computed_at from evaluations where starts = '2021-03-01' order by subject_kind`.execute(
      world.db,
    )
    expect(after.rows).toEqual(before.rows)
    expect((await ask('air.pm25.annual-mean', '2021-03-02')).value).toBe(35)
  })

  test('ready-made daily values stand where there are no hours', async () => {
    await take(['site,time,PM2.5,PM10,SO2,NO2,CO,O3_8h', 'A1,2021-03-01,30,60,10,40,1.0,170'])
    expect((await stored<DayResult>('site', 'HJ 633'))[0]?.result).toMatchObject({
      aqi: 110,
      primary: ['O3'],
    })
  })

  test('packets of devices are assessed like files, in their own layouts and units', async () => {
    await sql`
      with layout as (
        insert into layouts (key, channels) values ('hj212:a34004-Avg,a21005-Avg,a34004-Max',
          '[{"factor":"a34004","statistic":"Avg","unit":"mg/m3"},{"factor":"a21005","statistic":"Avg","unit":"mg/m3"},
            {"factor":"a34004","statistic":"Max","unit":"mg/m3"}]') returning id
      )
      insert into observations (site_id, resolution, at, layout_id, values)
      select s.id, 'h', h, layout.id, '{0.076,0.5,9}' from sites s, layout,
        generate_series('2021-03-01 01:00+08'::timestamptz, '2021-03-02 00:00+08', '1 hour') as h
      where s.code = 'A1'`.execute(world.db)
    await sql`insert into assessment_dirty (site_id, day) select id, '2021-03-01' from sites where code = 'A1'`.execute(
      world.db,
    )
    while ((await assessDirty(world.db)) > 0);
    expect((await stored<DayResult>('site', 'HJ 633'))[0]?.result).toMatchObject({
      aqi: 102,
      primary: ['PM2.5'],
    })
  })

  test('indicators answer as of any day', async () => {
    await take(
      [
        air,
        ...hours('A1', '2021-01-01', 24, '30,60,10,40,1.0,100'),
        ...hours('A1', '2021-01-02', 24, '160,60,10,40,1.0,100'),
        ...hours('A1', '2021-01-03', 24, '33,60,10,40,2.0,180'),
        ...hours('A1', '2021-01-04', 10, '33,60,10,40,1.0,100'),
      ],
      true,
    )
    const mean = await ask('air.pm25.annual-mean', '2021-01-02')
    expect(mean).toMatchObject({
      value: 95,
      missing: null,
      accumulation: { kind: 'mean', unit: 'day', done: 2, total: 365 },
      history: [],
    })
    expect(mean.series).toEqual([
      { period: '2021-01-01', value: 30, toDate: 30 },
      { period: '2021-01-02', value: 160, toDate: 95 },
    ])
    expect(mean.provenance).toMatchObject([
      { standard: 'HJ 663', edition: '2013', inputs: 2, valid: 2, simulated: true },
    ])
    const good = await ask('air.good-day-ratio', '2021-12-31')
    expect(good).toMatchObject({
      fraction: { numerator: 1, denominator: 3 },
      accumulation: { kind: 'ratio', unit: 'day', good: 1, done: 3, total: 3 },
    })
    expect(await ask('air.heavy-pollution-days', '2021-12-31')).toMatchObject({
      value: 1,
      accumulation: { kind: 'count' },
    })
    expect((await ask('air.o3-p90', '2021-12-31')).value).toBeCloseTo(164, 10)
    expect(await ask('air.pm25.annual-mean', '2020-12-31')).toMatchObject({
      value: null,
      missing: { en: 'no valid day of this year to date' },
    })
    const end = await ask('air.pm25.annual-mean', '2021-12-31')
    expect(end.provenance[0]?.note?.en).toContain('fewer than GB 3095 Table 4')
  })

  test('earlier years are cut at the same day', async () => {
    const rows = (year: number, values: (day: number) => number) =>
      Array.from({ length: 365 }, (_, day) => {
        const date = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)
        return `A1,${date},${values(day)},50,5,20,0.5,90`
      })
    await take([
      'site,time,PM2.5,PM10,SO2,NO2,CO,O3_8h',
      ...rows(2019, (day) => (day < 181 ? 40 : 20)),
      ...rows(2021, () => 30),
    ])
    const { history, accumulation } = await ask('air.pm25.annual-mean', '2021-06-30')
    expect(history).toEqual([{ year: 2019, toDate: 40, rest: 20, whole: (40 * 181 + 20 * 184) / 365 }])
    expect(accumulation).toEqual({ kind: 'mean', unit: 'day', done: 181, total: 365 })
  })

  test('the year to date of a region is stored with its statistics; only a whole year is judged (HJ 663)', async () => {
    const rows = (days: number) =>
      Array.from({ length: days }, (_, day) => {
        const date = new Date(Date.UTC(2021, 0, 1 + day)).toISOString().slice(0, 10)
        return `A1,${date},${day < 200 ? 30 : 40},50,5,20,0.5,${day === 0 ? 170 : 90}`
      })
    const header = 'site,time,PM2.5,PM10,SO2,NO2,CO,O3_8h'
    await take([header, ...rows(200)])
    const [part] = await stored<DayResult>('region', 'HJ 663')
    expect(part).toMatchObject({
      subject: city,
      starts: '2021-01-01',
      edition: '2013',
      inputs: 200,
      valid: 200,
    })
    expect(part?.result).toMatchObject({
      wholeYear: false,
      to: '2021-07-19',
      pollutants: { 'PM2.5': { mean: { value: 30 } } },
      goodDays: { goodDays: 199, validCount: 200 },
      judgement: { complies: 'insufficient' },
    })
    await take([header, ...rows(365)])
    const [whole] = await stored<DayResult>('region', 'HJ 663')
    expect(whole?.result).toMatchObject({
      wholeYear: true,
      pollutants: { 'PM2.5': { mean: { value: (30 * 200 + 40 * 165) / 365 } } },
      judgement: { complies: true },
    })
  })

  test('dustfall: the mean of the months over the points, only months that are over', async () => {
    await take(['site,time,DUSTFALL', 'A1,2021-01,2.0', 'A2,2021-01,4.0', 'A1,2021-02,5.0', 'A1,2021-03,9.0'])
    expect(await ask('air.dustfall.annual-mean', '2021-03-30')).toMatchObject({
      value: 4,
      accumulation: { kind: 'mean', unit: 'month', done: 2, total: 12 },
    })
  })
})
