import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { isLeapYear, monthLengths } from '../../editions/civil-date.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import type { Reading } from '../../missing/reading.ts'
import { gb3095On, airLimit, type AreaClass } from '../limits/limits.ts'
import type { Gb3095Edition } from '../limits/limits-table.ts'
import { yearValidity } from '../limits/validity.ts'
import { hj633On } from '../aqi/aqi.ts'
import type { Hj633Edition } from '../aqi/breakpoints.ts'
import { hj663On, statisticDecimals, type Hj663Edition } from '../assessment/hj663.ts'
import { annualPercentiles } from '../assessment/percentile.ts'
import { airDecimals, airPollutants, type AirPollutant } from '../pollutant.ts'
import type { HourlyCodes } from './hourly-aqi-batch.ts'
import { insufficientCode, overRangeCode } from './codes.ts'
import { absentBit, iaqiTable } from './iaqi-table.ts'
import { selectRank, smallestFrom } from './select.ts'
import {
  dailyMaxHour,
  divideHalfEvenSafe,
  meanScale,
  noDay,
  roundScaled,
  scaledDailyMax8h,
  scaledDailyMean,
} from './station-days.ts'

/** Editions of a batch; each is that in force on the last day of the year unless given. */
export interface StationYearsOptions {
  readonly edition?: Hj663Edition
  readonly limits?: Gb3095Edition
  readonly aqiEdition?: Hj633Edition
  readonly areaClass?: AreaClass
}

/**
 * The yearly evaluation of many stations. Arrays of `stations × 6` go by station, then by `airPollutants`; concentrations in
 * µg/m³, CO in mg/m³. Where `valid` is 0 the numbers are those of the days at hand and count for nothing: read them with
 * `stationYear`.
 */
export interface StationYears {
  readonly year: number
  readonly stations: number
  readonly days: number
  readonly edition: Hj663Edition
  readonly limits: Gb3095Edition
  readonly aqiEdition: Hj633Edition
  readonly areaClass: AreaClass
  readonly mean: Float64Array
  readonly percentile: Float64Array
  /** Rounded half to even from the exact fraction. */
  readonly meanReported: Float64Array
  readonly meanJudged: Float64Array
  readonly percentileJudged: Float64Array
  readonly validDays: Uint16Array
  readonly valid: Uint8Array
  /** `stations × days`: the daily index or the code of `insufficient`. */
  readonly dailyAqi: Uint16Array
  readonly goodDays: Uint16Array
  readonly heavyDays: Uint16Array
  readonly indexDays: Uint16Array
  /** 1 complies, 0 does not, 2 cannot be said. */
  readonly complies: Uint8Array
}

/**
 * Evaluates the calendar year of many stations from their hourly codes: daily means and daily maximum 8 h ozone with their
 * validity, yearly means and percentiles, the 324/27/25 rule, compliance, daily indices and good days (HJ 663 §5, §6;
 * GB 3095 §6.4; HJ 633). Exact: all means are whole multiples of 1/212520.
 *
 * @param hours `stations × hours of the year` codes, station after station; the first hour ends at 01:00 on January 1st
 * @throws StandardsError `invalid-input` when a column is not whole station years; StandardNotInForceError
 */
export function evaluateStationYears(
  hours: HourlyCodes,
  year: number,
  options: StationYearsOptions = {},
): StationYears {
  checkInput(
    'evaluateStationYears',
    { hours, year, options },
    { hours: air.hourlyCodes, year: want.whole, options: air.evaluationOptions },
  )
  const lastDay = `${year}-12-31`
  const days = isLeapYear(year) ? 366 : 365
  const columns = columnsOf(hours)
  const stations = requireWholeYears(columns, days)
  const size = stations * airPollutants.length
  const result: StationYears = {
    year,
    stations,
    days,
    edition: options.edition ?? hj663On(lastDay),
    limits: options.limits ?? gb3095On(lastDay),
    aqiEdition: options.aqiEdition ?? hj633On(lastDay),
    areaClass: options.areaClass ?? 'II',
    mean: new Float64Array(size),
    percentile: new Float64Array(size),
    meanReported: new Float64Array(size),
    meanJudged: new Float64Array(size),
    percentileJudged: new Float64Array(size),
    validDays: new Uint16Array(size),
    valid: new Uint8Array(size),
    dailyAqi: new Uint16Array(stations * days),
    goodDays: new Uint16Array(stations),
    heavyDays: new Uint16Array(stations),
    indexDays: new Uint16Array(stations),
    complies: new Uint8Array(stations),
  }
  const scratch = scratchFor(result)
  for (let station = 0; station < stations; station++) evaluateStation(columns, station, result, scratch)
  return result
}

const evaluatedYears = want.fields({
  valid: want.instanceOf(Uint8Array),
  validDays: want.instanceOf(Uint16Array),
  mean: want.instanceOf(Float64Array),
  meanJudged: want.instanceOf(Float64Array),
  percentile: want.instanceOf(Float64Array),
  percentileJudged: want.instanceOf(Float64Array),
})

/**
 * One station's row of a batch, with named absences.
 *
 * Clause: HJ 663 §5.1.
 */
export function stationYear(
  years: StationYears,
  station: number,
  pollutant: AirPollutant,
): { mean: Reading; meanJudged: Reading; percentile: Reading; percentileJudged: Reading; validDays: number } {
  checkInput(
    'stationYear',
    { years, station, pollutant },
    { years: evaluatedYears, station: want.whole, pollutant: air.pollutant },
  )
  const place = station * airPollutants.length + airPollutants.indexOf(pollutant)
  const read = (values: Float64Array): Reading =>
    years.valid[place] === 1 ? (values[place] ?? 'insufficient') : 'insufficient'
  return {
    mean: read(years.mean),
    meanJudged: read(years.meanJudged),
    percentile: read(years.percentile),
    percentileJudged: read(years.percentileJudged),
    validDays: years.validDays[place] ?? 0,
  }
}

/** What one station needs again and again. */
interface Scratch {
  readonly monthOfDay: Uint8Array
  readonly daily: Float64Array
  readonly tables: readonly Uint16Array[]
  readonly ozoneHourTable: Uint16Array | undefined
  readonly ozoneLimit: number
  readonly limits: readonly { readonly year: number; readonly day: number }[]
}

function scratchFor(years: StationYears): Scratch {
  const monthOfDay = Uint8Array.from(
    monthLengths(years.year).flatMap((length, month) => Array.from({ length }, () => month)),
  )
  const limit = (pollutant: AirPollutant, period: 'year' | '24h' | 'mda8') =>
    airLimit(pollutant, period, years.areaClass, years.limits).value
  const table = (pollutant: AirPollutant) =>
    iaqiTable(pollutant === 'O3' ? 'O3_8h' : `${pollutant}_24h`, years.aqiEdition)
  return {
    monthOfDay,
    daily: new Float64Array(years.days),
    tables: airPollutants.map(table),
    ozoneHourTable: years.aqiEdition === 'HJ 633-2012' ? iaqiTable('O3_1h', years.aqiEdition) : undefined,
    ozoneLimit: limit('O3', 'mda8'),
    limits: airPollutants.map((pollutant) => ({
      year: pollutant === 'CO' || pollutant === 'O3' ? Infinity : limit(pollutant, 'year'),
      day: limit(pollutant, pollutant === 'O3' ? 'mda8' : '24h'),
    })),
  }
}

function evaluateStation(
  columns: readonly Uint16Array[],
  station: number,
  years: StationYears,
  scratch: Scratch,
): void {
  const { days } = years
  const aqi = years.dailyAqi.subarray(station * days, (station + 1) * days)
  const absent = new Uint8Array(days)
  let verdict = 1
  for (let pollutant = 0; pollutant < columns.length; pollutant++) {
    const codes = columns[pollutant]!
    const count = collectDays(codes, station * days * 24, pollutant, aqi, absent, scratch)
    const place = station * columns.length + pollutant
    years.validDays[place] = count.valid
    years.valid[place] = count.enough ? 1 : 0
    if (count.valid > 0) summarise(years, place, pollutant, count.valid, scratch.daily)
    const limit = scratch.limits[pollutant]!
    if (!count.enough) verdict = verdict === 0 ? 0 : 2
    else if (years.meanJudged[place]! > limit.year || years.percentileJudged[place]! > limit.day) verdict = 0
  }
  years.complies[station] = verdict
  countClasses(years, station, aqi, absent)
}

/** Fills `scratch.daily` with the valid days and raises the daily index of each. */
function collectDays(
  codes: Uint16Array,
  start: number,
  pollutant: number,
  aqi: Uint16Array,
  absent: Uint8Array,
  scratch: Scratch,
): { valid: number; enough: boolean } {
  const { daily, monthOfDay } = scratch
  const ozone = airPollutants[pollutant] === 'O3'
  const hourTable = ozone ? scratch.ozoneHourTable : undefined
  const table = scratch.tables[pollutant]!
  const byMonth = new Uint16Array(12)
  let valid = 0
  for (let day = 0; day < aqi.length; day++) {
    const first = start + day * 24
    const mean = ozone ? scaledDailyMax8h(codes, first, scratch.ozoneLimit) : scaledDailyMean(codes, first)
    let iaqi = -1
    if (mean !== noDay) {
      daily[valid++] = mean
      byMonth[monthOfDay[day]!]!++
      iaqi = indexed(table[roundScaled(mean)]!)
    }
    if (hourTable !== undefined) {
      const hour = dailyMaxHour(codes, first)
      if (hour !== noDay) iaqi = Math.max(iaqi, indexed(hourTable[hour]!))
    }
    // 8 h ozone above its table without a 1 h value to stand in: the index is unknown, and high
    if (iaqi < 0) absent[day]! += mean === noDay ? 1 : beyondTable
    else if (iaqi > aqi[day]!) aqi[day] = iaqi
  }
  return { valid, enough: yearValidity(Array.from(byMonth), airPollutants[pollutant]!).valid }
}

/** Marks a day in the count of absent pollutants, which are six at most. */
const beyondTable = 16

/** A table entry as an index, −1 where there is none. */
function indexed(entry: number): number {
  return entry === absentBit ? -1 : entry
}

function summarise(
  years: StationYears,
  place: number,
  pollutant: number,
  count: number,
  daily: Float64Array,
): void {
  const name = airPollutants[pollutant]!
  const unit = 10 ** airDecimals[name] // code units in one µg/m³ or mg/m³
  let sum = 0
  for (let day = 0; day < count; day++) sum += daily[day]!
  const whole = meanScale * count
  const finer = 10 ** (statisticDecimals(name, years.edition) - airDecimals[name])
  years.mean[place] = sum / whole / unit
  years.meanJudged[place] = divideHalfEvenSafe(sum, whole) / unit
  years.meanReported[place] = divideHalfEvenSafe(sum * finer, whole) / (unit * finer)

  const hundredths = (count - 1) * annualPercentiles[name]
  const rank = Math.floor(hundredths / 100)
  const low = selectRank(daily, count, rank)
  const high = rank + 1 < count ? smallestFrom(daily, rank + 1, count) : low
  const scaled = low * 100 + (high - low) * (hundredths - rank * 100)
  years.percentile[place] = scaled / (meanScale * 100) / unit
  years.percentileJudged[place] = divideHalfEvenSafe(scaled, meanScale * 100) / unit
}

function countClasses(years: StationYears, station: number, aqi: Uint16Array, absent: Uint8Array): void {
  const strict = years.aqiEdition === 'HJ 633-2026'
  let good = 0
  let heavy = 0
  let withIndex = 0
  for (let day = 0; day < aqi.length; day++) {
    const index = aqi[day]!
    const missing = absent[day]!
    if (missing >= beyondTable) {
      aqi[day] = overRangeCode
      continue
    }
    if (missing === airPollutants.length || (strict && missing > 0 && index <= 100)) {
      aqi[day] = insufficientCode
      continue
    }
    withIndex++
    if (index <= 100) good++
    else if (index > 200) heavy++
  }
  years.goodDays[station] = good
  years.heavyDays[station] = heavy
  years.indexDays[station] = withIndex
}

function columnsOf(hours: HourlyCodes): readonly Uint16Array[] {
  return [
    hours.so2UgPerM3,
    hours.no2UgPerM3,
    hours.pm10UgPerM3,
    hours.pm25UgPerM3,
    hours.coTenthMgPerM3,
    hours.o3UgPerM3,
  ]
}

function requireWholeYears(columns: readonly Uint16Array[], days: number): number {
  const [first] = columns
  const length = first?.length ?? 0
  if (length % (days * 24) !== 0 || columns.some((column) => column.length !== length)) {
    throw new StandardsError(
      'invalid-input',
      `每列应为${days * 24}小时的整数倍`,
      `every column must be whole years of ${days * 24} hours`,
    )
  }
  return length / (days * 24)
}
