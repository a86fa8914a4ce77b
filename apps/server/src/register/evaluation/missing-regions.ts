import type { Db } from '../../database/connect.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { entitiesOn } from './entities-on.ts'

/** Regions that should have an entity of a kind each and have none, for kinds with `onePer`. */
export async function missingRegions(db: Db, kind: KindDefinition, on: string): Promise<string[]> {
  if (!kind.onePer) return []
  const regions = await db
    .selectFrom('regions')
    .select('id')
    .where('kind', '=', kind.onePer)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  const present = new Set((await entitiesOn(db, on, [kind.kind])).map((e) => e.regionId))
  return regions.map((r) => r.id).filter((id) => !present.has(id))
}
