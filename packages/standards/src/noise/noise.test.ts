import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noiseAttainment } from './attainment.ts'
import type { NoisePointTime } from './attainment.ts'
import cases from './cases/points.json' with { type: 'json' }
import {
  areaMeanDb,
  cityNoiseGrades,
  cityNoiseWords,
  complaintReductionPercent,
  gradeCityNoise,
  roadMeanDb,
} from './city-grade.ts'
import { boundaryLimitDb, judgeFactoryBoundary, structureBorneLimitDb } from './factory-boundary.ts'
import { dayLevel, energyMeanDb, nightLevel } from './levels.ts'
import { noiseLimitDb, noiseLimitHolds, noiseZones, suddenNightNoiseHolds } from './zones.ts'
import type { NoiseZone } from './zones.ts'

describe('GB 3096-2008', () => {
  it.each(cases)('$id in $zone', ({ zone, dayHourlyLeqDb, nightHourlyLeqDb, expect: want }) => {
    const day = dayLevel(dayHourlyLeqDb)
    const night = nightLevel(nightHourlyLeqDb)
    if (typeof day.levelDb !== 'number' || typeof night.levelDb !== 'number')
      throw new Error('levels were expected')
    expect(day.levelDb).toBeCloseTo(want.ld, 4)
    expect(night.levelDb).toBeCloseTo(want.ln, 4)
    expect(noiseLimitHolds(zone as NoiseZone, 'day', day.levelDb)).toBe(want.dayHolds)
    expect(noiseLimitHolds(zone as NoiseZone, 'night', night.levelDb)).toBe(want.nightHolds)
  })

  it.each(noiseZones)('%s: the limit holds, a tenth more does not, a rounding away does', (zone) => {
    for (const period of ['day', 'night'] as const) {
      const limit = noiseLimitDb(zone, period)
      expect(noiseLimitHolds(zone, period, limit)).toBe(true)
      expect(noiseLimitHolds(zone, period, limit + 0.05)).toBe(true) // rounds to the even tenth
      expect(noiseLimitHolds(zone, period, limit + 0.06)).toBe(false)
    }
  })

  it('tells zone 4a from 4b at night', () => {
    expect([noiseLimitDb('4a类', 'night'), noiseLimitDb('4b类', 'night')]).toEqual([55, 60])
  })

  it('allows sudden noise at night 15 dB(A) over the limit', () => {
    expect(suddenNightNoiseHolds('1类', 60)).toBe(true)
    expect(suddenNightNoiseHolds('1类', 60.1)).toBe(false)
  })
})

describe('equivalent levels', () => {
  it('are energy means: 60 and 70 dB make 67.4, not 65', () => {
    expect(energyMeanDb([60, 70])).toBeCloseTo(67.4036, 4)
  })

  it('count hours and name the missing ones', () => {
    const fifteen = Array.from({ length: 15 }, () => 60)
    expect(dayLevel([...fifteen, 'device'])).toEqual({
      levelDb: 'insufficient',
      hours: 15,
      missing: ['device'],
    })
    const loose = dayLevel(fifteen, 12)
    expect(loose.levelDb).toBeCloseTo(60, 10)
    expect(loose.missing).toEqual(['not-measured'])
    expect(nightLevel([]).levelDb).toBe('insufficient')
  })

  it('refuse nonsense', () => {
    expect(() => energyMeanDb([])).toThrow(/声级/)
    expect(() => energyMeanDb([Number.NaN])).toThrow(/NaN/)
    expect(() => nightLevel(Array.from({ length: 9 }, () => 50))).toThrow(/8/)
  })

  it('lie between the arithmetic mean and the greatest level, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 300, max: 1000 }), { minLength: 1, maxLength: 16 }),
        (tenths) => {
          const levels = tenths.map((n) => n / 10)
          const arithmetic = levels.reduce((sum, level) => sum + level, 0) / levels.length
          const mean = energyMeanDb(levels)
          expect(mean).toBeGreaterThanOrEqual(arithmetic - 1e-9)
          expect(mean).toBeLessThanOrEqual(Math.max(...levels) + 1e-9)
          expect(energyMeanDb(levels.toReversed())).toBeCloseTo(mean, 9)
        },
      ),
    )
  })
})

describe('attainment of zones', () => {
  it('counts point-times, day and night apart', () => {
    const ok: NoisePointTime = { zone: '2类', dayDb: 58, nightDb: 49 }
    const loud: NoisePointTime = { zone: '2类', dayDb: 60, nightDb: 51 }
    const pointTimes = [...Array.from({ length: 20 }, () => ok), ...Array.from({ length: 4 }, () => loud)]
    const got = noiseAttainment([...pointTimes, { zone: '1类', dayDb: 'device', nightDb: 'line' }])
    expect(got.day).toEqual({ rate: { part: 24, whole: 24, percent: 100 }, missing: ['device'] })
    expect(got.night).toEqual({ rate: { part: 20, whole: 24, percent: 83.3 }, missing: ['line'] })
  })

  it('is no rate without point-times', () => {
    expect(noiseAttainment([]).day.rate).toBe('not-measured')
  })
})

describe('HJ 640-2012', () => {
  it.each([
    ['area', 'day', 50, '一级'],
    ['area', 'day', 50.1, '二级'],
    ['area', 'day', 55.04, '二级'],
    ['area', 'day', 65.1, '五级'],
    ['area', 'night', 45.1, '三级'],
    ['road', 'day', 68, '一级'],
    ['road', 'day', 70.1, '三级'],
    ['road', 'day', 74, '四级'],
    ['road', 'night', 64.1, '五级'],
  ] as const)('%s by %s at %f dB is %s', (kind, period, level, grade) => {
    expect(gradeCityNoise(kind, period, level)).toBe(grade)
  })

  it('has a word for each grade', () => {
    expect(cityNoiseGrades.map((grade) => cityNoiseWords[grade])).toEqual([
      '好',
      '较好',
      '一般',
      '较差',
      '差',
    ])
  })

  it('weights roads by length and averages the grid', () => {
    expect(
      roadMeanDb([
        { leqDb: 70, lengthM: 3000 },
        { leqDb: 66, lengthM: 1000 },
      ]),
    ).toBe(69)
    expect(areaMeanDb([54.1, 55.2, 53.6])).toBe(54.3)
    expect(() => roadMeanDb([])).toThrow(/道路/)
  })

  it('compares complaints with a base', () => {
    expect(complaintReductionPercent(200, 150)).toBe(25)
    expect(complaintReductionPercent(100, 120)).toBe(-20)
    expect(() => complaintReductionPercent(0, 1)).toThrow(/基期/)
  })
})

describe('GB 12348-2008', () => {
  it('has the limits of zones 0 to 4', () => {
    expect(([0, 1, 2, 3, 4] as const).map((zone) => boundaryLimitDb(zone, 'night'))).toEqual([
      40, 45, 50, 55, 55,
    ])
    expect(structureBorneLimitDb(1, 'B', 'day')).toBe(45)
    expect(structureBorneLimitDb(4, 'A', 'night')).toBe(35)
  })

  it('judges the level, the peak at night and rooms within a metre', () => {
    expect(judgeFactoryBoundary({ class: 3, period: 'day', leqDb: 65 })).toMatchObject({
      passes: true,
      overDb: 0,
    })
    expect(judgeFactoryBoundary({ class: 3, period: 'day', leqDb: 66.3 })).toMatchObject({
      passes: false,
      overDb: 1.3,
    })
    const peak = (kind: 'frequent' | 'occasional', highestDb: number) =>
      judgeFactoryBoundary({ class: 2, period: 'night', leqDb: 49, nightPeak: { kind, highestDb } })
    expect(peak('frequent', 60).passes).toBe(true)
    expect(peak('frequent', 60.1)).toMatchObject({ passes: false, peakHolds: false })
    expect(peak('occasional', 65).passes).toBe(true)
    expect(judgeFactoryBoundary({ class: 2, period: 'day', leqDb: 51, indoors: true })).toMatchObject({
      passes: false,
      limitDb: 50,
      overDb: 1,
    })
  })
})
