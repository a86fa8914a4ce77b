import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import { toDecimal, type Fraction } from '../../rounding/decimal.ts'
import { fractionToNumber } from '../../rounding/mean.ts'

/**
 * The percentile each pollutant is judged by in a year: 98 for SO2 and NO2, 95 for PM10, PM2.5, CO, 90 for O3.
 *
 * Clause: HJ 663 §5.1.
 */
export const annualPercentiles = { SO2: 98, NO2: 98, PM10: 95, 'PM2.5': 95, CO: 95, O3: 90 } as const

/**
 * A percentile by the rank rule of HJ 663 Appendix A.6: `k = 1 + (n − 1)·p/100`, linear between the two ranks. The same as
 * Excel PERCENTILE.INC and R type 7 (formula unverified against the official text).
 *
 * Clause: HJ 663 Appendix A.6.
 *
 * @param values at least one; their unit is the result's
 * @param percent 0 … 100, at most two decimals
 * @throws StandardsError `invalid-input` for no values or a percent outside its range
 */
export function airPercentile(values: readonly number[], percent: number): number {
  checkInput('airPercentile', { values, percent }, { values: want.numbers, percent: want.finite })
  return fractionToNumber(exactPercentile(values, percent))
}

/** `airPercentile` as an exact fraction. */
export function exactPercentile(values: readonly number[], percent: number): Fraction {
  if (values.length === 0 || !(percent >= 0 && percent <= 100)) {
    throw new StandardsError(
      'invalid-input',
      `不能求${values.length}个数的第${percent}百分位数`,
      `no percentile ${percent} of ${values.length} values`,
    )
  }
  const sorted = Float64Array.from(values).sort()
  const hundredths = Math.round(percent * 100)
  const place = (values.length - 1) * hundredths // in units of 1/10000 rank, from rank 0
  const below = Math.floor(place / 10_000)
  const fraction = BigInt(place - below * 10_000)
  const low = toDecimal(sorted[below] ?? 0)
  const high = toDecimal(sorted[Math.min(below + 1, values.length - 1)] ?? 0)
  const decimals = Math.max(low.decimals, high.decimals)
  const lowUnits = low.units * 10n ** BigInt(decimals - low.decimals)
  const highUnits = high.units * 10n ** BigInt(decimals - high.decimals)
  return {
    numerator: lowUnits * 10_000n + (highUnits - lowUnits) * fraction,
    denominator: 10_000n * 10n ** BigInt(decimals),
  }
}
