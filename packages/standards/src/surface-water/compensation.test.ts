import { expect, it } from 'vitest'
import { regionalCompensation } from './compensation.ts'

it('pays for the tonnes over the target and for nothing else', () => {
  const items = {
    CODMn: { meanMgPerL: 8, targetMgPerL: 6 },
    NH3N: { meanMgPerL: 1, targetMgPerL: 1 },
    TP: { meanMgPerL: 0.3, targetMgPerL: 0.2 },
  }
  // 2 mg/L and 0.1 mg/L in 10 million m³ are 20 t and 1 t
  expect(regionalCompensation(items, 10_000_000)).toBeCloseTo(20 * 1.5 + 10, 9)
  expect(regionalCompensation({ NH3N: { meanMgPerL: 0.5, targetMgPerL: 1 } }, 1e7)).toBe(0)
})
