import { addDays, dayStart } from '@qinglan/periods'

/** A stretch of civil days of one site, both ends included. */
export interface DayRange {
  readonly siteId: number
  readonly from: string
  readonly to: string
}

/** Joins the days of each site into stretches; a gap of a few days is bridged, since reading it is cheaper than another probe. */
export function rangesOf(days: ReadonlyMap<number, readonly string[]>): DayRange[] {
  const ranges: DayRange[] = []
  for (const [siteId, unsorted] of days) {
    let from = ''
    let to = ''
    for (const day of unsorted.toSorted()) {
      if (from !== '' && day <= addDays(to, 7)) {
        to = day
        continue
      }
      if (from !== '') ranges.push({ siteId, from, to })
      from = day
      to = day
    }
    if (from !== '') ranges.push({ siteId, from, to })
  }
  return ranges
}

const iso = (epochMs: number) => new Date(epochMs).toISOString()

/** The instants of ranges for SQL: an hour ending at 00:00 after the last day still belongs to it. */
export function instantsOf(ranges: readonly DayRange[]): {
  siteIds: number[]
  froms: string[]
  tos: string[]
  least: string
  most: string
} {
  const froms = ranges.map((range) => iso(dayStart(range.from)))
  const tos = ranges.map((range) => iso(dayStart(addDays(range.to, 1))))
  const sorted = [froms.toSorted()[0] ?? '', tos.toSorted().at(-1) ?? ''] as const
  return { siteIds: ranges.map((range) => range.siteId), froms, tos, least: sorted[0], most: sorted[1] }
}
