import { describe, expect, it } from 'vitest'
import * as standards from '../index.ts'
import { InvalidInputError } from '../errors/invalid-input-error.ts'
import { dailyAqi } from '../air/aqi/aqi.ts'
import { evaluateSection } from '../surface-water/section.ts'
import { airExamples } from './testing/air-examples.ts'
import { otherExamples } from './testing/other-examples.ts'
import { spoiled } from './testing/spoil.ts'
import { waterExamples } from './testing/water-examples.ts'

type Computes = (...given: readonly unknown[]) => unknown

const examples = { ...airExamples, ...waterExamples, ...otherExamples }
const functions = new Map(
  Object.entries(standards as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
    typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value))
      ? [[name, value as Computes] as const]
      : [],
  ),
)

function refusal(computes: Computes, given: readonly unknown[]): unknown {
  try {
    return { returned: computes(...given) }
  } catch (error) {
    return error
  }
}

describe('every function at the public edge', () => {
  it('has an example here, or takes nothing', () => {
    const without = [...functions].filter(([name, computes]) => computes.length > 0 && !(name in examples))
    expect(without.map(([name]) => name)).toEqual([])
    expect(Object.keys(examples).filter((name) => !functions.has(name))).toEqual([])
  })

  it.each(Object.entries(examples))('%s takes its example and refuses what is wrong', (name, example) => {
    const computes = functions.get(name) as Computes
    expect(() => computes(...example.given)).not.toThrow()
    const wrong = spoiled(example)
    expect(wrong.length).toBeGreaterThan(2)
    const taken = wrong.flatMap(({ what, given }) => {
      const error = refusal(computes, given)
      const named = error instanceof InvalidInputError && error.function === name && error.field !== ''
      return named ? [] : [`${what}: ${String(error instanceof Error ? error : JSON.stringify(error))}`]
    })
    expect(taken).toEqual([])
  })

  it('needs its first argument', () => {
    const unneeded = ['litresPerMole', 'usableReading']
    const taken = Object.keys(examples).filter((name) => {
      const error = refusal(functions.get(name) as Computes, [])
      return !(error instanceof InvalidInputError) && !unneeded.includes(name)
    })
    expect(taken).toEqual([])
  })
})

describe('InvalidInputError', () => {
  const day = { pm25DailyMeanUgPerM3: '61', o3DailyMax8hUgPerM3: 120 } as object

  it('names function, field, what came and what was expected', () => {
    const error = refusal(dailyAqi as Computes, [day, 'HJ 633-2012'])
    expect(error).toMatchObject({
      name: 'InvalidInputError',
      code: 'invalid-number',
      function: 'dailyAqi',
      field: 'concentrations.pm25DailyMeanUgPerM3',
      given: '61',
    })
    expect((error as InvalidInputError).expected).toMatch(/finite number or a reason \(device, /)
    expect((error as Error).message).toMatch(/应为.*给出"61" \/ dailyAqi: .* not "61"$/)
  })

  it('keeps the code of what it refuses', () => {
    const code = (computes: unknown, ...given: readonly unknown[]) =>
      (refusal(computes as Computes, given) as InvalidInputError).code
    const section = { water: 'river', judging: 'asGiven' }
    expect(code(dailyAqi, {}, 'HJ 633-2099')).toBe('unknown-standard')
    expect(code(dailyAqi, { pm25: 61 }, 'HJ 633-2012')).toBe('wrong-unit')
    expect(code(evaluateSection, { ...section, sampleMgPerL: { 'NH3-N': 2.1 } })).toBe('no-limit')
    expect(code(evaluateSection, { ...section, sampleMgPerL: { NH3N: '2.1' } })).toBe('invalid-number')
  })
})
