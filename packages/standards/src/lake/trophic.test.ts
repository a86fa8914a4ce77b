import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cases from './cases/trophic.json' with { type: 'json' }
import { lakeTrophicIndex, trophicGrade } from './trophic.ts'
import type { TrophicInput, TrophicPart } from './trophic.ts'

const ordinary: TrophicInput = {
  chlaMgPerM3: 18,
  tpMgPerL: 0.07,
  tnMgPerL: 1.3,
  sdMetres: 0.6,
  codMnMgPerL: 4.2,
}

function indexOf(input: TrophicInput): number {
  const got = lakeTrophicIndex(input)
  if (!got.evaluated) throw new Error('an index was expected')
  return got.tli
}

describe('环办[2011]22号 trophic index', () => {
  it.each(cases)('$id $why', ({ input, expect: want }) => {
    const got = lakeTrophicIndex(input)
    if (!got.evaluated) throw new Error('an index was expected')
    expect(got.tli).toBeCloseTo(want.tli, 4)
    expect(got.tliShown.toFixed(1)).toBe(want.shown)
    expect(got.grade).toBe(want.grade)
    for (const [part, value] of Object.entries(want.parts)) {
      expect(got.parts[part as TrophicPart]).toBeCloseTo(value, 4)
    }
  })

  it('doubts centimetres given as metres and mg/L given as mg/m³', () => {
    expect(lakeTrophicIndex({ ...ordinary, sdMetres: 60 })).toMatchObject({ doubts: ['sdMetres'] })
    expect(lakeTrophicIndex({ ...ordinary, chlaMgPerM3: 0.018 })).toMatchObject({ doubts: ['chlaMgPerM3'] })
    expect(lakeTrophicIndex(ordinary)).toMatchObject({ doubts: [] })
  })

  it('names what is missing instead of guessing', () => {
    expect(lakeTrophicIndex({ ...ordinary, tnMgPerL: 'device', sdMetres: 0 })).toEqual({
      evaluated: false,
      method: '环办[2011]22号',
      missing: [
        { input: 'tnMgPerL', reason: 'device' },
        { input: 'sdMetres', reason: 'over-range' },
      ],
    })
  })

  it('takes half of a detection limit and refuses NaN', () => {
    const half = lakeTrophicIndex({ ...ordinary, tpMgPerL: { belowDetectionLimit: 0.02 } })
    expect(half).toMatchObject({ tli: indexOf({ ...ordinary, tpMgPerL: 0.01 }) })
    expect(() => lakeTrophicIndex({ ...ordinary, tpMgPerL: Number.NaN })).toThrow(/tpMgPerL/)
  })

  it.each([
    [29.99, '贫营养'],
    [30, '中营养'],
    [50, '中营养'],
    [50.01, '轻度富营养'],
    [60, '轻度富营养'],
    [70, '中度富营养'],
    [70.01, '重度富营养'],
  ])('%f is %s', (tli, grade) => {
    expect(trophicGrade(tli)).toBe(grade)
  })

  it('rises with nutrients and falls with transparency', () => {
    const factor = fc.integer({ min: 101, max: 400 }).map((n) => n / 100)
    const nutrient = fc.constantFrom('chlaMgPerM3', 'tpMgPerL', 'tnMgPerL', 'codMnMgPerL')
    fc.assert(
      fc.property(factor, nutrient, (by, input) => {
        expect(indexOf({ ...ordinary, [input]: Number(ordinary[input]) * by })).toBeGreaterThan(
          indexOf(ordinary),
        )
        expect(indexOf({ ...ordinary, sdMetres: 0.6 * by })).toBeLessThan(indexOf(ordinary))
      }),
    )
  })
})
