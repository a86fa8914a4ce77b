import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import type { Hj633Edition } from '../aqi/breakpoints.ts'
import { airPollutants, type AirPollutant } from '../pollutant.ts'
import { insufficientCode, missingCodesFrom, overRangeCode } from './codes.ts'
import { absentBit, iaqiTable } from './iaqi-table.ts'

/** Hourly concentrations as 16-bit codes (`airCode`), one array a pollutant, all of one length. */
export interface HourlyCodes {
  readonly so2UgPerM3: Uint16Array
  readonly no2UgPerM3: Uint16Array
  readonly pm10UgPerM3: Uint16Array
  readonly pm25UgPerM3: Uint16Array
  readonly coTenthMgPerM3: Uint16Array
  readonly o3UgPerM3: Uint16Array
}

/** Indices of a batch, one entry a record. */
export interface AqiCodes {
  /** The index, or a missing code (`aqiReading`). */
  readonly aqi: Uint16Array
  /** Bit i set: `airPollutants[i]` is a primary pollutant (`primaryOf`). */
  readonly primary: Uint8Array
}

const indexBits = absentBit - 1

/**
 * Hourly indices of many records at once: what `hourlyAqi` gives for the six 1 h values (HJ 633-2012 as published in
 * practice, HJ 633-2026 §4.2.3 and §5.3.1), by table look-up.
 *
 * @param out reuse arrays of at least the records' length
 * @throws StandardsError `invalid-input` when the arrays differ in length
 */
export function hourlyAqiBatch(hours: HourlyCodes, edition: Hj633Edition, out?: AqiCodes): AqiCodes {
  checkInput('hourlyAqiBatch', { hours, edition }, { hours: air.hourlyCodes, edition: air.hj633 })
  const {
    so2UgPerM3: so2,
    no2UgPerM3: no2,
    pm10UgPerM3: pm10,
    pm25UgPerM3: pm25,
    coTenthMgPerM3: co,
    o3UgPerM3: o3,
  } = hours
  const count = so2.length
  const result = out ?? { aqi: new Uint16Array(count), primary: new Uint8Array(count) }
  const { aqi, primary } = result
  if (
    [no2, pm10, pm25, co, o3].some((column) => column.length !== count) ||
    aqi.length < count ||
    primary.length < count
  ) {
    throw new StandardsError('invalid-input', '各列长度不同', 'the columns differ in length')
  }
  const so2Table = iaqiTable('SO2_1h', edition)
  const no2Table = iaqiTable('NO2_1h', edition)
  const pm10Table = iaqiTable('PM10_1h', edition)
  const pm25Table = iaqiTable('PM2.5_1h', edition)
  const coTable = iaqiTable('CO_1h', edition)
  const o3Table = iaqiTable('O3_1h', edition)
  const strict = edition === 'HJ 633-2026'
  for (let record = 0; record < count; record++) {
    const a = so2Table[so2[record]!]!
    const b = no2Table[no2[record]!]!
    const c = pm10Table[pm10[record]!]!
    const d = pm25Table[pm25[record]!]!
    const e = coTable[co[record]!]!
    const f = o3Table[o3[record]!]!
    const index = largestOf(a, b, c, d, e, f)
    // HJ 633-2026 §5.3.1: an incomplete record is published only above 100; in 2012 whenever there is anything.
    const gap = (strict ? a | b | c | d | e | f : a & b & c & d & e & f) & absentBit
    // Masks of all ones where the index is withheld, and where it is above 50 and shown: no branch depends on the data.
    const withheld = -(gap >>> 15) & ((index - 101) >> 31)
    const shown = ((50 - index) >> 31) & ~withheld
    aqi[record] = (index & ~withheld) | (insufficientCode & withheld)
    primary[record] = ties(index, a, b, c, d, e, f) & shown
  }
  if (!strict) withholdBeyondSo2(so2, result)
  return result
}

/** In 2012 SO2 above 800 has no sub-index; no 24 h value stands in here, so the index is unknown. */
function withholdBeyondSo2(so2: Uint16Array, { aqi, primary }: AqiCodes): void {
  for (let record = 0; record < so2.length; record++) {
    const code = so2[record]!
    if (code > 800 && code < missingCodesFrom) {
      aqi[record] = overRangeCode
      primary[record] = 0
    }
  }
}

/**
 * The primary pollutants behind the bits of a batch result.
 *
 * Clause: HJ 633 §4.4.
 */
export function primaryOf(bits: number): AirPollutant[] {
  checkInput('primaryOf', { bits }, { bits: want.whole })
  return airPollutants.filter((_pollutant, place) => (bits & (1 << place)) !== 0)
}

/** Bits of the entries equal to the largest: `(x ^ largest) − 1` is negative exactly then, and nothing branches. */
function ties(largest: number, a: number, b: number, c: number, d: number, e: number, f: number): number {
  return (
    (((a ^ largest) - 1) >>> 31) |
    ((((b ^ largest) - 1) >>> 31) << 1) |
    ((((c ^ largest) - 1) >>> 31) << 2) |
    ((((d ^ largest) - 1) >>> 31) << 3) |
    ((((e ^ largest) - 1) >>> 31) << 4) |
    ((((f ^ largest) - 1) >>> 31) << 5)
  )
}

/** The largest sub-index; absent entries count as 0. */
function largestOf(a: number, b: number, c: number, d: number, e: number, f: number): number {
  let largest = a & indexBits
  largest = larger(largest, b & indexBits)
  largest = larger(largest, c & indexBits)
  largest = larger(largest, d & indexBits)
  largest = larger(largest, e & indexBits)
  return larger(largest, f & indexBits)
}

/** `Math.max` of small whole numbers without a branch: twice as fast on data that jump. */
function larger(one: number, other: number): number {
  const difference = one - other
  return one - (difference & (difference >> 31))
}
