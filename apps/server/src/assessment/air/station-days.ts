import { civilDateOf, dayStart } from '@qinglan/periods'
import {
  airDailyMean,
  isMeasured,
  ozoneDailyMax1h,
  ozoneDailyMax8h,
  type AirPollutant,
  type Reading,
} from '@qinglan/standards'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { channelReader, type ChannelReader, type ObservationRow } from '../channel-reader.ts'
import { instantsOf, rangesOf } from '../dirty-ranges.ts'
import type { NewEvaluation } from '../evaluations.ts'
import { judgeDay, measuredCount, type DayField } from './day-result.ts'
import { airEditionsOn, type AirEditions } from './editions.ts'

const hourMs = 3_600_000
const means = [
  ['so2DailyMeanUgPerM3', 'SO2'],
  ['no2DailyMeanUgPerM3', 'NO2'],
  ['pm10DailyMeanUgPerM3', 'PM10'],
  ['pm25DailyMeanUgPerM3', 'PM2.5'],
  ['coDailyMeanMgPerM3', 'CO'],
] as const satisfies readonly (readonly [DayField, AirPollutant])[]

interface Row extends ObservationRow {
  readonly resolution: 'h' | 'd'
  readonly at: Date
  readonly simulated: boolean
}

/** The observations of one station on one day: those of 24 hours, and ready-made daily ones. A device's packets may be several an hour. */
interface StationDay {
  readonly hours: Row[][]
  readonly daily: Row[]
}

/** The first number among rows of one time, else the first reason that says something, in the words of the standards. */
function readingOf(reader: ChannelReader, rows: readonly Row[], factor: string, statistic: string): Reading {
  let reason: Reading = 'not-measured'
  for (const row of rows) {
    const reading = reader.read(row, factor, statistic)
    if (typeof reading === 'number') return reading
    if (reading === undefined) continue
    // half of a detection limit is for water; an air analyser below its limit reports what it has
    if (reading.missing === 'below-detection') return reader.numberBeside(row, factor, statistic) ?? 'unknown'
    if (reason === 'not-measured') reason = reading.missing
  }
  return reason
}

/**
 * Evaluates station days by HJ 633 from hourly observations, or from daily ones for what has no hours. A day without any
 * observation gives nothing.
 */
export async function evaluateStationDays(
  db: Db,
  days: ReadonlyMap<number, readonly string[]>,
): Promise<NewEvaluation[]> {
  const reader = await channelReader(db, 'air')
  const ranges = instantsOf(rangesOf(days))
  if (reader.layoutIds.length === 0 || ranges.siteIds.length === 0) return []
  const { rows } = await sql<Row>`
    select o.site_id, o.resolution, o.at, o.layout_id, o.values, o.flags, o.simulated
    from unnest(${ranges.siteIds}::integer[], ${ranges.froms}::timestamptz[], ${ranges.tos}::timestamptz[]) as r (site_id, low, high)
    join observations o on o.site_id = r.site_id and o.resolution in ('h', 'd') and o.at >= r.low and o.at <= r.high
    where o.at between ${ranges.least} and ${ranges.most} and o.layout_id = any(${reader.layoutIds}::integer[])
    order by o.layout_id`.execute(db)
  const found = gather(rows)
  const evaluations: NewEvaluation[] = []
  for (const [siteId, wanted] of days) {
    for (const day of wanted) {
      const station = found.get(siteId)?.get(day)
      const editions = airEditionsOn(day)
      if (station && editions) evaluations.push(evaluate(siteId, day, station, editions, reader))
    }
  }
  return evaluations
}

/** The civil day and the hour of it (0 to 23) of an hour's end; the one that ends at 00:00 is the last of the day before. */
function hourPlaces(): (epochMs: number) => { readonly day: string; readonly hour: number } {
  // the stations of a city share their hours, and the calendar is asked once for each
  const known = new Map<number, { readonly day: string; readonly hour: number }>()
  return (epochMs) => {
    let place = known.get(epochMs)
    if (!place) {
      const day = civilDateOf(epochMs - 1)
      place = { day, hour: Math.ceil((epochMs - dayStart(day)) / hourMs) - 1 }
      known.set(epochMs, place)
    }
    return place
  }
}

function gather(rows: readonly Row[]): Map<number, Map<string, StationDay>> {
  const found = new Map<number, Map<string, StationDay>>()
  const placeOf = hourPlaces()
  for (const row of rows) {
    const days = found.get(row.site_id) ?? new Map<string, StationDay>()
    found.set(row.site_id, days)
    const at = row.at.getTime()
    const { day, hour } = row.resolution === 'h' ? placeOf(at) : { day: civilDateOf(at), hour: -1 }
    const station = days.get(day) ?? { hours: Array.from({ length: 24 }, (): Row[] => []), daily: [] }
    days.set(day, station)
    if (row.resolution === 'd') station.daily.push(row)
    else station.hours[hour]?.push(row)
  }
  return found
}

function evaluate(
  siteId: number,
  day: string,
  { hours, daily }: StationDay,
  editions: AirEditions,
  reader: ChannelReader,
): NewEvaluation {
  const hoursOf = (factor: string) => hours.map((rows) => readingOf(reader, rows, factor, 'mean'))
  const concentrations: Partial<Record<DayField, Reading>> = {}
  for (const [field, factor] of means) {
    const readings = hoursOf(factor)
    concentrations[field] = readings.some(isMeasured)
      ? airDailyMean(readings, factor, editions.hj663).value
      : readingOf(reader, daily, factor, 'mean')
  }
  const ozone = hoursOf('O3')
  const measured = ozone.some(isMeasured)
  concentrations.o3DailyMax8hUgPerM3 = measured
    ? ozoneDailyMax8h(ozone, editions.hj663).value
    : readingOf(reader, daily, 'O3', 'day-max-8h')
  concentrations.o3DailyMax1hUgPerM3 = measured
    ? ozoneDailyMax1h(ozone, editions.hj663).value
    : readingOf(reader, daily, 'O3', 'day-max-1h')
  const result = judgeDay(concentrations, editions)
  const present = [...hours, daily].filter((rows) => rows.length > 0)
  return {
    subjectKind: 'site',
    subjectId: String(siteId),
    standard: 'HJ 633',
    edition: editions.short,
    period: 'day',
    starts: day,
    result: { ...result },
    inputs: present.length,
    valid: measuredCount(result),
    simulated: present.some((rows) => rows.some((row) => row.simulated)),
  }
}
