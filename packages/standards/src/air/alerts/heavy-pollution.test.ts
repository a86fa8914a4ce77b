import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertRules, alertRulesOn, heavyPollutionAlert, type AlertLevel } from './heavy-pollution.ts'
import forecasts from './cases/forecasts.json' with { type: 'json' }

const order: readonly (AlertLevel | null)[] = [null, 'blue', 'yellow', 'orange', 'red']

describe('heavy-pollution alerts', () => {
  it.each(forecasts)('%j: 2017 %s, 2019 %s, 2024 %s', (days, ...expected) => {
    const given = days as number[]
    expect(alertRules.map((rules) => heavyPollutionAlert(given, rules))).toEqual(expected)
  })

  it('the rules are those of the day', () => {
    expect(alertRulesOn('2017-08-31')).toBeUndefined()
    expect(['2019-06-30', '2023-12-31', '2026-01-01'].map((day) => alertRulesOn(day)?.id)).toEqual([
      'national-2017',
      'national-2019',
      'national-2024',
    ])
  })

  it('two episodes apart are not one; a day without forecast parts them', () => {
    const rules = alertRulesOn('2026-01-01')!
    expect(heavyPollutionAlert([210, 220, 230, 100, 310], rules)).toBe('orange')
    expect(heavyPollutionAlert([160, 'insufficient', 160], rules)).toBeNull()
    expect(heavyPollutionAlert([], rules)).toBeNull()
  })

  it('a worse forecast never lowers the alert', () => {
    const days = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(days, fc.nat(6), fc.nat(200), (aqi, place, more) => {
        const worse = aqi.map((value, day) => (day === place ? value + more : value))
        for (const rules of alertRules)
          expect(order.indexOf(heavyPollutionAlert(worse, rules))).toBeGreaterThanOrEqual(
            order.indexOf(heavyPollutionAlert(aqi, rules)),
          )
      }),
    )
  })
})
