import { InvalidInputError } from '../errors/invalid-input-error.ts'

/** A decimal number held exactly: `units × 10^-decimals`. */
export interface Decimal {
  readonly units: bigint
  readonly decimals: number
}

/** A fraction held exactly; the denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i

/**
 * Reads a number exactly as it prints: a double stands for its shortest decimal text, so 0.35 is 35/100.
 *
 * @throws StandardsError `invalid-number` for NaN, infinities and text that is no decimal number.
 */
export function toDecimal(value: number | string): Decimal {
  return readDecimal(value, 'toDecimal')
}

/** As `toDecimal`, for a function that names itself in the error. */
export function readDecimal(value: number | string, name: string): Decimal {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  const match = pattern.exec(text)
  const whole = match?.[2] ?? ''
  const part = match?.[3] ?? ''
  if (match === null || whole + part === '') {
    throw new InvalidInputError(name, {
      field: 'value',
      given: value,
      expectedZh: '有限十进制数',
      expectedEn: 'a finite decimal number',
      code: 'invalid-number',
    })
  }
  const digits = BigInt(whole + part)
  const signed = match[1] === '-' ? -digits : digits
  const decimals = part.length - Number(match[4] ?? 0)
  return decimals >= 0
    ? { units: signed, decimals }
    : { units: signed * 10n ** BigInt(-decimals), decimals: 0 }
}

/** Says whether text is a decimal number. */
export function isDecimalText(text: string): boolean {
  return pattern.test(text.trim()) && /\d/.test(text)
}

/** A decimal as a fraction. */
export function toFraction(value: number | string): Fraction {
  const { units, decimals } = readDecimal(value, 'toFraction')
  return { numerator: units, denominator: 10n ** BigInt(decimals) }
}

/** The double nearest to `units × 10^-decimals`. */
export function decimalToNumber(units: bigint, decimals: number): number {
  return Number(`${units}e${-decimals}`)
}

/** Divides and rounds half to even in whole numbers. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const whole = top / bottom
  const twice = (top - whole * bottom) * 2n
  const up = twice > bottom || (twice === bottom && whole % 2n === 1n)
  return sign * (up ? whole + 1n : whole)
}
