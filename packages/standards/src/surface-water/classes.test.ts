import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classOfItem, classOfRank, classRank, limitsOf, temperatureChangeHolds } from './classes.ts'
import type { WaterBody } from './classes.ts'
import { judgedItems, surfaceWaterItem, surfaceWaterItemOfFactor, surfaceWaterItems } from './items.ts'
import type { ClassedItem } from './items.ts'
import { evaluateSection } from './section.ts'

const classed = surfaceWaterItems.map((row) => row.key).filter((key) => key !== 'WT')
const upper = classed.filter((key) => key !== 'PH' && key !== 'DO')

describe('GB 3838-2002 table 1', () => {
  it('has 24 items, 21 of them judged', () => {
    expect(surfaceWaterItems).toHaveLength(24)
    expect(judgedItems).toHaveLength(21)
    expect(surfaceWaterItems.map((row) => row.no)).toEqual(surfaceWaterItems.map((_, index) => index + 1))
  })

  it.each(upper.flatMap((item) => (['river', 'lake'] as const).map((water) => [item, water] as const)))(
    '%s in a %s: each limit belongs to the better class, a little more does not',
    (item, water) => {
      const limits = limitsOf(item, water)
      limits.forEach((limit, rank) => {
        const best = limits.indexOf(limit)
        expect(classRank(classOfItem(item, Number(limit), water))).toBe(best)
        const next = limits.findIndex((other) => Number(other) > Number(limit))
        expect(classRank(classOfItem(item, Number(limit) * 1.001, water))).toBe(next < 0 ? 5 : next)
        expect(rank).toBeGreaterThanOrEqual(best)
      })
    },
  )

  it.each([
    ['DO', 7.5, 'Ⅰ'],
    ['DO', 7.49, 'Ⅱ'],
    ['DO', 2, 'Ⅴ'],
    ['DO', 1.99, '劣Ⅴ'],
    ['PH', 6, 'Ⅰ'],
    ['PH', 9, 'Ⅰ'],
    ['PH', 9.01, '劣Ⅴ'],
    ['PH', 5.99, '劣Ⅴ'],
    ['FC', 40001, '劣Ⅴ'],
  ] as const)('%s %f is %s', (item, value, want) => {
    expect(classOfItem(item, value, 'river')).toBe(want)
  })

  it('counts oxygen of 90 % saturation as class Ⅰ', () => {
    expect(classOfItem('DO', 6.9, 'river', 90)).toBe('Ⅰ')
    expect(classOfItem('DO', 6.9, 'river', 89.9)).toBe('Ⅱ')
  })

  it('limits the change of temperature, not the temperature', () => {
    expect([1, 1.1, -2, -2.1].map((change) => temperatureChangeHolds(change))).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(() => classOfItem('WT' as ClassedItem, 20, 'river')).toThrow(/水温/)
  })

  it('knows items by their HJ 212 code', () => {
    expect(surfaceWaterItemOfFactor('w21003')).toBe('NH3N')
    expect(surfaceWaterItemOfFactor('a34004')).toBeUndefined()
  })

  it('refuses what it cannot name', () => {
    expect(() => surfaceWaterItem('XX' as ClassedItem)).toThrow(/XX/)
    expect(() => classOfRank(6)).toThrow(/6/)
  })
})

describe('laws', () => {
  const value = fc.integer({ min: 0, max: 10_000_000 }).map((n) => n / 100_000)
  const water = fc.constantFrom<WaterBody>('river', 'lake')

  it('never improves when a lower-is-better value rises', () => {
    fc.assert(
      fc.property(fc.constantFrom(...upper), value, value, water, (item, a, b, body) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(classRank(classOfItem(item, high, body))).toBeGreaterThanOrEqual(
          classRank(classOfItem(item, low, body)),
        )
      }),
    )
  })

  it('never improves when oxygen falls', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(classRank(classOfItem('DO', low, 'river'))).toBeGreaterThanOrEqual(
          classRank(classOfItem('DO', high, 'river')),
        )
      }),
    )
  })

  it('gives a lake no better class than a river', () => {
    fc.assert(
      fc.property(fc.constantFrom(...classed), value, (item, x) => {
        expect(classRank(classOfItem(item, x, 'lake'))).toBeGreaterThanOrEqual(
          classRank(classOfItem(item, x, 'river')),
        )
      }),
    )
  })

  it('does not depend on the order in which items are given', () => {
    const sample = fc.dictionary(fc.constantFrom(...judgedItems), value, { minKeys: 1 })
    fc.assert(
      fc.property(sample, water, fc.constantFrom('asGiven', 'rounded'), (values, body, judging) => {
        const turned = Object.fromEntries(Object.entries(values).reverse())
        expect(evaluateSection({ sampleMgPerL: turned, water: body, judging })).toEqual(
          evaluateSection({ sampleMgPerL: values, water: body, judging }),
        )
      }),
    )
  })
})
