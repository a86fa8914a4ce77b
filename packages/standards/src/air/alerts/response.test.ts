import { describe, expect, it } from 'vitest'
import { alertRulesOn } from './heavy-pollution.ts'
import { alertMayLift, alertResponse, emergencyCuts } from './response.ts'

const rules = alertRulesOn('2025-01-01')!

describe('responses to heavy pollution', () => {
  it('answers yellow, orange and red with Ⅲ, Ⅱ and Ⅰ', () => {
    const levels = ['blue', 'yellow', 'orange', 'red'] as const
    expect(levels.map((level) => alertResponse(level)?.response)).toEqual([undefined, 'Ⅲ级', 'Ⅱ级', 'Ⅰ级'])
    expect(alertResponse('orange')?.leastCutPercent).toEqual({ SO2: 20, NOx: 20, PM: 20, VOCs: 15 })
  })

  it('says by how much the cuts of a list fall short', () => {
    expect(emergencyCuts('yellow', 'NOx', 1000, [60.1, 39.9])).toMatchObject({
      holds: true,
      shortKgPerDay: 0,
    })
    expect(emergencyCuts('red', 'VOCs', 1000, [150])).toMatchObject({ holds: false, shortKgPerDay: 50 })
  })

  it('lifts when two days of forecast stay under yellow', () => {
    expect(alertMayLift([120, 90], rules)).toBe(true)
    expect(alertMayLift([201, 90], rules)).toBe(false)
    expect(alertMayLift([120], rules)).toBe('insufficient')
    expect(alertMayLift([120, 'unknown', 90], rules)).toBe('insufficient')
  })
})
