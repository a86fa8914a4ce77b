import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { findFactor } from '@qinglan/hj212'
import { takeBack } from './alarm-episodes.ts'
import { followEvents, type Told } from './follow-events.ts'
import { withUnit, type Limit } from './limits-in-force.ts'
import { observedRows, type ObservedRow } from './observed-rows.ts'
import { advance, restState, type Level } from './signal-machine.ts'
import './tables.ts'

/** The rule that every site with limits has. */
export const overLimitRule = 'over-limit'

/** What a limit is compared with: the converted mean (折算) of flue gas where it is sent, else the mean; a number alone is one. */
const statisticsOfMean = ['ZsAvg', 'Avg', 'mean', 'value'] as const

/** The value of a period to be held against a limit; undefined when there is none or it does not count. */
export function meanOf({ values }: ObservedRow, { factor, rangeLow, rangeHigh }: Limit): number | undefined {
  for (const statistic of statisticsOfMean) {
    const reading = values.get(`${factor}/${statistic}`)
    if (reading === undefined) continue
    if (typeof reading !== 'number') return undefined
    const outside = (rangeLow !== null && reading < rangeLow) || (rangeHigh !== null && reading > rangeHigh)
    return outside ? undefined : reading
  }
  return undefined
}

/** 超过 excludes the boundary: a value at the limit keeps it. */
export const isOver = (value: number, { low, high }: Pick<Limit, 'low' | 'high'>): boolean =>
  (high !== null && value > high) || (low !== null && value < low)

const hourMs = 3_600_000

// 超标 1 倍、2 倍 as the field counts: a value of two and of three times the limit; one observation is enough
const grades: readonly Level[] = ([1, 2, 3] as const).map((severity) => ({
  severity,
  forMs: 0,
  boundary: 'at-least',
}))

const holdsOf = (value: number, limit: Limit): boolean[] => {
  const over = isOver(value, limit)
  const { high } = limit
  return grades.map(({ severity }) =>
    severity === 1 ? over : over && high !== null && high > 0 && value >= severity * high,
  )
}

async function writeExceedances(
  db: Db,
  siteId: number,
  factor: string,
  found: readonly { at: number; value: number }[],
  { low, high }: Limit,
  [from, to]: readonly [number, number],
): Promise<void> {
  // an hour sent again with a value within its limit is no longer one of them
  const times = found.map(({ at }) => new Date(at).toISOString())
  await sql`
    delete from exceedances where site_id = ${siteId} and factor = ${factor} and resolution = 'h'
      and at between ${new Date(from).toISOString()} and ${new Date(to).toISOString()} and at <> all(${times}::timestamptz[])`.execute(
    db,
  )
  if (found.length === 0) return
  await sql`
    insert into exceedances (site_id, factor, resolution, at, value, low, high)
    select ${siteId}, ${factor}, 'h', at, value, ${low}::float8, ${high}::float8
    from unnest(${times}::timestamptz[], ${found.map(({ value }) => value)}::float8[]) as u (at, value)
    on conflict (site_id, factor, resolution, at) do update set value = excluded.value, low = excluded.low, high = excluded.high`.execute(
    db,
  )
}

interface Mean {
  readonly at: number
  readonly value: number
}

/** The stretches over one limit: hours on end are one, which an hour within the limit ends. A missing hour neither ends nor begins one. */
async function followLimit(
  db: Db,
  siteId: number,
  limit: Limit,
  means: readonly Mean[],
  from: number,
  before: number | null,
): Promise<void> {
  const key = { siteId, rule: overLimitRule, subject: limit.factor }
  const { going } = await takeBack(db, key, from)
  const told: Told[] = []
  let state = { ...restState(grades.length), raised: going }
  for (const { at, value } of means) {
    const observed = { at, holds: holdsOf(value, limit), clear: !isOver(value, limit) }
    const { state: next, event } = advance(grades, 0, state, observed)
    state = next
    if (!event) continue
    const { low, high, unit } = limit
    const detail = { value, low, high, ...(unit === null ? {} : { unit }), hour: new Date(at).toISOString() }
    // an hour is stored at its end: it was over its limit, or within it again, from its start on
    if (event.kind === 'raised') told.push({ event: { ...event, beganAt: at - hourMs }, at, detail })
    else told.push({ event, at: event.kind === 'ended' ? at - hourMs : at, detail })
  }
  const known = findFactor(limit.factor)
  const name = {
    zh: `${known?.nameZh ?? limit.factor}小时均值超标`,
    en: `Hour mean of ${known?.nameEn ?? limit.factor} over its limit`,
  }
  const lastOver = means.findLast(({ value }) => isOver(value, limit))?.at ?? from
  await followEvents(db, key, name, told, lastOver, before)
}

/** One mean a time: where a device and a file tell of the same hour, the hour stands before the sample. */
function meansOf(rows: readonly ObservedRow[], limit: Limit): Mean[] {
  const means: Mean[] = []
  for (const row of rows) {
    const value = meanOf(row, limit)
    if (value !== undefined && means.at(-1)?.at !== row.at) means.push({ at: row.at, value })
  }
  return means
}

/** Holds the hour means of a site from `from` on, and samples of files, against its limits: each over a limit counts once, however often it comes. */
export async function lookAtLimits(
  db: Db,
  siteId: number,
  limits: readonly Limit[],
  from: number,
  before: number | null = null,
): Promise<void> {
  // one hour before as well: what ended with the hour that changes ended at its start
  const start = from - hourMs
  const rows = await observedRows(db, siteId, ['h', 'samples'], start, undefined, withUnit(limits))
  const last = rows.at(-1)
  if (!last) return
  for (const limit of limits) {
    if (limit.high === null && limit.low === null) continue
    const means = meansOf(rows, limit)
    const found = means.filter(({ value }) => isOver(value, limit))
    await writeExceedances(db, siteId, limit.factor, found, limit, [start, last.at])
    await followLimit(db, siteId, limit, means, start, before)
  }
}
