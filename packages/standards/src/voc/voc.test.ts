import { describe, expect, it } from 'vitest'
import { mpXylene, vocCompound, vocCompounds, vocCoverage } from './compounds.ts'
import { litresPerMole, ozoneFormation, ppbvToPpbc, ppbvToUgPerM3, ugPerM3ToPpbv } from './ozone-formation.ts'

/** CAS, ppbv, µg/m³, OFP. */
type Row = readonly [string, number, number, number]
const samples: readonly (readonly [string, readonly Row[], number, number])[] = [
  ['toluene', [['108-88-3', 5, 18.8309, 75.3235]], 18.8309, 75.3235],
  [
    'four compounds',
    [
      ['74-85-1', 3, 3.44, 30.9604],
      ['115-07-1', 1, 1.72, 20.0554],
      ['108-88-3', 5, 18.8309, 75.3235],
      ['95-47-6', 0.8, 3.4716, 26.5231],
    ],
    27.4626,
    152.8624,
  ],
  ['m/p-xylene in one peak', [[mpXylene.cas, 2, 8.679, 67.653]], 8.679, 67.653],
  ['no MIR', [['75-71-8', 0.5, 2.471, 0]], 2.471, 0],
  ['negative MIR', [['100-52-7', 1, 4.3377, -2.9063]], 4.3377, -2.9063],
  [
    'carbonyls',
    [
      ['50-00-0', 4, 4.9091, 46.4404],
      ['75-07-0', 3, 5.4019, 35.3282],
      ['67-64-1', 5, 11.8698, 4.2731],
    ],
    22.1808,
    86.0418,
  ],
]

describe('VOC target compounds', () => {
  it('are 57, 47 and 13, each CAS number once and with a right check digit', () => {
    const count = (list: string) => vocCompounds.filter((compound) => compound.list === list).length
    expect([count('pams'), count('to15'), count('carbonyl'), vocCompounds.length]).toEqual([57, 47, 13, 117])
    expect(new Set(vocCompounds.map(({ cas }) => cas)).size).toBe(117)
    for (const { cas } of [...vocCompounds, mpXylene]) {
      const digits = cas.replaceAll('-', '').split('').map(Number).toReversed()
      const sum = digits.slice(1).reduce((total, digit, place) => total + digit * (place + 1), 0)
      expect(sum % 10, cas).toBe(digits[0])
    }
  })

  it('weigh what their formula says', () => {
    const masses: Record<string, number> = {
      C: 12.011,
      H: 1.008,
      O: 15.999,
      N: 14.007,
      S: 32.06,
      Cl: 35.45,
      F: 18.998,
      Br: 79.904,
    }
    for (const { formula, gramsPerMole, carbons } of vocCompounds) {
      const atoms = [...formula.matchAll(/(Cl|Br|[CHONSF])(\d*)/g)].map(
        ([, symbol = '', n = '']) => [symbol, Number(n || 1)] as const,
      )
      expect(atoms.reduce((sum, [symbol, n]) => sum + (masses[symbol] ?? Number.NaN) * n, 0)).toBeCloseTo(
        gramsPerMole,
        1,
      )
      expect(atoms.filter(([symbol]) => symbol === 'C').reduce((sum, [, n]) => sum + n, 0)).toBe(carbons)
    }
  })

  it('are 116 when m- and p-xylene share a peak', () => {
    const all = vocCompounds.map(({ cas }) => cas)
    expect(vocCoverage(all)).toMatchObject({ expected: 117, reported: 117, missing: [], unknown: [] })
    const peak = [...all.filter((cas) => cas !== '108-38-3' && cas !== '106-42-3'), mpXylene.cas]
    expect(vocCoverage(peak)).toMatchObject({ expected: 116, reported: 116, missing: [] })
    expect(vocCoverage(peak.slice(1))).toMatchObject({ reported: 115, missing: [{ en: 'ethane' }] })
    expect(vocCoverage(['64-17-5x']).unknown).toEqual(['64-17-5x'])
    expect(vocCompound('108-88-3')?.zh).toBe('甲苯')
  })
})

describe('ozone formation potential', () => {
  it.each(samples)('%s', (_name, rows, total, ofp) => {
    const found = ozoneFormation(rows.map(([cas, ppbv]) => ({ cas, ppbv })))
    expect(found.totalUgPerM3).toBeCloseTo(total, 3)
    expect(found.ofpUgPerM3).toBeCloseTo(ofp, 3)
    for (const [cas, , ugPerM3, potential] of rows) {
      const row = found.compounds.find(({ compound }) => compound.cas === cas)
      expect(row?.ugPerM3 as number).toBeCloseTo(ugPerM3, 3)
      expect(row?.ofpUgPerM3 as number).toBeCloseTo(potential, 3)
    }
  })

  it('names what it could not count and ranks the rest', () => {
    const found = ozoneFormation([
      { cas: '75-71-8', ppbv: 0.5 },
      { cas: '74-85-1', ppbv: 'calibration' },
      { cas: '108-88-3', ppbv: 5 },
    ])
    expect(found).toMatchObject({ validCount: 2, expectedCount: 3, withoutMir: [{ cas: '75-71-8' }] })
    expect(found.compounds.map(({ compound }) => compound.cas)).toEqual(['108-88-3', '75-71-8', '74-85-1'])
    expect(found.ofpByGroup.aromatic).toBeCloseTo(75.3235, 3)
    expect(ozoneFormation([{ cas: '74-84-0', ppbv: 10 }], 'MIR China 2021').ofpUgPerM3).toBeCloseTo(
      12.291 * 0.14,
      2,
    )
  })

  it('refuses what is no target compound, and compounds given twice', () => {
    expect(() => ozoneFormation([{ cas: '7732-18-5', ppbv: 1 }])).toThrow(/no target compound/)
    expect(() =>
      ozoneFormation([
        { cas: '74-84-0', ppbv: 1 },
        { cas: '74-84-0', ppbv: 2 },
      ]),
    ).toThrow(/twice/)
  })

  it('converts at 24.4654 L/mol, there and back', () => {
    expect(litresPerMole()).toBeCloseTo(24.465404, 5)
    expect(litresPerMole({ kelvin: 273.15, kilopascal: 101.325 })).toBeCloseTo(22.414, 3)
    expect(ugPerM3ToPpbv(ppbvToUgPerM3(3.3, 78.11), 78.11)).toBeCloseTo(3.3, 12)
    expect(ppbvToPpbc(2, 7)).toBe(14)
  })
})
