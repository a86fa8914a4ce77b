import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import phMeans from './cases/ph-means.json' with { type: 'json' }
import { annualMean, lakeMean, meanPh, meanSample, monthlyMean, quarterlyMean } from './means.ts'
import type { SampleMgPerL } from './sample.ts'
import { evaluateSection } from './section.ts'

describe('means', () => {
  it.each(phMeans)('$id pH is averaged as acidity', ({ ph, expect: want }) => {
    expect(meanPh(ph)).toBeCloseTo(want, 6)
  })

  it('is exact in decimal: the mean of 1.00 and 1.01 is 1.005, which rounds to 1.00', () => {
    const { sampleMgPerL } = monthlyMean([{ NH3N: 1 }, { NH3N: 1.01 }])
    expect(sampleMgPerL.NH3N).toBe(1.005)
    const got = evaluateSection({ sampleMgPerL, water: 'river', judging: 'rounded' })
    expect(got.evaluated && got.class).toBe('Ⅲ')
  })

  it('leaves missing values out, counts, and takes half of a detection limit', () => {
    const got = meanSample([{ NH3N: 0.3 }, { NH3N: 'device' }, { NH3N: { belowDetectionLimit: 0.02 } }, {}])
    expect(got.items.NH3N).toEqual({ mean: 0.155, count: 2, missing: ['device', 'not-measured'] })
  })

  it('needs two values for a quarter and twelve months for a year, eight with ice', () => {
    const months: SampleMgPerL[] = Array.from({ length: 9 }, (_, month) => ({ COD: 10 + month }))
    expect(quarterlyMean(months.slice(0, 1)).sampleMgPerL.COD).toBe('insufficient')
    expect(quarterlyMean(months.slice(0, 3)).sampleMgPerL.COD).toBe(11)
    expect(annualMean(months).sampleMgPerL.COD).toBe('insufficient')
    expect(annualMean(months, 8).sampleMgPerL.COD).toBe(14)
    expect(() => annualMean([...months, ...months])).toThrow(/12/)
  })

  it('averages a lake over time first, then over its points', () => {
    expect(lakeMean([[{ TP: 0.02 }, { TP: 0.04 }], [{ TP: 0.09 }]]).sampleMgPerL.TP).toBe(0.06)
  })

  it('gives the year a class by its mean concentrations: good in the year, bad in a third of the months', () => {
    const months: SampleMgPerL[] = [0.3, 0.3, 0.3, 0.3, 0.5, 0.5, 1.6, 1.8, 1.9, 1.7, 0.6, 0.4].map(
      (NH3N) => ({ NH3N }),
    )
    const { sampleMgPerL } = annualMean(months)
    expect(evaluateSection({ sampleMgPerL, water: 'river', judging: 'rounded' })).toMatchObject({
      class: 'Ⅲ',
    })
  })

  const values = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 24 })

  it('lies between the least and the greatest value and does not depend on order', () => {
    fc.assert(
      fc.property(values, (list) => {
        const samples = list.map((n) => ({ COD: n / 1000 }))
        const mean = meanSample(samples).sampleMgPerL.COD
        if (typeof mean !== 'number') throw new Error('a mean was expected')
        expect(mean).toBeGreaterThanOrEqual(Math.min(...list) / 1000)
        expect(mean).toBeLessThanOrEqual(Math.max(...list) / 1000)
        expect(meanSample(samples.toReversed()).sampleMgPerL.COD).toBe(mean)
      }),
    )
  })
})
