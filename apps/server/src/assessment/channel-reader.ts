import type { Reading } from '@qinglan/contract'
import type { Db } from '../database/connect.ts'
import { canonicalChannel, scaledReading, type StoredChannel } from '../monitoring/canonical-channel.ts'
import { factorOf } from '../monitoring/factors/factors.ts'
import { saidUnits } from '../monitoring/units/site-units.ts'
import type { SiteUnits } from '../monitoring/units/unit-at-site.ts'
import '../monitoring/tables.ts'

/** What of an observation a reader needs. */
export interface ObservationRow {
  readonly site_id: number
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

type Places = ReadonlyMap<string, Place>
const nothingSaid: SiteUnits['said'] = new Map()

/** Where the channels of a family stand in a layout, at sites of which the same is known. */
function placesIn(channels: readonly StoredChannel[], family: 'air' | 'water', site: SiteUnits): Places {
  return new Map(
    channels.flatMap((channel, position) => {
      const canonical = canonicalChannel(channel, site)
      if (!canonical || factorOf(canonical.factor)?.family !== family) return []
      return [[`${canonical.factor}/${canonical.statistic}`, { position, scale: canonical.scale }] as const]
    }),
  )
}

/** A reader of the layouts that hold channels of a family; sites of the family `air` are air stations. */
export async function channelReader(db: Db, family: 'air' | 'water'): Promise<ChannelReader> {
  const layouts = await db.selectFrom('layouts').select(['id', 'key', 'channels']).execute()
  const isAmbient = family === 'air'
  const said = await saidUnits(db)
  const usual = new Map<number, Places>()
  const special = new Map<string, Places>()
  const channelsOf = new Map<number, readonly StoredChannel[]>()
  let familyLayoutId = -1
  for (const { id, key, channels } of layouts) {
    if (key === family) familyLayoutId = id
    // whatever units are said to be: without one each channel of the family counts
    const bare = channels.map((channel) => ({ ...channel, unit: '' }))
    if (placesIn(bare, family, { isAmbient, said: nothingSaid }).size === 0) continue
    channelsOf.set(id, channels)
    usual.set(id, placesIn(channels, family, { isAmbient, said: nothingSaid }))
  }
  const placesOf = ({ site_id, layout_id }: ObservationRow): Places | undefined => {
    const saidThere = said.get(site_id)
    if (!saidThere) return usual.get(layout_id)
    const key = `${site_id} ${layout_id}`
    const known = special.get(key)
    const channels = channelsOf.get(layout_id)
    if (known || !channels) return known
    const places = placesIn(channels, family, { isAmbient, said: saidThere })
    special.set(key, places)
    return places
  }
  const placeOf = (row: ObservationRow, factor: string, statistic: string): Place | undefined => {
    const place = placesOf(row)?.get(`${factor}/${statistic}`)
    return place && place.position < row.values.length ? place : undefined
  }
  return {
    layoutIds: [...usual.keys()],
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
