import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountTotal, balanceGap, type AccountEntry } from './account.ts'
import {
  chainOutput,
  cumulativeDeclinePercent,
  declinePercent,
  intensityDecline,
  yearlyDeclinePercent,
} from './intensity.ts'
import { populationRate, roundRate } from './rate.ts'

describe('declines against a baseline at constant prices', () => {
  const base = { amount: { value: 1_000, unit: 'tCO2' }, output: { yuan: 5e8, priceYear: 2020 } } as const

  it('compares intensities', () => {
    const now = { amount: { value: 1_040, unit: 'tCO2' }, output: { yuan: 5.5e8, priceYear: 2020 } } as const
    const found = intensityDecline(base, now)
    expect(found.declinePercent).toBeCloseTo((1 - 1.04 / 1.1) * 100, 10)
    expect(found).toMatchObject({ unit: 'tCO2', priceYear: 2020 })
    expect(found.baselinePerTenThousandYuan).toBeCloseTo(0.02, 12)
  })

  it('does not move with the price base', () => {
    const positive = fc.double({ min: 0.1, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(
        positive,
        positive,
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (before, after, deflator) => {
          const at = (yuan: number, value: number, priceYear: number) =>
            ({ amount: { value, unit: 'tce' }, output: { yuan, priceYear } }) as const
          const one = intensityDecline(at(before, 7, 2020), at(after, 6, 2020)).declinePercent
          const other = intensityDecline(
            at(before * deflator, 7, 2025),
            at(after * deflator, 6, 2025),
          ).declinePercent
          expect(other).toBeCloseTo(one, 6)
        },
      ),
    )
  })

  it('refuses two price years, two units and nothing to divide by', () => {
    expect(() => intensityDecline(base, { ...base, output: { yuan: 5e8, priceYear: 2015 } })).toThrow(
      /2020 and 2015/,
    )
    expect(() => intensityDecline(base, { ...base, amount: { value: 1, unit: 'tce' } })).toThrow(/unit/)
    expect(() => intensityDecline(base, { ...base, output: { yuan: 0, priceYear: 2020 } })).toThrow(
      /above zero/,
    )
  })

  it('chains real growth and spreads targets over years', () => {
    expect(chainOutput({ yuan: 100, priceYear: 2020 }, [8, 5])).toEqual({
      yuan: expect.closeTo(113.4, 10),
      priceYear: 2020,
    })
    expect(yearlyDeclinePercent(18, 5)).toBeCloseTo(3.891, 3)
    expect(
      cumulativeDeclinePercent(Array.from({ length: 5 }, () => yearlyDeclinePercent(18, 5))),
    ).toBeCloseTo(18, 10)
    expect(() => yearlyDeclinePercent(18, 0)).toThrow(/above zero/)
  })

  it('takes a plain decline, absences handed on', () => {
    expect(declinePercent(200, 150)).toBe(25)
    expect(declinePercent(0, 1)).toBe('insufficient')
    expect(declinePercent('unknown', 1)).toBe('unknown')
    expect(declinePercent(1, 'not-measured')).toBe('not-measured')
  })
})

describe('accounts', () => {
  const coal: AccountEntry = {
    name: 'coal',
    activity: 1_000,
    activityUnit: 't coal',
    factor: 1.9,
    factorUnit: 'tCO2/t coal',
    factorSource: 'measured',
  }
  it('sums activity times factor', () => {
    const gas = {
      ...coal,
      name: 'gas',
      activity: 500,
      activityUnit: '1000 m³',
      factor: 2.1,
      factorUnit: 'tCO2/1000 m³',
    }
    expect(accountTotal([coal, gas], 'tCO2')).toMatchObject({ total: 2_950, unit: 'tCO2', validCount: 2 })
    expect(accountTotal([coal, { ...gas, activity: 'not-measured' }], 'tCO2')).toMatchObject({
      total: 'insufficient',
      computed: 1_900,
    })
    expect(accountTotal([], 'tCO2').total).toBe('insufficient')
  })

  it('refuses a factor that leads elsewhere', () => {
    expect(() => accountTotal([{ ...coal, factorUnit: 'kgCO2/t coal' }], 'tCO2')).toThrow(/tCO2\/t coal/)
  })

  it('says what a balance leaves unexplained', () => {
    expect(balanceGap({ inputs: [60, 40], outputs: [70], stockChange: 10 })).toEqual({
      gap: 20,
      gapPercentOfInputs: 20,
    })
    expect(balanceGap({ inputs: [60, 'line'], outputs: [70], stockChange: 10 }).gap).toBe('insufficient')
    expect(balanceGap({ inputs: [], outputs: [], stockChange: 0 })).toEqual({
      gap: 0,
      gapPercentOfInputs: 'insufficient',
    })
  })
})

describe('rates with their population', () => {
  it('needs a list before a percentage', () => {
    const name = 'key sections'
    expect(populationRate(48, { name, count: 55 }).percent).toBeCloseTo(87.2727, 4)
    expect(roundRate(populationRate(48, { name, count: 55 }), 1)).toBe(87.3)
    expect(populationRate(0, { name, count: 'not-measured' })).toMatchObject({
      percent: 'insufficient',
      all: false,
    })
    expect(roundRate(populationRate(0, { name, count: 0 }), 1)).toBe('insufficient')
    expect(() => populationRate(56, { name, count: 55 })).toThrow(/within the list/)
  })

  it('does not round its way to 全部', () => {
    const almost = populationRate(2_999, { name: 'ships', count: 3_000 })
    expect([roundRate(almost, 0), almost.all]).toEqual([100, false])
    expect(populationRate(3_000, { name: 'ships', count: 3_000 }).all).toBe(true)
  })
})
