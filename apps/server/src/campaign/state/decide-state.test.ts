import { describe, expect, test } from 'vitest'
import type { Accumulation } from '../../assessment/indicators/indicator.ts'
import { lookAhead } from '../forecast/forecast.ts'
import { decideState } from './decide-state.ts'
import type { Measured, PromiseFacts } from './promise.ts'

const base: PromiseFacts = {
  year: 2021,
  kind: 'outcome_indicator',
  comparator: '>=',
  value: 87.3,
  valueHigh: null,
  decimals: 1,
  unit: '%',
  unitNorm: 'percent',
  deadline: null,
  delegatedTo: null,
  condition: null,
  conditionMetOn: null,
  needsList: false,
  population: null,
}
const latest: Accumulation = { kind: 'latest' }
const nothing: Measured = { value: null, fraction: null, missing: null, accumulation: latest, asOf: null }

const share = (numerator: number, denominator: number, accumulation: Accumulation = latest): Measured => ({
  ...nothing,
  value: (100 * numerator) / denominator,
  fraction: { numerator, denominator },
  accumulation,
})
const value = (number: number, accumulation: Accumulation = latest): Measured => ({
  ...nothing,
  value: number,
  accumulation,
})

function decide(facts: Partial<PromiseFacts>, measured: Measured, at: string) {
  const all = { ...base, ...facts }
  return decideState(all, measured, lookAhead(all, measured, [], at), at)
}

describe('rates compare at the precision written, and the state says so', () => {
  test('48 of 55 sections meet 87.3 % and say by which rule', () => {
    const verdict = decide({}, share(48, 55), '2021-12-31')
    expect(verdict.state).toBe('met')
    expect(verdict.comparison).toMatchObject({
      rule: 'written-precision',
      metUnrounded: false,
      rounded: 87.3,
    })
    expect(verdict.reason.zh).toContain('48/55')
    expect(verdict.reason.zh).toContain('未修约值不达到')
    expect(verdict.reason.en).toContain('not met unrounded')
  })
  test('47 of 55 sections do not', () => {
    const verdict = decide({}, share(47, 55), '2021-12-31')
    expect(verdict.state).toBe('missed')
    expect(verdict.reason.en).not.toContain('unrounded')
  })
  test.each([
    [320, 'met'],
    [319, 'missed'],
  ])('%d good days of 365 against 87.7 %%: %s', (good, state) => {
    const days: Accumulation = { kind: 'ratio', unit: 'day', good, done: 365, total: 365 }
    expect(decide({ value: 87.7 }, share(good, 365, days), '2021-12-31').state).toBe(state)
  })
  test('all of a list leaves nothing to rounding', () => {
    expect(decide({ comparator: '=', value: 100, decimals: 0 }, share(999, 1000), '2021-12-31').state).toBe(
      'missed',
    )
    expect(decide({ comparator: '=', value: 100, decimals: 0 }, share(1000, 1000), '2021-12-31').state).toBe(
      'met',
    )
  })
  test('an area of 1199.9 is not 1200', () => {
    const facts = {
      kind: 'output_count',
      comparator: 'complete_count>=',
      value: 1200,
      decimals: 0,
      unitNorm: 'm2',
    } as const
    expect(decide(facts, value(1199.9), '2021-12-31').state).toBe('missed')
    expect(decide(facts, value(1200), '2021-12-31').state).toBe('met')
  })
})

describe('boundaries', () => {
  test.each([
    ['>=', 75, 'met'],
    ['>', 75, 'missed'],
    ['>', 76, 'met'],
    ['<=', 75, 'met'],
    ['<', 75, 'missed'],
  ] as const)('%s 75 at %d: %s', (comparator, current, state) => {
    expect(decide({ comparator, value: 75, decimals: 0 }, value(current), '2021-12-31').state).toBe(state)
  })
  test.each([
    ['<=', 0, 0, 'met'],
    ['=', 0, 1, 'missed'],
  ] as const)('%s %d at %d: %s', (comparator, promised, current, state) => {
    expect(
      decide({ comparator, value: promised, decimals: 0, unitNorm: 'count' }, value(current), '2021-12-31')
        .state,
    ).toBe(state)
  })
  test.each([
    [0, 'missed'],
    [1, 'met'],
    [3, 'met'],
  ])('a range of 1 to 2 at %d: %s', (count, state) => {
    const facts = {
      kind: 'output_count',
      comparator: 'range',
      value: 1,
      valueHigh: 2,
      decimals: 0,
      unitNorm: 'count',
    } as const
    expect(decide(facts, value(count), '2021-12-31').state).toBe(state)
  })
})

describe('what cannot be judged says why', () => {
  test('a delegated number that is not entered is never met', () => {
    const verdict = decide({ value: null, delegatedTo: '省下达目标' }, share(55, 55), '2021-12-31')
    expect(verdict).toMatchObject({ state: 'not-assessable' })
    expect(verdict.reason.zh).toContain('省下达目标')
  })
  test('the number entered, it is judged', () => {
    expect(decide({ value: 80, delegatedTo: '省下达目标' }, share(48, 55), '2021-12-31').state).toBe('met')
  })
  test('a condition that holds from a day on', () => {
    const facts = { condition: { zh: '市场启动', en: 'market open' }, conditionMetOn: '2021-07-16' }
    expect(decide(facts, share(50, 55), '2021-07-15').state).toBe('not-active')
    expect(decide(facts, share(50, 55), '2021-07-16').state).toBe('on-track')
  })
  test('全部 without a list has no percentage', () => {
    const facts = { comparator: '=', value: 100, decimals: 0, needsList: true } as const
    expect(decide(facts, value(100), '2021-12-31')).toMatchObject({ state: 'no-data' })
    expect(decide(facts, share(0, 0.5), '2021-06-30').state).not.toBe('no-data')
    expect(decide(facts, share(12, 12), '2021-06-30').state).toBe('met')
  })
  test('no data is no data, before and after the end', () => {
    expect(decide({}, nothing, '2021-06-30').state).toBe('no-data')
    expect(decide({}, nothing, '2022-01-01').state).toBe('no-data')
  })
  test('a dated piece of work without proof is missed the day after', () => {
    const facts = { kind: 'deadline_task', comparator: 'none', value: null, deadline: '2021-04-30' } as const
    expect(decide(facts, nothing, '2021-04-30').state).toBe('no-data')
    expect(decide(facts, nothing, '2021-05-01').state).toBe('missed')
    expect(decide(facts, value(1), '2021-04-20').state).toBe('met')
    expect(decide(facts, { ...value(0.9), keptLate: true }, '2021-05-20').reason.en).toContain(
      'reached only later',
    )
  })
})

describe('before the end', () => {
  const days = (good: number, done: number): Measured =>
    share(good, done, { kind: 'ratio', unit: 'day', good, done, total: 365 })
  test('a share of days that holds is on track, one that does not is at risk', () => {
    expect(decide({ value: 87.7 }, days(260, 290), '2021-10-17').state).toBe('on-track')
    expect(decide({ value: 87.7 }, days(250, 290), '2021-10-17').state).toBe('at-risk')
  })
  test('a share of days is lost as soon as the rest cannot save it', () => {
    expect(decide({ value: 87.7 }, days(245, 290), '2021-10-17').state).toBe('at-risk') // 245 + 75 = 320
    expect(decide({ value: 87.7 }, days(244, 290), '2021-10-17').state).toBe('missed')
  })
  test('a count that is reached is met at once; behind the straight line it is at risk', () => {
    const facts = {
      kind: 'output_count',
      comparator: 'complete_count>=',
      value: 100,
      decimals: 0,
      unitNorm: 'count',
    } as const
    expect(decide(facts, value(100), '2021-05-01').state).toBe('met')
    expect(decide(facts, value(50), '2021-06-30').state).toBe('on-track')
    expect(decide(facts, value(30), '2021-06-30').state).toBe('at-risk')
  })
  test('a total that passes its limit is missed at once', () => {
    const facts = { comparator: '<=', value: 46.45, decimals: 2, unit: '亿立方米', unitNorm: 'm3' } as const
    expect(decide(facts, value(30, { kind: 'count' }), '2021-09-30').state).toBe('on-track')
    expect(decide(facts, value(46.46, { kind: 'count' }), '2021-09-30').state).toBe('missed')
  })
})
