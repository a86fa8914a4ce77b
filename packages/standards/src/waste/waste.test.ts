import { describe, expect, it } from 'vitest'
import cases from './cases/waste.json' with { type: 'json' }
import { wasteGeneratorLevel, wasteTonnesForLevel } from './generator-level.ts'
import { readManifestNumber } from './manifest-number.ts'
import { readWasteCode, wasteCategories } from './waste-code.ts'

describe('HJ 1259-2022 level of a unit', () => {
  it.each(cases.levels)('$id is $expect', ({ unit, expect: want }) => {
    expect(wasteGeneratorLevel(unit)).toBe(want)
  })

  it('takes the largest of the last three years, then of the years there are, then of the plans', () => {
    expect(wasteTonnesForLevel({ yearlyTonnes: [300, 12, 40, 9], eiaTonnes: 500 })).toBe(40)
    expect(wasteTonnesForLevel({ yearlyTonnes: [7.5] })).toBe(7.5)
    expect(wasteTonnesForLevel({ yearlyTonnes: [], eiaTonnes: 8, permitTonnes: 11 })).toBe(11)
    expect(wasteTonnesForLevel({ yearlyTonnes: [], permitTonnes: 3 })).toBe(3)
    expect(() => wasteTonnesForLevel({ yearlyTonnes: [] })).toThrow(/no figure/)
    expect(() => wasteTonnesForLevel({ yearlyTonnes: [-1] })).toThrow(/below zero/)
    expect(() => wasteGeneratorLevel({ annualTonnes: -1, ownFacility: false, licence: true })).toThrow(/-1/)
  })
})

describe('危险废物转移管理办法 number of a manifest', () => {
  it.each(cases.manifests)('$id $number', ({ number, expect: want }) => {
    expect(readManifestNumber(number)).toEqual(want)
  })
})

describe('国家危险废物名录 code', () => {
  it.each(cases.codes)('$id $code', ({ code, expect: want }) => {
    expect(readWasteCode(code)).toMatchObject(want)
    expect('category' in readWasteCode(code)).toBe('category' in want)
  })

  it('has 46 categories, none of HW41 to HW44', () => {
    expect(wasteCategories).toHaveLength(46)
    expect(readWasteCode('900-249-41')).toMatchObject({ valid: false, reason: 'category' })
    expect(readWasteCode('900-249-00').valid).toBe(false)
    expect(readWasteCode(' 900-249-08')).toEqual({ valid: false, reason: 'shape' })
  })
})
