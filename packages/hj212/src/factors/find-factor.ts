import table from './factors.json' with { type: 'json' }

/** What a code measures: pollutants and weather, process values, or information about the site. */
export type FactorMedium = 'water' | 'air' | 'noise' | 'water-process' | 'flue-process' | 'site-info'

/** A pollutant, process or information code of the standards' tables (HJ 212-2017 appendix B). */
export interface Factor {
  /** The code of 2017, `xx` or `x` standing for a device number; null where only 2005 has one. */
  readonly code: string | null
  readonly code2005: string | null
  readonly medium: FactorMedium
  readonly nameZh: string
  readonly nameEn: string
  /**
   * Default unit of a concentration or state of the 2017 table; a channel may use another, and for air dust and
   * ammonia the printed ng/m³ is plainly not what devices send.
   */
  readonly unit: string | null
  /** Default unit of the amount of a period (`-Cou`). */
  readonly emissionUnit: string | null
  /** Type of 2017, such as `N5.2`. */
  readonly type: string | null
  /** Default unit of 2005 where it differs: convert when bridging, never silently. */
  readonly unit2005: string | null
  /** Meanings of the values of a state, in Chinese. */
  readonly states: Readonly<Record<string, string>> | null
  /** Where the row is printed; null for codes known from the field only (UNSURE). */
  readonly clause: string | null
}

interface Row extends Omit<Factor, 'unit2005' | 'states'> {
  readonly unit2005?: string | null
  readonly states?: Readonly<Record<string, string | undefined>>
}

const rows = table as readonly Row[]

function withStates(states: Row['states']): Factor['states'] {
  return states
    ? Object.fromEntries(Object.entries(states).map(([value, meaning]) => [value, meaning ?? '']))
    : null
}

/** All rows of the tables. Two codes (`e701xx`, `g119xx`) stand twice, as the standard prints them. */
export const factors: readonly Factor[] = rows.map((row) => ({
  ...row,
  unit2005: row.unit2005 ?? null,
  states: withStates(row.states),
}))

/** Codes of devices end in their number (`e10101`), of furnace points in one digit (`i33311`). */
function patternOf(code: string): string {
  if (/^[eg]\d{5}$/.test(code)) return `${code.slice(0, 4)}xx`
  if (/^i333[1-4]\d$/.test(code)) return `${code.slice(0, 5)}x`
  return code
}

function firstByKey(keyOf: (factor: Factor) => string | null): Map<string, Factor> {
  const map = new Map<string, Factor>()
  for (const factor of factors) {
    const key = keyOf(factor)
    if (key !== null && !map.has(key)) map.set(key, factor)
  }
  return map
}

const BY_CODE = firstByKey(({ code }) => code)
const BY_LOWER_CODE = firstByKey(({ code }) => code?.toLowerCase() ?? null)
const BY_CODE_2005 = firstByKey(({ code2005 }) => code2005)

/**
 * Finds a code of 2017 or 2005 in the tables; devices mix both in one packet (HJ 212-2017 appendix B).
 * @returns null for a code outside the tables: they are extensible, so such a code is data, not an error.
 */
export function findFactor(code: string): Factor | null {
  const pattern = patternOf(code)
  return (
    BY_CODE.get(pattern) ??
    BY_CODE_2005.get(code) ??
    (/^[aegiw]\d/i.test(code) ? BY_LOWER_CODE.get(patternOf(code.toLowerCase())) : undefined) ??
    null
  )
}

/**
 * The default unit of a value of a factor: the emission unit for an amount (`Cou`), dB and so on for the rest.
 * A code of 2005 gets the unit of 2005.
 */
export function defaultUnit(code: string, statistic: string): string | null {
  const factor = findFactor(code)
  if (!factor || statistic === 'RS' || statistic === 'SN') return null
  if (statistic === 'Cou') return factor.emissionUnit
  const isOldCode = factor.code2005 === code && factor.code !== code
  return isOldCode && factor.unit2005 !== null ? factor.unit2005 : factor.unit
}
