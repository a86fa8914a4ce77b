import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { StoredChannel } from '../canonical-channel.ts'
import '../tables.ts'

/** One value of one site: which channel, when. */
export interface ValueKey {
  readonly siteId: number
  /** Letter of `observations.resolution`. */
  readonly resolution: string
  readonly at: Date
  readonly factor: string
  readonly statistic: string
}

/** The observation that holds a value, and where in it. */
export interface StoredValue {
  readonly layoutId: number
  readonly position: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
}

interface Row {
  readonly layout_id: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
  readonly channels: readonly StoredChannel[]
}

/** Finds a value; undefined where nothing was ever stored. */
export async function storedValue(db: Db, key: ValueKey): Promise<StoredValue | undefined> {
  const { rows } = await sql<Row>`
    select o.layout_id, o.values, o.flags, l.channels from observations o join layouts l on l.id = o.layout_id
    where o.site_id = ${key.siteId} and o.resolution = ${key.resolution}::"char" and o.at = ${key.at.toISOString()}
    order by o.received_at desc`.execute(db)
  for (const { layout_id: layoutId, values, flags, channels } of rows) {
    const position = channels.findIndex((c) => c.factor === key.factor && c.statistic === key.statistic)
    if (position >= 0) return { layoutId, position, values, flags }
  }
  return undefined
}
