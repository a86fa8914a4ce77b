import type { Db } from '../database/connect.ts'
import '../monitoring/tables.ts'

/** Where a stored layout keeps its channels; -1 for one it does not have. */
export interface LayoutPositions {
  readonly id: number
  position(factor: string, statistic: string): number
}

/** The layout of a family; undefined while nothing of the family was ever stored. */
export async function layoutPositions(db: Db, family: 'air' | 'water'): Promise<LayoutPositions | undefined> {
  const row = await db
    .selectFrom('layouts')
    .select(['id', 'channels'])
    .where('key', '=', family)
    .executeTakeFirst()
  if (!row) return undefined
  const positions = new Map(
    row.channels.map((channel, index) => [`${channel.factor}/${channel.statistic}`, index]),
  )
  return { id: row.id, position: (factor, statistic) => positions.get(`${factor}/${statistic}`) ?? -1 }
}
