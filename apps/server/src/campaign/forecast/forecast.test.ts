import { describe, expect, test } from 'vitest'
import type { PromiseFacts } from '../state/promise.ts'
import { lookAhead } from './forecast.ts'
import { paceOf } from './pace.ts'
import { project } from './projection.ts'

const base: PromiseFacts = {
  year: 2021,
  kind: 'outcome_indicator',
  comparator: '<=',
  value: 33,
  valueHigh: null,
  decimals: 0,
  unit: '微克/立方米',
  unitNorm: 'ug/m3',
  deadline: null,
  delegatedTo: null,
  condition: null,
  conditionMetOn: null,
  needsList: false,
  population: null,
}
const known = { fraction: null, missing: null, asOf: null }

describe('what the rest of the year may bring', () => {
  test('an annual mean: 36 over 200 of 365 days leaves 29.36 for the rest', () => {
    const measured = {
      ...known,
      value: 36,
      accumulation: { kind: 'mean', unit: 'day', done: 200, total: 365 },
    } as const
    const { forecast } = lookAhead(base, measured, [], '2021-07-19')
    expect(forecast?.rest).toBeCloseTo((33 * 365 - 36 * 200) / 165, 10)
    expect(forecast?.restMeaning.zh).toContain('余期165天平均须不高于29.36')
    expect(forecast?.projection).toBeNull()
    expect(forecast?.noProjection?.zh).toContain('不足两年')
  })
  test.each([
    ['mean', 'day', 364, 365, '余期1天平均', 'the remaining 1 day must average at most'],
    ['mean', 'month', 9, 12, '余期3个月平均', 'the remaining 3 months must average at most'],
    ['mean', 'quarter', 3, 4, '余期1个季度平均', 'the remaining 1 quarter must average at most'],
    ['mean', 'hour', 10, 24, '余期14小时平均', 'the remaining 14 hours must average at most'],
  ] as const)('a %s over %ss says so: %d of %d', (kind, unit, done, total, zh, en) => {
    const measured = { ...known, value: 30, accumulation: { kind, unit, done, total } } as const
    const { forecast } = lookAhead(base, measured, [], '2021-07-19')
    expect(forecast?.restMeaning.zh).toContain(zh)
    expect(forecast?.restMeaning.en).toContain(en)
  })
  test('a ratio counts its days in words, one apart from many', () => {
    const facts = {
      ...base,
      comparator: '>=',
      value: 80,
      decimals: 1,
      unit: '%',
      unitNorm: 'percent',
    } as const
    const meaning = (good: number, done: number) =>
      lookAhead(
        facts,
        {
          ...known,
          value: (100 * good) / done,
          accumulation: { kind: 'ratio', unit: 'day', good, done, total: 365 },
        },
        [],
        '2021-07-19',
      ).forecast?.restMeaning
    expect(meaning(280, 350)).toEqual({
      zh: '余15天中最多还可有3天不达标（全期须292天达标）',
      en: 'at most 3 of the remaining 15 days may fail (292 good days needed in all)',
    })
    expect(meaning(291, 364)).toEqual({
      zh: '余1天中最多还可有0天不达标（全期须292天达标）',
      en: 'the remaining 1 day may not fail (292 good days needed in all)',
    })
    expect(meaning(100, 350)).toEqual({
      zh: '余15天即使全部达标也不够（全期须292天）',
      en: 'not enough even if the remaining 15 days are all good (292 days needed in all)',
    })
  })
  test('an annual mean that is lost even with zero', () => {
    const measured = {
      ...known,
      value: 60,
      accumulation: { kind: 'mean', unit: 'day', done: 300, total: 365 },
    } as const
    expect(lookAhead(base, measured, [], '2021-10-27').impossible).toBe(true)
  })
  test.each([
    [260, 290, 15], // 320 of 365 are needed (87.67 % is written 87.7 %): 60 of the last 75 must be good
    [245, 290, 0],
    [244, 290, -1],
  ])('%d good of %d days leave %d days that may be bad', (good, done, rest) => {
    const facts = {
      ...base,
      comparator: '>=',
      value: 87.7,
      decimals: 1,
      unit: '%',
      unitNorm: 'percent',
    } as const
    const measured = {
      ...known,
      value: (100 * good) / done,
      accumulation: { kind: 'ratio', unit: 'day', good, done, total: 365 },
    } as const
    const outlook = lookAhead(facts, measured, [], '2021-10-17')
    expect(outlook.forecast?.rest).toBe(rest)
    expect(outlook.forecast?.restText?.zh).toBe(`${rest}天`)
    expect(outlook.impossible).toBe(rest < 0)
  })
  test('a count is spread over the months that are left', () => {
    const facts = {
      ...base,
      kind: 'output_count',
      comparator: 'complete_count>=',
      value: 753,
      unit: '个',
      unitNorm: 'count',
    } as const
    const measured = { ...known, value: 453, accumulation: { kind: 'count' } } as const
    const { forecast } = lookAhead(facts, measured, [], '2021-09-30')
    expect(forecast?.rest).toBe(300)
    expect(forecast?.restMeaning.zh).toContain('每月')
  })
})

describe("projection from the city's own history", () => {
  const history = [
    { year: 2018, toDate: 40, rest: 44, whole: 42 },
    { year: 2019, toDate: 38, rest: 38, whole: 38 },
    { year: 2020, toDate: 30, rest: 36, whole: 33 },
  ]
  test('the mean of the rest follows the beginning by the ratio of earlier years', () => {
    const answer = project(32, { kind: 'mean', unit: 'day', done: 200, total: 400 }, history)
    if (!('projection' in answer)) throw new Error('expected a projection')
    const ratio = (1.1 + 1 + 1.2) / 3
    expect(answer.projection.value).toBeCloseTo((32 + 32 * ratio) / 2, 10)
    // s = 0.1, t(0.9; 2) = 1.886, widened by √(1 + 1/3)
    expect(answer.projection.high - answer.projection.value).toBeCloseTo(
      16 * 1.886 * 0.1 * Math.sqrt(4 / 3),
      10,
    )
    expect(answer.projection.basis.zh).toContain('2018–2020')
  })
  test('a share moves by percentage points and stays within 0 and 100', () => {
    const rising = [
      { year: 2019, toDate: 90, rest: 99, whole: 94 },
      { year: 2020, toDate: 91, rest: 99, whole: 95 },
    ]
    const answer = project(98, { kind: 'ratio', unit: 'day', good: 98, done: 100, total: 200 }, rising)
    expect('projection' in answer && answer.projection.value).toBe(99)
    expect('projection' in answer && answer.projection.high).toBeLessThanOrEqual(99)
  })
  test('one year is no history', () => {
    expect(project(32, { kind: 'mean', unit: 'day', done: 1, total: 2 }, history.slice(0, 1))).toHaveProperty(
      'none',
    )
  })
  test('the projection decides whether the promise is expected to hold', () => {
    const measured = {
      ...known,
      value: 33,
      accumulation: { kind: 'mean', unit: 'day', done: 200, total: 365 },
    } as const
    expect(lookAhead(base, measured, history, '2021-07-19').projectionHolds).toBe(false)
    expect(lookAhead({ ...base, value: 35 }, measured, history, '2021-07-19').projectionHolds).toBe(true)
  })
})

test.each([
  ['2021-04-30', 1, 0.5, true],
  ['2021-03-01', 0.5, 0.5, false],
  ['2021-01-01', 1 / 120, 0, false],
])('pace at %s', (at, elapsed, done, behind) => {
  const pace = paceOf(done, '2021-01-01', '2021-04-30', at)
  expect(pace.elapsed).toBeCloseTo(elapsed, 2)
  expect(pace.behind).toBe(behind)
})
