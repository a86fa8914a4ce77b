import { missingCodesFrom } from './codes.ts'

/**
 * Means are kept as whole multiples of 1/212520 of a code unit: the least common multiple of 20 … 24 hours and of the 6 … 8
 * hours of an ozone window, so that every mean, sum and half stays exact below 2^53.
 */
export const meanScale = 212_520

const perCount = Float64Array.from({ length: 25 }, (_, count) => (count === 0 ? 0 : meanScale / count))

/** A scaled day that has too few values. */
export const noDay = -1

/**
 * The mean of 24 hourly codes, scaled by `meanScale`, or `noDay` with fewer than 20 (GB 3095 §6.4 Table 4).
 *
 * @param start index of the hour that ends at 01:00
 */
export function scaledDailyMean(codes: Uint16Array, start: number): number {
  let sum = 0
  let count = 0
  for (let hour = start; hour < start + 24; hour++) {
    const code = codes[hour]!
    const there = (code - missingCodesFrom) >> 31 // all ones for a value: no branch depends on the data
    sum += code & there
    count -= there
  }
  return count >= 20 ? sum * perCount[count]! : noDay
}

/** The largest of 24 hourly codes, or `noDay` with fewer than 20. */
export function dailyMaxHour(codes: Uint16Array, start: number): number {
  let largest = 0
  let count = 0
  for (let hour = start; hour < start + 24; hour++) {
    const code = codes[hour]!
    const there = (code - missingCodesFrom) >> 31
    const short = largest - (code & there)
    largest -= short & (short >> 31)
    count -= there
  }
  return count >= 20 ? largest : noDay
}

/**
 * The daily maximum 8-hour mean of 24 hourly codes, scaled by `meanScale`, or `noDay` (HJ 663 §6.1.2).
 *
 * @param limit the 8-hour limit whose exceedance excuses missing windows, µg/m³
 */
export function scaledDailyMax8h(codes: Uint16Array, start: number, limit: number): number {
  let sum = 0
  let count = 0
  let windows = 0
  let largest = noDay
  for (let hour = 0; hour < 24; hour++) {
    const entering = codes[start + hour]!
    const enters = (entering - missingCodesFrom) >> 31
    sum += entering & enters
    count -= enters
    if (hour < 7) continue
    if (count >= 6) {
      const mean = sum * perCount[count]!
      windows++
      if (mean > largest) largest = mean
    }
    const leaving = codes[start + hour - 7]!
    const leaves = (leaving - missingCodesFrom) >> 31
    sum -= leaving & leaves
    count += leaves
  }
  return windows >= 14 || largest > limit * meanScale ? largest : noDay
}

/** Divides whole numbers below 2^53 and rounds half to even; the quotient must stay below 2^21. */
export function divideHalfEvenSafe(numerator: number, denominator: number): number {
  const whole = Math.floor(numerator / denominator)
  const twice = 2 * (numerator - whole * denominator)
  return twice > denominator || (twice === denominator && whole % 2 === 1) ? whole + 1 : whole
}
