import { describe, expect, test } from 'vitest'
import type { WaterMonthResult } from './water/section-months.ts'
import { assessmentWorld } from './testing/assessment-world.ts'

const world = assessmentWorld()
const { take, stored, ask } = world

const water = 'site,time,PH,DO,CODMn,NH3N,TP'

describe('water', () => {
  test('the class of a month is that of its mean; of the year to date, of the mean of the months', async () => {
    await take([
      water,
      'S1,2021-01-05,7.5,8.0,3.0,0.30,0.05',
      'S1,2021-01-20,7.5,8.0,3.0,0.50,0.05',
      'S1,2021-02-05,7.5,8.0,3.0,1.80,0.05',
    ])
    const months = await stored<WaterMonthResult>('site', 'GB 3838')
    expect(
      months.map(({ starts, inputs, result }) => [
        starts,
        inputs,
        result.class,
        result.attained,
        result.toDate.class,
        result.toDate.months,
      ]),
    ).toEqual([
      ['2021-01-01', 2, 'Ⅱ', true, 'Ⅱ', 1],
      ['2021-02-01', 1, 'Ⅴ', false, 'Ⅳ', 2],
    ])
    expect(months[1]?.result.mainText).toBe('氨氮(0.8)')
  })

  test('an earlier month that changes brings the rest of its year along', async () => {
    await take([water, 'S1,2021-01-05,7.5,8.0,3.0,0.30,0.05', 'S1,2021-02-05,7.5,8.0,3.0,0.9,0.05'])
    await take([water, 'S1,2021-01-05,7.5,8.0,3.0,3.10,0.05'])
    const months = await stored<WaterMonthResult>('site', 'GB 3838')
    expect(months.map(({ result }) => result.toDate.class)).toEqual(['劣Ⅴ', 'Ⅴ'])
  })

  test('half of a detection limit counts, and lakes have their own limits for phosphorus', async () => {
    await take(['site,time,CODMn,TP,HG', 'S2,2021-01-05,3.0,0.06,<0.00004', 'S3,2021-01-05,3.0,0.06,'])
    const months = await stored<WaterMonthResult>('site', 'GB 3838')
    expect(months.map(({ subject, result }) => [subject, result.class, result.itemsJudged])).toEqual([
      ['S2', 'Ⅱ', 3],
      ['S3', 'Ⅳ', 2],
    ])
  })

  test('shares by level, as of any day, with the sections that fail', async () => {
    await take([
      water,
      'S1,2021-01-05,7.5,8.0,3.0,0.3,0.05',
      'S2,2021-01-05,7.5,8.0,3.0,1.4,0.05',
      'S1,2021-02-05,7.5,8.0,3.0,0.3,0.05',
      'S1,2021-02-25,7.5,8.0,3.0,9.9,0.05',
      'S2,2021-02-05,7.5,8.0,3.0,0.1,0.05',
    ])
    const january = await ask('water.sections.good-ratio', '2021-01-31', { level: 'city' })
    expect(january).toMatchObject({
      value: 50,
      fraction: { numerator: 1, denominator: 2 },
      accumulation: { kind: 'latest' },
    })
    expect(january.inputs).toMatchObject({
      listed: 3,
      judged: 2,
      failing: [{ code: 'S2', class: 'Ⅳ' }],
      without: [{ code: 'S3' }],
    })
    // the sample of the 25th is not known on the 20th
    expect(await ask('water.sections.good-ratio', '2021-02-20', { level: 'city' })).toMatchObject({
      value: 100,
    })
    const february = await ask('water.sections.good-ratio', '2021-02-28', { level: 'city' })
    expect(february.series).toEqual([
      { period: '2021-01-01', value: 50, toDate: 50 },
      { period: '2021-02-01', value: 50, toDate: 50 },
    ])
    expect(await ask('water.sections.good-ratio', '2021-02-28', { level: 'national' })).toMatchObject({
      fraction: { numerator: 0, denominator: 1 },
    })
    expect(await ask('water.sections.worse-than-v-count', '2021-02-28', {})).toMatchObject({
      value: 1,
      inputs: { failing: [{ code: 'S1' }] },
    })
    expect(await ask('water.sections.good-ratio', '2021-02-28', { level: 'nowhere' })).toMatchObject({
      value: null,
      missing: { en: 'no such section or source is registered' },
    })
    expect(await ask('water.sections.good-ratio', '2020-12-31', { level: 'city' })).toMatchObject({
      value: null,
    })
    expect(await ask('water.sections.good-ratio', '2021-02-28', {}, '990102')).toMatchObject({ value: null })
  })

  test('sources: how many reach the class asked, and which months they did not', async () => {
    await take([
      water,
      'D1,2021-01-05,7.5,8.0,3.0,0.3,0.05',
      'D2,2021-01-05,7.5,8.0,3.0,1.4,0.05',
      'D2,2021-02-05,7.5,8.0,3.0,0.2,0.05',
    ])
    const count = await ask('water.sources.qualified-count', '2021-01-31', { maxClass: 3 })
    expect(count).toMatchObject({
      value: 1,
      inputs: { judged: 2, failing: [{ code: 'D2' }], shortMonths: [{ code: 'D2', months: [1] }] },
    })
    expect(await ask('water.sources.qualified-count', '2021-02-28', { maxClass: 3 })).toMatchObject({
      value: 2,
    })
    expect(await ask('water.sources.qualified-ratio', '2021-02-28', { maxClass: 2 })).toMatchObject({
      value: 50,
      fraction: { numerator: 1, denominator: 2 },
    })
  })
})
