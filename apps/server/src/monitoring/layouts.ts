import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import { factors, type Family, type Statistic } from './factors/factors.ts'
import './tables.ts'

/** What one position of `observations.values` holds. */
export interface Channel {
  readonly factor: string
  readonly statistic: Statistic
  readonly unit: string
}

/** The positions of the values of one family; new channels join at the end, so stored rows keep their meaning. */
export interface Layout {
  readonly id: number
  readonly family: Family
  readonly channels: readonly Channel[]
  position(factor: string, statistic: Statistic): number
}

const channelsOf = (family: Family): readonly Channel[] => {
  const own = factors.filter((factor) => factor.family === family)
  const channel = (key: string, statistic: Statistic): Channel => {
    const unit = own.find((factor) => factor.key === key)?.unit ?? ''
    return { factor: key, statistic, unit }
  }
  if (family === 'water') return own.map((factor) => channel(factor.key, 'value'))
  // the six pollutants come first: trailing absences are not stored
  const six = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3']
  return [
    ...six.map((key) => channel(key, 'mean')),
    channel('O3', 'rolling-8h'),
    channel('O3', 'day-max-8h'),
    channel('O3', 'day-max-1h'),
    ...six.map((key) => channel(key, 'rolling-24h')),
    ...['NO', 'NOx', 'TSP'].map((key) => channel(key, 'mean')),
    channel('DUSTFALL', 'total'),
  ]
}

/** The layout of a family, written to the database when it is not there yet. */
export async function ensureLayout(db: Db, family: Family): Promise<Layout> {
  const channels = channelsOf(family)
  const stored = await db
    .insertInto('layouts')
    .values({ key: family, channels: JSON.stringify(channels) })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ channels: (eb) => eb.ref('excluded.channels') })
        .where(sql<boolean>`jsonb_array_length(layouts.channels) < jsonb_array_length(excluded.channels)`),
    )
    .returning('id')
    .executeTakeFirst()
  const { id } =
    stored ??
    (await db.selectFrom('layouts').select('id').where('key', '=', family).executeTakeFirstOrThrow())
  const positions = new Map(channels.map((c, index) => [`${c.factor}/${c.statistic}`, index]))
  return {
    id,
    family,
    channels,
    position: (factor, statistic) => positions.get(`${factor}/${statistic}`) ?? -1,
  }
}
