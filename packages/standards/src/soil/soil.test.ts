import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildingLandItems, evaluateBuildingLand } from './building-land.ts'
import { classifyFarmland, farmlandClasses, farmlandItems, farmlandLimits } from './farmland.ts'
import type { FarmlandItem, FarmlandUse } from './farmland.ts'
import { farmlandSafeUseRate, plotSafeUseRate } from './safe-use.ts'

describe('GB 15618-2018', () => {
  it.each([
    [5.5, 0.3, 1.5],
    [5.51, 0.4, 2],
    [6.5, 0.4, 2],
    [7.5, 0.6, 3],
    [7.51, 0.8, 4],
  ])(
    'cadmium in paddy soil of pH %f: screening %f, control %f',
    (soilPh, screeningMgPerKg, controlMgPerKg) => {
      expect(farmlandLimits('CD', soilPh, 'paddy')).toEqual({ screeningMgPerKg, controlMgPerKg })
    },
  )

  it.each([
    [{ CD: 0.6 }, '优先保护类'],
    [{ CD: 0.61 }, '安全利用类'],
    [{ CD: 3 }, '安全利用类'],
    [{ CD: 3.01 }, '严格管控类'],
    [{ CU: 5000 }, '安全利用类'],
    [{ CD: 0.1, AS: 121 }, '严格管控类'],
    [{ CD: { belowDetectionLimit: 0.1 }, BAP: 0.6 }, '安全利用类'],
  ] as const)('%j in paddy soil of pH 7 is %s', (contentMgPerKg, want) => {
    expect(classifyFarmland({ contentMgPerKg, soilPh: 7, use: 'paddy' }).class).toBe(want)
  })

  it('has its own copper value for orchards and takes the stricter one for rotation', () => {
    expect(farmlandLimits('CU', 6, 'orchard').screeningMgPerKg).toBe(150)
    expect(farmlandLimits('CU', 6, 'other').screeningMgPerKg).toBe(50)
    expect(farmlandLimits('HG', 6, 'rotation').screeningMgPerKg).toBe(0.5)
    expect(farmlandLimits('CR', 6, 'rotation').screeningMgPerKg).toBe(150)
    expect(farmlandLimits('NI', 6, 'orchard').controlMgPerKg).toBeNull()
  })

  it('names what is missing and refuses what it does not know', () => {
    const got = classifyFarmland({ contentMgPerKg: { CD: 'rejected', PB: -1 }, soilPh: 6, use: 'other' })
    expect(got).toMatchObject({ class: 'not-measured', items: [] })
    expect(got.missing).toEqual([
      { item: 'CD', reason: 'rejected' },
      { item: 'PB', reason: 'over-range' },
    ])
    expect(() => classifyFarmland({ contentMgPerKg: { CD: 1 }, soilPh: 15, use: 'other' })).toThrow(/15/)
    expect(() => classifyFarmland({ contentMgPerKg: { U: 1 } as object, soilPh: 6, use: 'other' })).toThrow(
      /U/,
    )
  })

  it('never improves when a content rises, nor when land rotates', () => {
    const content = fc.integer({ min: 0, max: 200_000 }).map((n) => n / 100)
    const ph = fc.integer({ min: 40, max: 90 }).map((n) => n / 10)
    fc.assert(
      fc.property(fc.constantFrom(...farmlandItems), content, content, ph, (item, a, b, soilPh) => {
        const rank = (value: number, use: FarmlandUse): number => {
          const contentMgPerKg: Partial<Record<FarmlandItem, number>> = { [item]: value }
          return farmlandClasses.findIndex(
            (name) => name === classifyFarmland({ contentMgPerKg, soilPh, use }).class,
          )
        }
        expect(rank(Math.max(a, b), 'paddy')).toBeGreaterThanOrEqual(rank(Math.min(a, b), 'paddy'))
        expect(rank(a, 'rotation')).toBeGreaterThanOrEqual(Math.max(rank(a, 'paddy'), rank(a, 'other')))
      }),
    )
  })
})

describe('GB 36600-2018', () => {
  it('has 45 basic items and petroleum; class 1 is never laxer, control never below screening', () => {
    expect(buildingLandItems).toHaveLength(46)
    for (const { screening, control } of buildingLandItems) {
      expect(Number(screening[0])).toBeLessThanOrEqual(Number(screening[1]))
      expect(Number(control[0])).toBeLessThanOrEqual(Number(control[1]))
      expect(Number(control[0])).toBeGreaterThanOrEqual(Number(screening[0]))
      expect(Number(control[1])).toBeGreaterThanOrEqual(Number(screening[1]))
    }
  })

  it('asks for a survey over screening and for remediation over control', () => {
    expect(evaluateBuildingLand({ 砷: 60 }, 2)).toMatchObject({ risk: 'acceptable', over: [] })
    const survey = evaluateBuildingLand({ 砷: 119, 铅: 100 }, 2)
    expect(survey).toMatchObject({
      risk: 'surveyAndAssess',
      itemsJudged: 2,
      over: [{ item: '砷', multiple: 0.98 }],
    })
    expect(evaluateBuildingLand({ 砷: 119 }, 1).risk).toBe('surveyAndAssess')
    expect(evaluateBuildingLand({ 砷: 121 }, 1).risk).toBe('controlOrRemediate')
  })

  it('names what is missing and refuses what it does not know', () => {
    expect(evaluateBuildingLand({ 苯: 'device' }, 1)).toMatchObject({
      risk: 'not-measured',
      missing: [{ item: '苯', reason: 'device' }],
    })
    expect(() => evaluateBuildingLand({ 钼: 1 }, 1)).toThrow(/钼/)
  })
})

describe('safe-use rates', () => {
  const parcel = { class: '安全利用类', areaHectares: 10, measuresInPlace: true, cropsMeet: true } as const

  it('weigh areas and keep what is undecided in the whole', () => {
    const parcels = [
      { ...parcel, areaHectares: 90.1 },
      { ...parcel, areaHectares: 3.2, class: '严格管控类', cropsMeet: 'stopped' },
      { ...parcel, areaHectares: 2.7, measuresInPlace: false },
      { ...parcel, areaHectares: 4, cropsMeet: 'not-measured' },
    ] as const
    expect(farmlandSafeUseRate(parcels)).toEqual({
      safeHectares: 93.3,
      wholeHectares: 100,
      undecidedHectares: 4,
      percent: 93.3,
    })
  })

  it('count redeveloped plots by area', () => {
    const plots = [
      { areaHectares: 2, meetsPlannedUse: true },
      { areaHectares: 1, meetsPlannedUse: false },
    ]
    expect(plotSafeUseRate(plots, 2).percent).toBe(66.67)
  })

  it('do not exist without a list', () => {
    expect(() => farmlandSafeUseRate([])).toThrow(/清单/)
    expect(() => plotSafeUseRate([{ areaHectares: -1, meetsPlannedUse: true }])).toThrow(/清单/)
  })
})
