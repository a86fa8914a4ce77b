import type { Header } from './parse-header.ts'

/**
 * The language of one packet. `surface-water` is the sister protocol of surface-water stations (HJ 1404-2024 and
 * its forerunners), which used version bits 2 years before HJ 212-2025. `unknown` has version bits above 2.
 */
export type Dialect = '2005' | '2017' | '2025' | 'surface-water' | 'unknown'

/** A dialect and whether the packet proves it; see {@link dialectOf}. */
export interface DialectVerdict {
  readonly dialect: Dialect
  readonly sure: boolean
}

/** Bit A of the Flag: the receiver must answer (HJ 212-2017 table 3). */
export function wantsAnswer(flag: number | null): boolean {
  return flag !== null && (flag & 1) === 1
}

/** Bit D of the Flag: PNUM and PNO are present (HJ 212-2017 table 3). */
export function saysSubPacket(flag: number | null): boolean {
  return flag !== null && (flag & 2) === 2
}

/** Bits V5..V0 of the Flag (HJ 212-2017 table 3); 0 when the Flag is missing, which means 2005. */
export function versionBits(flag: number | null): number {
  return flag === null ? 0 : flag >> 2
}

/** A network code of HJ 212-2025 has 24 letters and digits; it is empty before the platform gave one. */
function isNetworkCode(mn: string | null): boolean {
  return mn === null || mn === '' || /^[0-9A-Za-z]{24}$/.test(mn)
}

const SURE_2005: DialectVerdict = { dialect: '2005', sure: true }
const LIKELY_2005: DialectVerdict = { dialect: '2005', sure: false }
const SURE_2017: DialectVerdict = { dialect: '2017', sure: true }
const LIKELY_2025: DialectVerdict = { dialect: '2025', sure: false }
const SURE_2025: DialectVerdict = { dialect: '2025', sure: true }
const SURFACE_WATER: DialectVerdict = { dialect: 'surface-water', sure: false }
const UNKNOWN: DialectVerdict = { dialect: 'unknown', sure: false }

/**
 * Tells the dialect of one packet from its Flag, and for version bits 2 from ST and the form of the MN as
 * well: 8 and 9 alone do not prove HJ 212-2025 (its text was not at hand, so this rule is UNSURE). Only the
 * re-send mark RF proves it.
 */
export function dialectOf(header: Header): DialectVerdict {
  if (header.flag === null) return LIKELY_2005
  switch (versionBits(header.flag)) {
    case 0:
      return SURE_2005
    case 1:
      return SURE_2017
    case 2:
      if (header.rf) return SURE_2025
      if (header.st === '21') return SURFACE_WATER
      return header.st === '91' && !isNetworkCode(header.mn) ? SURFACE_WATER : LIKELY_2025
    default:
      return UNKNOWN
  }
}
