import { civilDateOf } from '@qinglan/periods'
import type { RowHead } from './packet-row.ts'

const dayMs = 86_400_000
const civilShiftMs = 8 * 3_600_000

const resolutions = { s: 0, i: 1, h: 2, d: 3 } as const

/** A number that stands for a row's site and resolution: asked for every row, where a text would have to be made. */
export const seriesOf = ({ resolution, siteId }: RowHead): number => siteId * 4 + resolutions[resolution]

/** The instant that says which civil day a row belongs to: an hour is stored at its end, so the last of a day ends at 00:00 of the next. */
const instantOfDay = ({ resolution, epochMs }: RowHead): number =>
  resolution === 'h' ? epochMs - 1 : epochMs

/** Parallel lists, as SQL takes them. */
export interface SiteDays {
  readonly siteIds: number[]
  readonly days: string[]
}

/** The different civil days that rows belong to, site by site, in a fixed order, so that two writers never wait for each other in a ring. */
export function daysOf(rows: readonly RowHead[]): SiteDays {
  const bySite = new Map<number, Set<number>>()
  for (const row of rows) {
    const day = Math.floor((instantOfDay(row) + civilShiftMs) / dayMs)
    const days = bySite.get(row.siteId)
    if (days) days.add(day)
    else bySite.set(row.siteId, new Set([day]))
  }
  const found: SiteDays = { siteIds: [], days: [] }
  for (const [siteId, days] of [...bySite].toSorted(([a], [b]) => a - b)) {
    for (const day of [...days].toSorted((a, b) => a - b)) {
      found.siteIds.push(siteId)
      found.days.push(civilDateOf(day * dayMs - civilShiftMs))
    }
  }
  return found
}

/** The earliest time of each site and resolution: from there on its signals are looked at again. Parallel lists. */
export function earliestOf(rows: readonly RowHead[]): {
  readonly siteIds: number[]
  readonly resolutions: string[]
  readonly epochs: number[]
} {
  const earliest = new Map<number, RowHead>()
  for (const row of rows) {
    const key = seriesOf(row)
    if (row.epochMs < (earliest.get(key)?.epochMs ?? Infinity)) earliest.set(key, row)
  }
  const found = [...earliest.values()]
  return {
    siteIds: found.map((row) => row.siteId),
    resolutions: found.map((row) => row.resolution),
    epochs: found.map((row) => row.epochMs),
  }
}

/** From the first to the last time of rows, epoch ms; of none, from infinity on. */
export function rangeOf(rows: readonly RowHead[]): { readonly from: number; readonly to: number } {
  let from = Infinity
  let to = -Infinity
  for (const { epochMs } of rows) {
    if (epochMs < from) from = epochMs
    if (epochMs > to) to = epochMs
  }
  return { from, to }
}
