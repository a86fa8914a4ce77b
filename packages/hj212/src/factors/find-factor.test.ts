import { describe, expect, it } from 'vitest'
import { defaultUnit, factors, findFactor } from './find-factor.ts'

describe('HJ 212-2017 appendix B', () => {
  it.each([
    ['w01018', '化学需氧量', 'mg/L'],
    ['011', '化学需氧量', 'mg/L'],
    ['a21026', '二氧化硫', 'mg/m³'],
    ['02', '二氧化硫', 'mg/m³'],
    ['Leq', '等效声级', 'dB'],
    ['e10107', '进水口流量', 'L/s'],
    ['i33312', '炉膛内上部焚烧温度', '°C'],
    ['I33400', '生产负荷', '%'],
    ['W01018', '化学需氧量', 'mg/L'],
  ])('names %s %s in %s', (code, nameZh, unit) => {
    expect(findFactor(code)?.nameZh).toBe(nameZh)
    expect(defaultUnit(code, 'Rtd')).toBe(unit)
  })

  it('keeps codes outside the tables as unknown', () => {
    expect(findFactor('ys1000')).toBeNull()
    expect(defaultUnit('__proto__', 'Rtd')).toBeNull()
  })

  it('knows the unit traps between 2005 and 2017', () => {
    expect([defaultUnit('022', 'Avg'), defaultUnit('w20115', 'Avg')]).toEqual(['mg/L', 'µg/L'])
    expect([defaultUnit('S08', 'Rtd'), defaultUnit('a01013', 'Rtd')]).toEqual(['MPa', 'kPa'])
  })

  it('has an amount in its own unit', () => {
    expect([defaultUnit('w00000', 'Avg'), defaultUnit('w00000', 'Cou')]).toEqual(['L/s', 'm³'])
  })

  it('names every row in both languages', () => {
    expect(factors.length).toBeGreaterThan(380)
    expect(factors.filter(({ nameZh, nameEn }) => nameZh === '' || nameEn === '')).toEqual([])
  })
})
