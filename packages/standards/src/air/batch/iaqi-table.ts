import { breakpoints, columnPollutant, type Hj633Edition, type IaqiColumn } from '../aqi/breakpoints.ts'
import { interpolate } from '../aqi/iaqi.ts'
import { airDecimals } from '../pollutant.ts'
import { missingCodesFrom } from './codes.ts'

/** The table entry of a code that has no sub-index: absent, or over the range of the 2012 table. */
export const absentBit = 0x8000

const tables = new Map<string, Uint16Array>()

/**
 * The sub-index of every 16-bit code of a column, so that a batch looks up instead of computing; `absentBit` where there
 * is none.
 */
export function iaqiTable(column: IaqiColumn, edition: Hj633Edition): Uint16Array {
  const key = `${edition}|${column}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const scale = 10 ** airDecimals[columnPollutant[column]]
  const points = breakpoints[edition][column]
  const table = new Uint16Array(65_536).fill(absentBit)
  for (let code = 0; code < missingCodesFrom; code++) {
    const iaqi = interpolate(points, code, scale, edition)
    if (iaqi !== 'over-range') table[code] = iaqi
  }
  tables.set(key, table)
  return table
}
