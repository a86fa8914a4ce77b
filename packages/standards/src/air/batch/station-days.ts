import { missingCodesFrom } from './codes.ts'

/**
 * Means are kept as whole multiples of 1/212520 of a code unit: the least common multiple of 20 … 24 hours and of the 6 … 8
 * hours of an ozone window, so that every mean, sum and half stays exact below 2^53.
 */
export const meanScale = 212_520

const perCount = Float64Array.from({ length: 25 }, (_, count) => (count === 0 ? 0 : meanScale / count))

/** A scaled day that has too few values. */
export const noDay = -1

// Sum and count in one 32-bit number: the sum of 24 codes stays below 2^21, the count sits above it. `| 0` spares the
// engine its overflow checks, a third of the time.
const oneMore = 1 << 21
const sumBits = oneMore - 1

/** What a code adds to such a number: itself and one more for a value, nothing for an absence; no branch depends on the data. */
function counted(code: number): number {
  return (code + oneMore) & ((code - missingCodesFrom) >> 31)
}

/**
 * The mean of 24 hourly codes, scaled by `meanScale`, or `noDay` with fewer than 20 (GB 3095 §6.4 Table 4).
 *
 * @param start index of the hour that ends at 01:00
 */
export function scaledDailyMean(codes: Uint16Array, start: number): number {
  let even = 0
  let odd = 0
  const end = start + 24
  for (let hour = start; hour < end; hour += 2) {
    even = (even + counted(codes[hour]!)) | 0
    odd = (odd + counted(codes[hour + 1]!)) | 0
  }
  const total = even + odd
  const count = total >>> 21
  return count >= 20 ? (total & sumBits) * perCount[count]! : noDay
}

/** The largest of 24 hourly codes, or `noDay` with fewer than 20. */
export function dailyMaxHour(codes: Uint16Array, start: number): number {
  let largest = 0
  let count = 0
  for (let hour = start; hour < start + 24; hour++) {
    const code = codes[hour]!
    const there = (code - missingCodesFrom) >> 31
    const short = largest - (code & there)
    largest = (largest - (short & (short >> 31))) | 0
    count = (count - there) | 0
  }
  return count >= 20 ? largest : noDay
}

/**
 * The daily maximum 8-hour mean of 24 hourly codes, scaled by `meanScale`, or `noDay` (HJ 663 §6.1.2).
 *
 * @param limit the 8-hour limit whose exceedance excuses missing windows, µg/m³
 */
export function scaledDailyMax8h(codes: Uint16Array, start: number, limit: number): number {
  let total = 0
  for (let hour = start; hour < start + 7; hour++) total = (total + counted(codes[hour]!)) | 0
  let windows = 0
  let largest = noDay
  for (let hour = start + 7; hour < start + 24; hour++) {
    total = (total + counted(codes[hour]!)) | 0
    const count = total >>> 21
    if (count >= 6) {
      const mean = (total & sumBits) * perCount[count]!
      windows++
      if (mean > largest) largest = mean
    }
    total = (total - counted(codes[hour - 7]!)) | 0
  }
  return windows >= 14 || largest > limit * meanScale ? largest : noDay
}

/** Divides whole numbers below 2^53 and rounds half to even; the quotient must stay below 2^21. */
export function divideHalfEvenSafe(numerator: number, denominator: number): number {
  const whole = Math.floor(numerator / denominator)
  const twice = 2 * (numerator - whole * denominator)
  return twice > denominator || (twice === denominator && whole % 2 === 1) ? whole + 1 : whole
}

const inverseScale = 1 / meanScale

/** A scaled mean as a whole number of code units, half to even, without a division. */
export function roundScaled(mean: number): number {
  const nearest = Math.floor(mean * inverseScale + 0.5)
  const twice = 2 * (mean - nearest * meanScale) // exact: whole numbers below 2^53
  if (twice === meanScale || twice === -meanScale) return 2 * Math.round(mean * inverseScale * 0.5)
  return nearest
}
