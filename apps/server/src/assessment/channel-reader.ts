import type { Reading } from '@qinglan/contract'
import type { Db } from '../database/connect.ts'
import { canonicalChannel, scaledReading } from '../monitoring/canonical-channel.ts'
import { factorOf } from '../monitoring/factors/factors.ts'
import '../monitoring/tables.ts'

/** What of an observation a reader needs. */
export interface ObservationRow {
  readonly layout_id: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
}

interface Place {
  readonly position: number
  readonly scale: number
}

/** Reads values out of observations of whatever layout: of imports, and of packets of devices. */
export interface ChannelReader {
  readonly layoutIds: readonly number[]
  /** The layout of imports of the family. */
  readonly familyLayoutId: number
  /** Undefined when the row's layout has no such channel, or the row stops before it. */
  read(row: ObservationRow, factor: string, statistic: string): Reading | undefined
  /** The number that stands beside a flag, a detection limit. */
  numberBeside(row: ObservationRow, factor: string, statistic: string): number | null
}

/** A reader of the layouts that hold channels of a family. */
export async function channelReader(db: Db, family: 'air' | 'water'): Promise<ChannelReader> {
  const layouts = await db.selectFrom('layouts').select(['id', 'key', 'channels']).execute()
  const places = new Map<number, ReadonlyMap<string, Place>>()
  let familyLayoutId = -1
  for (const { id, key, channels } of layouts) {
    if (key === family) familyLayoutId = id
    const known = channels.flatMap((channel, position) => {
      const canonical = canonicalChannel(channel)
      if (!canonical || factorOf(canonical.factor)?.family !== family) return []
      return [[`${canonical.factor}/${canonical.statistic}`, { position, scale: canonical.scale }] as const]
    })
    if (known.length > 0) places.set(id, new Map(known))
  }
  const placeOf = (row: ObservationRow, factor: string, statistic: string): Place | undefined => {
    const place = places.get(row.layout_id)?.get(`${factor}/${statistic}`)
    return place && place.position < row.values.length ? place : undefined
  }
  return {
    layoutIds: [...places.keys()],
    familyLayoutId,
    read: (row, factor, statistic) => {
      const place = placeOf(row, factor, statistic)
      return place && scaledReading(row.values, row.flags, place.position, place.scale)
    },
    numberBeside: (row, factor, statistic) => {
      const place = placeOf(row, factor, statistic)
      const value = place ? (row.values[place.position] ?? null) : null
      return value === null || !place ? null : value * place.scale
    },
  }
}
