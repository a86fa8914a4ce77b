import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'
import { toDecimal } from '../rounding/decimal.ts'
import { usEpaBreakpoints, usEpaDecimals, type UsEpaColumn, type UsEpaEdition } from './us-epa-breakpoints.ts'

const usColumn = want.oneOf(Object.keys(usEpaDecimals))
const usEdition = want.oneOf(Object.keys(usEpaBreakpoints), 'unknown-standard')
const mayBeRead = want.optional(want.reading)
const usConcentrations = want.onlyFields({
  o3Max8hPpm: mayBeRead,
  o3Max1hPpm: mayBeRead,
  pm25DailyMeanUgPerM3: mayBeRead,
  pm10DailyMeanUgPerM3: mayBeRead,
  coMax8hPpm: mayBeRead,
  so2Max1hPpb: mayBeRead,
  so2DailyMeanPpb: mayBeRead,
  no2Max1hPpb: mayBeRead,
})

/**
 * The US sub-index of one concentration: truncated to the column's decimals, interpolated, rounded half up (EPA technical
 * assistance document, May 2024). Above the last band the last slope goes on; no cap.
 *
 * @param concentration in the unit of the column's name
 * @returns `over-range` where the column defines nothing: O3 1 h below 0.125 ppm, O3 8 h above 0.200 ppm
 * @throws StandardsError `invalid-number` below zero
 */
export function usEpaSubIndex(
  column: UsEpaColumn,
  concentration: Reading,
  edition: UsEpaEdition = 'US EPA AQI 2024',
): Reading {
  checkInput(
    'usEpaSubIndex',
    { column, concentration, edition },
    { column: usColumn, concentration: want.reading, edition: usEdition },
  )
  if (!isMeasured(concentration)) return concentration
  const decimals = usEpaDecimals[column]
  const units = truncateToUnits(concentration, decimals)
  const bands = usEpaBreakpoints[edition][column]
  const scaled = (point: number) => Math.round(point * 10 ** decimals)
  const inside = bands.find((band) => units <= scaled(band[1]))
  const band = inside ?? (column === 'O3_8h_ppm' ? undefined : bands.at(-1))
  if (band === undefined || units < scaled(band[0])) return 'over-range'
  const [low, high, bottom, top] = band
  const width = scaled(high) - scaled(low)
  const product = (top - bottom) * (units - scaled(low))
  return bottom + Math.floor((2 * product + width) / (2 * width)) // whole numbers: half up without a double's error
}

/** Concentrations behind a US daily index; the unit is in each name. */
export interface UsEpaConcentrations {
  readonly o3Max8hPpm?: Reading
  readonly o3Max1hPpm?: Reading
  readonly pm25DailyMeanUgPerM3?: Reading
  readonly pm10DailyMeanUgPerM3?: Reading
  readonly coMax8hPpm?: Reading
  readonly so2Max1hPpb?: Reading
  readonly so2DailyMeanPpb?: Reading
  readonly no2Max1hPpb?: Reading
}

/** The US index with its category. */
export interface UsEpaAqi {
  readonly standard: 'US EPA AQI'
  readonly edition: UsEpaEdition
  readonly aqi: Reading
  readonly category: UsEpaCategory | 'insufficient'
  readonly subIndices: Readonly<Partial<Record<UsEpaColumn, Reading>>>
  readonly main: readonly UsEpaColumn[]
}

/** A category of the US index. */
export interface UsEpaCategory {
  readonly name: string
  readonly from: number
  readonly to: number | null
  readonly hex: string
}

/**
 * The six US categories and colours.
 *
 * Clause: US EPA Technical Assistance Document, 2024.
 */
export const usEpaCategories: readonly UsEpaCategory[] = [
  { name: 'Good', from: 0, to: 50, hex: '#00E400' },
  { name: 'Moderate', from: 51, to: 100, hex: '#FFFF00' },
  { name: 'Unhealthy for Sensitive Groups', from: 101, to: 150, hex: '#FF7E00' },
  { name: 'Unhealthy', from: 151, to: 200, hex: '#FF0000' },
  { name: 'Very Unhealthy', from: 201, to: 300, hex: '#8F3F97' },
  { name: 'Hazardous', from: 301, to: null, hex: '#7E0023' },
]

/**
 * The US daily index: the largest sub-index; SO2 from 305 ppb in an hour takes the 24 h mean, at least 200.
 *
 * Clause: US EPA Technical Assistance Document, 2024.
 */
export function usEpaAqi(given: UsEpaConcentrations, edition: UsEpaEdition = 'US EPA AQI 2024'): UsEpaAqi {
  checkInput('usEpaAqi', { given, edition }, { given: usConcentrations, edition: usEdition })
  const index = (column: UsEpaColumn, reading: Reading | undefined) =>
    usEpaSubIndex(column, reading ?? 'not-measured', edition)
  const subIndices: Partial<Record<UsEpaColumn, Reading>> = {
    O3_8h_ppm: index('O3_8h_ppm', given.o3Max8hPpm),
    O3_1h_ppm: index('O3_1h_ppm', given.o3Max1hPpm),
    'PM2.5_24h_ugPerM3': index('PM2.5_24h_ugPerM3', given.pm25DailyMeanUgPerM3),
    PM10_24h_ugPerM3: index('PM10_24h_ugPerM3', given.pm10DailyMeanUgPerM3),
    CO_8h_ppm: index('CO_8h_ppm', given.coMax8hPpm),
    ...so2Index(given, index),
    NO2_1h_ppb: index('NO2_1h_ppb', given.no2Max1hPpb),
  }
  const values = Object.values(subIndices).filter(isMeasured)
  const aqi: Reading = values.length === 0 ? 'insufficient' : Math.max(...values)
  const columns = Object.keys(subIndices) as UsEpaColumn[]
  return {
    standard: 'US EPA AQI',
    edition,
    aqi,
    category: isMeasured(aqi) ? categoryOf(aqi) : 'insufficient',
    subIndices,
    main: columns.filter((column) => isMeasured(aqi) && subIndices[column] === aqi),
  }
}

function so2Index(
  given: UsEpaConcentrations,
  index: (column: UsEpaColumn, reading: Reading | undefined) => Reading,
): Partial<Record<UsEpaColumn, Reading>> {
  const hour = given.so2Max1hPpb ?? 'not-measured'
  if (!isMeasured(hour) || truncateToUnits(hour, 0) < 305) return { SO2_1h_ppb: index('SO2_1h_ppb', hour) }
  const day = index('SO2_24h_ppb', given.so2DailyMeanPpb)
  return { SO2_24h_ppb: isMeasured(day) ? Math.max(day, 200) : 200 }
}

function categoryOf(aqi: number): UsEpaCategory | 'insufficient' {
  return usEpaCategories.find((row) => row.to === null || aqi <= row.to) ?? 'insufficient'
}

function truncateToUnits(value: number, decimals: number): number {
  const exact = toDecimal(value)
  if (exact.units < 0n) {
    throw new StandardsError('invalid-number', `浓度${value}为负`, `concentration ${value} is below zero`)
  }
  const shift = decimals - exact.decimals
  return Number(shift >= 0 ? exact.units * 10n ** BigInt(shift) : exact.units / 10n ** BigInt(-shift))
}

/**
 * The particle NowCast: a mean of the last 12 hours with weights `w^i`, `w = 1 − (max − min)/max`, at least one half; two of
 * the last three hours must be there (EPA technical assistance document, May 2024). Ozone's NowCast is a regression and not here.
 *
 * @param newestFirstUgPerM3 up to 12 hourly means
 */
export function particleNowCastUgPerM3(newestFirstUgPerM3: readonly Reading[]): Reading {
  checkInput('particleNowCastUgPerM3', { newestFirstUgPerM3 }, { newestFirstUgPerM3: want.readings })
  const hours = newestFirstUgPerM3.slice(0, 12)
  if (hours.slice(0, 3).filter(isMeasured).length < 2) return 'insufficient'
  const values = hours.filter(isMeasured)
  const largest = Math.max(...values)
  const spread = largest === 0 ? 0 : (largest - Math.min(...values)) / largest
  const weight = Math.max(1 - spread, 0.5)
  let sum = 0
  let weights = 0
  for (const [age, value] of hours.entries()) {
    if (!isMeasured(value)) continue
    sum += weight ** age * value
    weights += weight ** age
  }
  return sum / weights
}
