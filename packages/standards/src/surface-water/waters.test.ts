import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cases from './cases/waters.json' with { type: 'json' }
import { surfaceWaterClasses } from './classes.ts'
import type { SurfaceWaterClass } from './classes.ts'
import { waterGrades } from './grade.ts'
import { judgedItems } from './items.ts'
import type { SampleMgPerL } from './sample.ts'
import { classShares, countedShare, gradeOfShares } from './shares.ts'
import { evaluateWaters } from './waters.ts'
import type { WatersSection } from './waters.ts'

interface WatersCase {
  readonly id: string
  readonly why: string
  readonly samplesMgPerL?: readonly SampleMgPerL[]
  readonly classes?: readonly SurfaceWaterClass[]
  readonly expect: {
    readonly class?: string
    readonly grade: string
    readonly items?: Readonly<Record<string, string>>
    readonly mainText?: string
    readonly mean?: Readonly<Record<string, number>>
    readonly goodPercent?: number
    readonly worseThanVPercent?: number
    readonly percents?: Readonly<Record<string, number>>
  }
}

const gradeRank = (classes: readonly SurfaceWaterClass[]): number =>
  waterGrades.indexOf(gradeOfShares(classShares(classes)))

const rivers = (samples: readonly SampleMgPerL[]): WatersSection[] =>
  samples.map((sampleMgPerL, index) => ({ name: `s${index}`, sampleMgPerL, water: 'river' }))

/** A sample of each class by ammonia alone. */
const ammonia: Record<SurfaceWaterClass, number> = { Ⅰ: 0.1, Ⅱ: 0.4, Ⅲ: 0.9, Ⅳ: 1.4, Ⅴ: 1.9, 劣Ⅴ: 3 }

describe('环办[2011]22号 rivers and basins', () => {
  it.each(cases as unknown as WatersCase[])('$id $why', ({ samplesMgPerL, classes, expect: want }) => {
    if (samplesMgPerL !== undefined) {
      const got = evaluateWaters(rivers(samplesMgPerL), 'asGiven')
      if (got.method !== 'meanOfSections' || !got.evaluation.evaluated) throw new Error('a mean was expected')
      expect(got.evaluation.class).toBe(want.class)
      expect(got.evaluation.grade).toBe(want.grade)
      expect(got.evaluation.mainText).toBe(want.mainText)
      const items = got.evaluation.items.map((row) => [row.item, row.class, row.valueMgPerL] as const)
      expect(Object.fromEntries(items.map(([item, name]) => [item, name]))).toEqual(want.items)
      expect(Object.fromEntries(items.map(([item, , value]) => [item, value]))).toEqual(want.mean)
      expect(got.sections).toHaveLength(samplesMgPerL.length)
      return
    }
    const got = evaluateWaters(rivers((classes ?? []).map((name) => ({ NH3N: ammonia[name] }))), 'asGiven')
    if (got.method !== 'classShares') throw new Error('shares were expected')
    expect(got.grade).toBe(want.grade)
    expect(got.shares.good.percent).toBe(want.goodPercent)
    expect(got.shares.worseThanV.percent).toBe(want.worseThanVPercent)
    const percents = Object.entries(got.shares.byClass).map(([name, share]) => [name, share.percent])
    expect(Object.fromEntries(percents)).toEqual(want.percents)
  })

  it('ranks items by the share of sections over class Ⅲ', () => {
    const samples = [
      { TP: 0.3, DO: 4 },
      { TP: 0.3, DO: 4 },
      { TP: 0.3 },
      { COD: 25 },
      { COD: 45 },
      { NH3N: 1.2 },
      {},
    ]
    const got = evaluateWaters(rivers(samples), 'asGiven')
    if (got.method !== 'classShares') throw new Error('shares were expected')
    expect(got.main.map((row) => [row.item, row.rate.part, row.rate.whole, row.rate.percent])).toEqual([
      ['TP', 3, 6, 50],
      ['DO', 2, 6, 33.3],
      ['COD', 2, 6, 33.3],
    ])
    expect(got.shares).toMatchObject({ listed: 7, judged: 6, missing: ['not-measured'] })
  })

  it('says so when no section has a value', () => {
    const empty = evaluateWaters(rivers([{}, {}, {}, {}, { TN: 1 }]), 'asGiven')
    expect(empty).toMatchObject({
      method: 'notEvaluated',
      sections: [{ evaluation: { reason: 'not-measured' } }, {}, {}, {}, {}],
    })
  })

  it('refuses a mean over rivers and lakes, and over nothing', () => {
    const lake: WatersSection = { name: 'l', sampleMgPerL: { DO: 6 }, water: 'lake' }
    expect(() => evaluateWaters([...rivers([{ DO: 6 }]), lake], 'asGiven')).toThrow(/湖库/)
    expect(() => evaluateWaters([], 'asGiven')).toThrow(/断面/)
  })
})

describe('shares', () => {
  it('rounds percentages half to even at the decimals asked for', () => {
    expect(countedShare(1, 16, 1).percent).toBe(6.2)
    expect(countedShare(3, 16, 1).percent).toBe(18.8)
    expect(countedShare(48, 55, 2).percent).toBe(87.27)
  })

  it('has no share of nothing', () => {
    expect(() => classShares(['not-measured'])).toThrow(/0/)
    expect(() => countedShare(3, 2, 1)).toThrow(/3/)
  })

  const list = fc.array(fc.constantFrom(...surfaceWaterClasses), { minLength: 1, maxLength: 40 })

  it('adds up, and does not depend on order', () => {
    fc.assert(
      fc.property(list, (classes) => {
        const shares = classShares(classes)
        const parts = Object.values(shares.byClass).map((share) => share.part)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(classes.length)
        expect(classShares(classes.toReversed())).toEqual(shares)
      }),
    )
  })

  it('does not worsen the grade when a section improves to class Ⅱ', () => {
    fc.assert(
      fc.property(list, fc.nat(), (classes, at) => {
        const better = classes.with(at % classes.length, 'Ⅱ')
        expect(gradeRank(better)).toBeLessThanOrEqual(gradeRank(classes))
      }),
    )
  })
})

it('judges the same whichever way sections are ordered', () => {
  const sample = fc.record(
    Object.fromEntries(
      judgedItems.map((item) => [item, fc.integer({ min: 0, max: 9000 }).map((n) => n / 1000)]),
    ),
  )
  fc.assert(
    fc.property(fc.array(sample, { minLength: 2, maxLength: 4 }), (samples) => {
      const one = evaluateWaters(rivers(samples), 'asGiven')
      const other = evaluateWaters(rivers(samples.toReversed()), 'asGiven')
      if (one.method !== 'meanOfSections' || other.method !== 'meanOfSections')
        throw new Error('means expected')
      expect(other.evaluation).toEqual(one.evaluation)
    }),
    { numRuns: 30 },
  )
})
