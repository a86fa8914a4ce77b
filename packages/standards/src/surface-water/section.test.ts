import { describe, expect, it } from 'vitest'
import cases from './cases/sections.json' with { type: 'json' }
import type { TargetClass, WaterBody } from './classes.ts'
import type { JudgingMode, SampleMgPerL } from './sample.ts'
import { evaluateSection } from './section.ts'
import type { SectionEvaluation, SectionInput } from './section.ts'

interface SectionCase {
  readonly id: string
  readonly why: string
  readonly water: WaterBody
  readonly judging: JudgingMode
  readonly sampleMgPerL: SampleMgPerL
  readonly target?: TargetClass
  readonly expect: {
    readonly class: string
    readonly grade: string
    readonly colour: string
    readonly items: Readonly<Record<string, string>>
    readonly main: readonly (readonly [string, string, number | null, string | null])[]
    readonly mainText: string
    readonly rounded?: Readonly<Record<string, number>>
    readonly attained?: boolean
    readonly over?: readonly (readonly [string, number | null])[]
    readonly reference?: Readonly<Record<string, string>>
  }
}

function evaluated(input: SectionInput): SectionEvaluation {
  const result = evaluateSection(input)
  if (!result.evaluated) throw new Error('nothing was judged')
  return result
}

describe('环办[2011]22号 section, single factor', () => {
  it.each(cases as unknown as SectionCase[])('$id $why', ({ expect: want, ...input }) => {
    const got = evaluated(input)
    expect(got.class).toBe(want.class)
    expect(got.grade).toBe(want.grade)
    expect(got.colour).toBe(want.colour)
    expect(Object.fromEntries(got.items.map((row) => [row.item, row.class]))).toEqual(want.items)
    expect(got.main.map((row) => [row.item, row.class, row.multiple, row.multipleShown])).toEqual(want.main)
    expect(got.mainText).toBe(want.mainText)
    expect(got.reference).toEqual(want.reference ?? {})
    expect(got.basis.itemsJudged).toBe(Object.keys(want.items).length)
    expect(got.basis.itemsJudged + got.basis.missing.length).toBe(21)
    if (want.rounded) {
      expect(Object.fromEntries(got.items.map((row) => [row.item, row.valueMgPerL]))).toEqual(want.rounded)
    }
    expect(got.target?.attained).toBe(want.attained)
    expect(got.target?.over.map((row) => [row.item, row.multiple])).toEqual(want.over)
  })
})

describe('readings that are no plain value', () => {
  const river = { water: 'river', judging: 'asGiven' } as const

  it('takes half of the detection limit for a result below it', () => {
    const got = evaluated({ ...river, sampleMgPerL: { NH3N: { belowDetectionLimit: 0.025 }, DO: 8 } })
    expect(got.items.find((row) => row.item === 'NH3N')?.valueMgPerL).toBe(0.0125)
  })

  it('names what is missing and why, and judges the rest', () => {
    const got = evaluated({
      ...river,
      sampleMgPerL: { DO: 6.3, TP: 'maintenance', COD: -1, PH: 15 },
      expected: ['DO', 'TP', 'COD', 'PH', 'NH3N'],
    })
    expect(got.class).toBe('Ⅱ')
    expect(got.basis.itemsJudged).toBe(1)
    expect(got.basis.missing).toEqual([
      { item: 'TP', reason: 'maintenance' },
      { item: 'COD', reason: 'over-range' },
      { item: 'PH', reason: 'over-range' },
      { item: 'NH3N', reason: 'not-measured' },
    ])
  })

  it('gives no class when nothing was measured', () => {
    expect(evaluateSection({ ...river, sampleMgPerL: { TN: 3, WT: 20 } })).toMatchObject({
      evaluated: false,
      reason: 'not-measured',
    })
    expect(evaluateSection({ ...river, sampleMgPerL: { DO: 'device' }, expected: ['DO'] })).toMatchObject({
      reason: 'device',
    })
  })

  it('refuses NaN and unknown keys', () => {
    expect(() => evaluateSection({ ...river, sampleMgPerL: { DO: Number.NaN } })).toThrow(/DO/)
    const unknown = { DO: 5, NH3: 1 } as SampleMgPerL
    expect(() => evaluateSection({ ...river, sampleMgPerL: unknown })).toThrow(/NH3/)
  })
})

it('GB 3838-2002 §5.1 ranks what is over the target by the rule for main pollutants', () => {
  const sampleMgPerL = { CODMn: 4.6, TP: 0.19, DO: 5.5, NH3N: 0.6 }
  const got = evaluated({ sampleMgPerL, water: 'river', judging: 'asGiven', target: 'Ⅱ' })
  expect(got.main).toEqual([])
  expect(got.target?.main.map((row) => [row.item, row.multipleShown])).toEqual([
    ['TP', '0.9'],
    ['NH3N', '0.2'],
    ['CODMn', '0.2'], // 0.15, half to even
  ])
})
