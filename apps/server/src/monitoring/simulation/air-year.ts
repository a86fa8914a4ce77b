import { dayStart, daysInYear, formatChinaTime } from '@qinglan/periods'
import type { SimulationSpec } from '../simulation-spec.ts'
import { ofYear, randomFrom, type Random } from './random.ts'

const hourMs = 3_600_000

type Pollutant = 'PM2.5' | 'coarse' | 'SO2' | 'NO2' | 'CO' | 'O3'

/** How a pollutant moves: its season's swing and peak day, its day's swing with the hours of its peaks, how it follows the weather. */
interface Shape {
  readonly season: number
  readonly peakDay: number
  readonly diurnal: (hour: number) => number
  /** Exponent of stagnant air; negative: it thrives on sun and wind. */
  readonly stagnation: number
  readonly noise: number
}

const bump = (hour: number, peak: number, width: number): number => {
  const distance = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak))
  return Math.exp(-(distance ** 2) / (2 * width ** 2))
}
const traffic = (hour: number): number => 0.8 + 0.35 * bump(hour, 8, 2) + 0.45 * bump(hour, 20, 3)

const shapes: Readonly<Record<Pollutant, Shape>> = {
  'PM2.5': {
    season: 0.5,
    peakDay: 10,
    diurnal: (h) => 0.95 + 0.1 * bump(h, 8, 3) + 0.12 * bump(h, 22, 3),
    stagnation: 0.5,
    noise: 0.12,
  },
  coarse: { season: 0.3, peakDay: 90, diurnal: traffic, stagnation: 0.3, noise: 0.2 },
  SO2: {
    season: 0.2,
    peakDay: 15,
    diurnal: (h) => 0.9 + 0.25 * bump(h, 10, 3),
    stagnation: 0.2,
    noise: 0.15,
  },
  NO2: { season: 0.35, peakDay: 5, diurnal: traffic, stagnation: 0.35, noise: 0.15 },
  CO: { season: 0.25, peakDay: 10, diurnal: traffic, stagnation: 0.25, noise: 0.1 },
  O3: {
    season: 0.42,
    peakDay: 165,
    diurnal: (h) => 0.35 + 1.15 * bump(h, 15, 4),
    stagnation: -0.08,
    noise: 0.08,
  },
}

/** A year of one pollutant at one station, hour by hour, before it is scaled to its mean. */
function shapeYear(
  pollutant: Pollutant,
  weather: readonly number[],
  sun: readonly number[],
  random: Random,
): Float64Array {
  const { season, peakDay, diurnal, stagnation, noise } = shapes[pollutant]
  const days = weather.length
  const cycle = Array.from({ length: 24 }, (_, hour) => diurnal(hour + 1))
  const values = new Float64Array(days * 24)
  let drift = 0
  for (let day = 0; day < days; day++) {
    const seasonal = 1 + season * Math.cos((2 * Math.PI * (day - peakDay)) / days)
    const own = pollutant === 'O3' ? 0.24 * sun[day]! : 0
    for (let hour = 0; hour < 24; hour++) {
      // neighbouring days flow into each other
      const towards = weather[Math.min(day + 1, days - 1)]! - weather[day]!
      const air = weather[day]! + (towards * hour) / 24
      drift = 0.85 * drift + 0.53 * random.normal()
      values[day * 24 + hour] = seasonal * cycle[hour]! * Math.exp(stagnation * air + own + noise * drift)
    }
  }
  return values
}

/** Days that stay alike: an autoregressive walk with deviation 1. */
function walk(days: number, persistence: number, random: Random): number[] {
  const values: number[] = []
  let value = random.normal()
  for (let day = 0; day < days; day++) {
    value = persistence * value + Math.sqrt(1 - persistence ** 2) * random.normal()
    values.push(value)
  }
  return values
}

const meanOf = (stations: readonly Float64Array[]): number =>
  stations.reduce((sum, values) => sum + values.reduce((a, b) => a + b, 0) / values.length, 0) /
  stations.length

/** The 90th percentile of the stations' mean daily maximum 8 h values, the way the year's ozone is judged. */
function ozoneLevel(stations: readonly Float64Array[]): number {
  const days = stations[0]!.length / 24
  const city = Array.from({ length: days }, (_, day) => {
    const maxima = stations.map((values) => {
      let largest = 0
      for (let end = 8; end <= 24; end++) {
        let sum = 0
        for (let hour = end - 8; hour < end; hour++) sum += values[day * 24 + hour]!
        largest = Math.max(largest, sum / 8)
      }
      return largest
    })
    return maxima.reduce((a, b) => a + b, 0) / maxima.length
  }).sort((a, b) => a - b)
  return city[Math.round((city.length - 1) * 0.9)]!
}

function scaled(stations: readonly Float64Array[], level: number, wanted: number): readonly Float64Array[] {
  return stations.map((values) => values.map((value) => (value * wanted) / level))
}

/** Hours without values: one letter for the reason, in stretches of up to three hours. */
function outages(hours: number, share: number, random: Random): string[] {
  const letters = Array.from({ length: hours }, () => '')
  const meanLength = 2
  for (let hour = 0; hour < hours; hour++) {
    if (random.uniform() >= share / meanLength) continue
    const letter = 'DDBCM'[Math.floor(random.uniform() * 5)]!
    const length = 1 + Math.floor(random.uniform() * 3)
    for (let at = hour; at < Math.min(hour + length, hours); at++) letters[at] = letter
    hour += length
  }
  return letters
}

/** A year of hourly air at some stations as CSV, station after station. */
export function* airYearCsv(spec: SimulationSpec, year: number, codes: readonly string[]): Generator<string> {
  const wanted = ofYear(spec.air.years, year)
  if (!wanted || codes.length === 0) return
  const days = daysInYear(year)
  const city = randomFrom(spec.seed, 'air', year)
  const weather = walk(days, 0.72, city)
  const sun = walk(days, 0.55, city)
  const made = (pollutant: Pollutant) =>
    codes.map((code) => {
      const random = randomFrom(spec.seed, 'air', year, pollutant, code)
      const place = 1 + 0.07 * randomFrom(spec.seed, 'place', pollutant, code).normal()
      return shapeYear(pollutant, weather, sun, random).map((value) => value * Math.max(place, 0.7))
    })
  const toMean = (pollutant: Pollutant, mean: number) => {
    const stations = made(pollutant)
    return scaled(stations, meanOf(stations), mean)
  }
  const fine = toMean('PM2.5', wanted['PM2.5'])
  const coarse = toMean('coarse', Math.max(wanted.PM10 - wanted['PM2.5'], 1))
  const [so2, no2, co] = [toMean('SO2', wanted.SO2), toMean('NO2', wanted.NO2), toMean('CO', wanted.CO)]
  const ozone = made('O3')
  const o3 = scaled(ozone, ozoneLevel(ozone), wanted.O3)

  yield 'site_code,time,PM2.5,PM10,SO2,NO2,CO,O3\n'
  const start = dayStart(`${year}-01-01`)
  const until = dayStart(spec.until) + 24 * hourMs
  const times: string[] = []
  for (let hour = 1; hour <= days * 24 && start + hour * hourMs <= until; hour++)
    times.push(formatChinaTime(start + hour * hourMs).slice(0, 16))
  for (const [index, code] of codes.entries()) {
    const gaps = outages(times.length, spec.air.gaps ?? 0, randomFrom(spec.seed, 'gaps', year, code))
    let text = ''
    for (const [hour, time] of times.entries()) {
      const letter = gaps[hour]
      if (letter) {
        text += `${code},${time},${letter},${letter},${letter},${letter},${letter},${letter}\n`
        continue
      }
      const whole = (values: readonly Float64Array[]) => Math.max(Math.round(values[index]![hour]!), 1)
      const pm10 = Math.max(Math.round(fine[index]![hour]! + coarse[index]![hour]!), 1)
      const tenth = Math.max(Math.round(co[index]![hour]! * 10) / 10, 0.1)
      text += `${code},${time},${whole(fine)},${pm10},${whole(so2)},${whole(no2)},${tenth},${whole(o3)}\n`
    }
    yield text
  }
}

/** Monthly dustfall at the same stations, for the years the spec has it. */
export function* dustfallYearCsv(
  spec: SimulationSpec,
  year: number,
  codes: readonly string[],
): Generator<string> {
  const wanted = spec.air.dustfall?.[String(year)]
  if (wanted === undefined || codes.length === 0) return
  yield 'site_code,time,DUSTFALL\n'
  for (const code of codes) {
    const random = randomFrom(spec.seed, 'dustfall', year, code)
    // dusty springs, calm autumns; the twelve factors have mean 1
    for (let month = 1; month <= 12; month++) {
      const seasonal = 1 + 0.3 * Math.cos((2 * Math.PI * (month - 4)) / 12)
      const value = Math.max(wanted * seasonal * (1 + 0.08 * random.normal()), 0.3)
      const time = `${year}-${String(month).padStart(2, '0')}`
      if (time <= spec.until.slice(0, 7)) yield `${code},${time},${value.toFixed(1)}\n`
    }
  }
}
