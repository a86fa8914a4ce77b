import { describe, expect, it } from 'vitest'
import cases from './cases/draws.json' with { type: 'json' }
import { inspectionDraws, inspectionDrawsByStaff } from './double-random.ts'

describe('双随机 number of draws', () => {
  it.each(cases)('$id: $rate of $pool', ({ pool, rate, expect: want }) => {
    expect(inspectionDraws(pool, rate)).toBe(want)
  })

  it('rounds up from the exact product', () => {
    expect(inspectionDraws(100, 0.07)).toBe(7) // 7.000000000000001 as doubles
    expect(inspectionDraws(0, 0.25)).toBe(0)
    expect(inspectionDraws(9, 1)).toBe(9)
    expect(() => inspectionDraws(9, 25)).toThrow(/rate/)
    expect(() => inspectionDraws(-1, 0.5)).toThrow(/pool/)
  })

  it('draws general units by staff, never more than there are', () => {
    expect(inspectionDrawsByStaff(400, 12, 5)).toBe(60)
    expect(inspectionDrawsByStaff(40, 12, 5)).toBe(40)
    expect(() => inspectionDrawsByStaff(40, -1, 5)).toThrow(/staff/)
  })
})
