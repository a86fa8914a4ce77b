import fc from 'fast-check'
import { expect, it } from 'vitest'
import { classifySections, noClassRank } from './batch.ts'
import { classRank, limitsOf } from './classes.ts'
import { judgedItems, surfaceWaterItem } from './items.ts'
import type { JudgedItem } from './items.ts'
import type { JudgingMode, SampleMgPerL } from './sample.ts'
import { evaluateSection } from './section.ts'

/** Values where classes change: limits, halves of the judging unit about them, and neighbours. */
function edges(item: JudgedItem): number[] {
  const unit = 10 ** -surfaceWaterItem(item).judgingDecimals
  const limits = [...limitsOf(item, 'river'), ...limitsOf(item, 'lake')].map(Number)
  const near = limits.flatMap((limit) =>
    [-1, -0.51, -0.5, -0.49, 0, 0.49, 0.5, 0.51, 1].map((n) => limit + n * unit),
  )
  return near.map((value) => Number(value.toPrecision(8))).filter((value) => value >= 0)
}

const value = (item: JudgedItem): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(...edges(item)),
    fc.integer({ min: 0, max: 20_000 }).map((n) => n / 1000),
    fc.constantFrom(Number.NaN, -1),
  )

const row = fc.record(
  Object.fromEntries(judgedItems.map((item) => [item, value(item)])) as Record<
    JudgedItem,
    fc.Arbitrary<number>
  >,
  { requiredKeys: [] },
)

it.each<JudgingMode>(['asGiven', 'rounded'])('agrees with evaluateSection on every edge, %s', (judging) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.boolean()), { minLength: 1, maxLength: 8 }), (rows) => {
      const columnsMgPerL = Object.fromEntries(
        judgedItems.map((item) => [item, Float64Array.from(rows, ([sample]) => sample[item] ?? Number.NaN)]),
      )
      const isLake = Uint8Array.from(rows, ([, lake]) => Number(lake))
      const lakes = rows.some(([, lake]) => lake) ? { isLake } : {}
      const got = classifySections({ columnsMgPerL, judging, ...lakes })
      rows.forEach(([sample, lake], index) => {
        const measured = Object.entries(sample).filter(([, reading]) => !Number.isNaN(reading))
        const sampleMgPerL: SampleMgPerL = Object.fromEntries(measured)
        const want = evaluateSection({ sampleMgPerL, water: lake ? 'lake' : 'river', judging })
        expect(got.ranks[index]).toBe(want.evaluated ? classRank(want.class) : noClassRank)
        expect(got.itemsJudged[index]).toBe(want.basis.itemsJudged)
      })
    }),
    { numRuns: 300 },
  )
})

it('takes all samples for rivers when no lakes are marked', () => {
  const columnsMgPerL = { TP: Float64Array.of(0.06, 0.5, Number.NaN) }
  expect([...classifySections({ columnsMgPerL, judging: 'asGiven' }).ranks]).toEqual([1, 5, noClassRank])
  const isLake = Uint8Array.of(1, 1, 1)
  expect([...classifySections({ columnsMgPerL, judging: 'asGiven', isLake }).ranks]).toEqual([
    3,
    5,
    noClassRank,
  ])
})

it('refuses columns of different lengths', () => {
  const columnsMgPerL = { TP: new Float64Array(2), DO: new Float64Array(3) }
  expect(() => classifySections({ columnsMgPerL, judging: 'asGiven' })).toThrow(/长度/)
})
