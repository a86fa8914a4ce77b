import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import db32 from './cases/db32-4440.json' with { type: 'json' }
import national from './cases/gb18918.json' with { type: 'json' }
import {
  db324440BindsFrom,
  db324440Limit,
  isDb324440Winter,
  jiangsuPlantGrade,
  judgeDb324440,
} from './db32-4440.ts'
import type { Db324440Grade, Db324440Input, EffluentKind } from './db32-4440.ts'
import { gb18918Limit, judgeGb18918 } from './gb18918.ts'
import type { Gb18918Grade, Gb18918Input } from './gb18918.ts'
import { sewageItems } from './verdict.ts'
import type { SewageItem } from './verdict.ts'

describe('GB 18918-2002', () => {
  it.each(national)('$id', ({ expect: want, ...input }) => {
    const got = judgeGb18918(input as Gb18918Input)
    expect(got.passes).toBe(want.passes)
    expect(Object.fromEntries(got.over.map((row) => [row.item, row.multiple]))).toEqual(want.over)
  })

  it('allows more ammonia up to 12 °C, more phosphorus to works built before 2006', () => {
    expect(gb18918Limit('NH3N', { grade: 'A', waterCelsius: 12 })).toBe('8')
    expect(gb18918Limit('NH3N', { grade: 'A', waterCelsius: 12.1 })).toBe('5')
    expect(gb18918Limit('NH3N', { grade: 'A', waterCelsius: 'device' })).toBe('5')
    expect(gb18918Limit('TP', { grade: 'B', builtBefore2006: true })).toBe('1.5')
  })

  it('names items without a limit and without a value', () => {
    const got = judgeGb18918({ grade: 'II', dailyMeanMgPerL: { TN: 40, COD: 'device', SS: 30, BOD5: -1 } })
    expect(got).toMatchObject({ passes: true, judged: ['SS'], unlimited: ['TN'] })
    expect(got.missing).toEqual([
      { item: 'COD', reason: 'device' },
      { item: 'BOD5', reason: 'over-range' },
    ])
    expect(judgeGb18918({ grade: 'II', dailyMeanMgPerL: { TN: 40 } }).passes).toBe('not-measured')
  })

  it('judges pH by its range and alkyl mercury by detection', () => {
    const of = (dailyMeanMgPerL: Gb18918Input['dailyMeanMgPerL']) =>
      judgeGb18918({ grade: 'A', dailyMeanMgPerL })
    expect(of({ PH: 6 }).passes).toBe(true)
    expect(of({ PH: 9.1 }).over).toMatchObject([{ item: 'PH', multiple: null }])
    expect(of({ ALKYL_HG: { belowDetectionLimit: 0.00001 } }).passes).toBe(true)
    expect(of({ ALKYL_HG: 0.00001 }).over).toMatchObject([{ item: 'ALKYL_HG', multiple: null }])
    expect(of({ COD: { belowDetectionLimit: 102 } }).over).toMatchObject([{ multiple: 0.02 }])
  })

  it('refuses unknown items', () => {
    expect(() => judgeGb18918({ grade: 'A', dailyMeanMgPerL: { NH4: 1 } as object })).toThrow(/NH4/)
  })
})

describe('DB32/4440-2022', () => {
  it.each(db32)('$id', ({ expect: want, ...input }) => {
    const got = judgeDb324440(input as Db324440Input)
    expect(got.passes).toBe(want.passes)
    expect(Object.fromEntries(got.over.map((row) => [row.item, [Number(row.limit), row.multiple]]))).toEqual(
      want.over,
    )
  })

  it.each([
    ['2026-10-31', false],
    ['2026-11-01', true],
    ['2027-03-31', true],
    ['2027-04-01', false],
  ])('winter on %s: %s', (date, winter) => {
    expect(isDb324440Winter(date)).toBe(winter)
  })

  it('refuses a date that is none', () => {
    expect(() => isDb324440Winter('2026-13-01')).toThrow(/2026-13-01/)
  })

  it.each([
    ['new', 'key', false, 5000, 'A'],
    ['new', 'key', false, 4999, 'B'],
    ['new', 'general', false, 10_000, 'A'],
    ['new', 'general', true, 9999, 'B'],
    ['existing', 'key', false, 100, 'B'],
    ['existing', 'general', true, 100, 'C'],
    ['existing', 'general', false, 3000, 'C'],
    ['existing', 'general', false, 2999, 'D'],
  ] as const)(
    '%s works, %s area, Taihu %s, %i m³/d: grade %s',
    (built, area, taihu, capacityM3PerDay, grade) => {
      expect(jiangsuPlantGrade({ built, area, taihu, capacityM3PerDay })).toBe(grade)
    },
  )

  it('binds existing works three years later', () => {
    expect([db324440BindsFrom('new'), db324440BindsFrom('existing')]).toEqual(['2023-03-28', '2026-03-28'])
    expect(() => jiangsuPlantGrade({ built: 'new', area: 'key', taihu: false, capacityM3PerDay: 0 })).toThrow(
      /规模/,
    )
  })

  it('has no single-sample limit but for four items', () => {
    const limited = sewageItems.filter((item) => db324440Limit(item, 'A', 'single', false) !== null)
    expect(limited).toEqual(['COD', 'TN', 'NH3N', 'TP'])
  })
})

describe('laws of limits', () => {
  const item = fc.constantFrom(...sewageItems.filter((key) => key !== 'PH' && key !== 'ALKYL_HG'))

  it('a stricter grade never has a higher limit', () => {
    const of = (key: SewageItem, grade: Gb18918Grade): number =>
      Number(gb18918Limit(key, { grade }) ?? Infinity)
    fc.assert(
      fc.property(item, (key) => {
        const limits = (['A', 'B', 'II', 'III'] as const).map((grade) => of(key, grade))
        expect(limits).toEqual(limits.toSorted((a, b) => a - b))
      }),
    )
  })

  it('a winter limit and a single-sample limit are never stricter', () => {
    const grade = fc.constantFrom<Db324440Grade>('A', 'B', 'C', 'D')
    const of = (key: SewageItem, g: Db324440Grade, kind: EffluentKind, winter: boolean): number =>
      Number(db324440Limit(key, g, kind, winter) ?? Infinity)
    fc.assert(
      fc.property(item, grade, fc.boolean(), (key, g, winter) => {
        expect(of(key, g, 'single', winter)).toBeGreaterThanOrEqual(of(key, g, 'dailyMean', winter))
        expect(of(key, g, 'dailyMean', true)).toBeGreaterThanOrEqual(of(key, g, 'dailyMean', false))
      }),
    )
  })
})
