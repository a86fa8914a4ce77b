import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactMean, fractionToNumber, roundMean } from './mean.ts'
import {
  roundComputedHalfEven,
  roundFractionHalfEven,
  roundHalfEven,
  roundSignificantHalfEven,
} from './round.ts'
import { StandardsError } from '../errors/standards-error.ts'

const table: readonly [string, number, number][] = [
  ['35.5', 0, 36],
  ['34.5', 0, 34],
  ['30.5', 0, 30],
  ['31.5', 0, 32],
  ['30.49', 0, 30],
  ['30.51', 0, 31],
  ['30.500001', 0, 31],
  ['0.25', 1, 0.2],
  ['0.35', 1, 0.4],
  ['1.05', 1, 1],
  ['1.15', 1, 1.2],
  ['0.450', 1, 0.4],
  ['12.345', 2, 12.34],
  ['12.355', 2, 12.36],
  ['12.3450001', 2, 12.35],
  ['0.125', 2, 0.12],
  ['0.375', 2, 0.38],
  ['89.25', 1, 89.2],
  ['89.35', 1, 89.4],
  ['0.00255', 4, 0.0026],
  ['-1.5', 0, -2],
  ['-2.5', 0, -2],
  ['31.46', 0, 31],
  ['1e-7', 3, 0],
  ['1.5e1', -1, 20],
  ['25', -1, 20],
  ['-0.4', 0, 0],
  ['1e21', 2, 1e21],
  ['9007199254740993.5', 0, 9007199254740994],
  ['.5', 0, 0],
  ['2.', 0, 2],
]

describe('GB/T 8170 §3.2 rounding half to even', () => {
  it.each(table)('%s at %i decimals is %d, as text and as double', (text, decimals, expected) => {
    expect(roundHalfEven(text, decimals)).toBe(expected)
    expect(roundHalfEven(Number(text), decimals)).toBe(expected)
  })

  it.each([
    [12.345, 3, 12.3],
    [0.0012351, 4, 0.001235],
    [125, 2, 120],
    [135, 2, 140],
    [0, 2, 0],
    [-99.95, 3, -100],
  ])('%d at %i significant digits is %d', (value, digits, expected) =>
    expect(roundSignificantHalfEven(value, digits)).toBe(expected),
  )

  it.each([Number.NaN, Infinity, '', '12a', '1,5', '.', '-'])('refuses %s', (value) => {
    expect(() => roundHalfEven(value, 0)).toThrow(StandardsError)
  })

  it('refuses a number of decimals that is none', () => {
    expect(() => roundHalfEven(1, 0.5)).toThrow(StandardsError)
    expect(() => roundSignificantHalfEven(1, 0)).toThrow(StandardsError)
    expect(() => roundFractionHalfEven({ numerator: 1n, denominator: 0n }, 0)).toThrow(StandardsError)
  })

  it('is idempotent, stays within half a unit, and keeps order', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(value, value, fc.integer({ min: 0, max: 6 }), (a, b, decimals) => {
        const rounded = roundHalfEven(a, decimals)
        expect(roundHalfEven(rounded, decimals)).toBe(rounded)
        expect(Math.abs(rounded - a)).toBeLessThanOrEqual(
          0.5 * 10 ** -decimals * (1 + 1e-9) + Math.abs(a) * 1e-15,
        )
        expect(
          Math.sign(roundHalfEven(Math.max(a, b), decimals) - roundHalfEven(Math.min(a, b), decimals)),
        ).not.toBe(-1)
      }),
    )
  })

  it('gives the double and its shortest text the same result, halves included', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), fc.integer({ min: 0, max: 5 }), (units, decimals) => {
        const value = Number(`${units}5e${-decimals - 1}`) // always an exact half
        const expected = units % 2 === 0 ? units : units + (units < 0 ? -1 : 1)
        expect(roundHalfEven(value, decimals)).toBe(Number(`${expected}e${-decimals}`) + 0)
        expect(roundHalfEven(String(value), decimals)).toBe(roundHalfEven(value, decimals))
      }),
    )
  })

  it('rounds a mean from the exact quotient, where doubles would miss the half', () => {
    expect((0.1 + 0.2 + 0.15) / 3).not.toBe(0.15)
    expect(roundMean([0.1, 0.2, 0.15], 1)).toBe(0.2)
    expect(roundMean([35, 36], 0)).toBe(36)
    expect(roundMean([34, 35], 0)).toBe(34)
    expect(() => roundMean([], 0)).toThrow(StandardsError)
  })

  it('turns a fraction into the nearest double', () => {
    expect(fractionToNumber({ numerator: 1n, denominator: 3n })).toBe(1 / 3)
    expect(fractionToNumber({ numerator: 10n ** 30n, denominator: 3n * 10n ** 30n })).toBe(1 / 3)
    expect(fractionToNumber({ numerator: 10n ** 30n, denominator: 7n })).toBe(1e30 / 7)
  })

  it('means short decimals exactly, by either way of adding', () => {
    const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 5 }), (units, decimals) => {
        const mean = exactMean(units.map((unit) => Number(`${unit}e${-decimals}`)))
        const sum = units.reduce((total, unit) => total + BigInt(unit), 0n)
        expect(mean.numerator * 10n ** BigInt(decimals) * BigInt(units.length)).toBe(sum * mean.denominator)
      }),
    )
  })

  it('clears the noise of floating point before it rounds', () => {
    expect(roundComputedHalfEven(34.49999999999999, 0)).toBe(34)
    expect(roundComputedHalfEven(35.49999999999999, 0)).toBe(36)
    expect(roundComputedHalfEven(35.4999999, 0)).toBe(35)
    expect(roundComputedHalfEven(0.1 + 0.2 - 0.05, 1)).toBe(0.2)
    expect(roundComputedHalfEven(0.00025, 4)).toBe(0.0002)
    expect(() => roundComputedHalfEven(Number.NaN, 0)).toThrow(StandardsError)
  })
})
