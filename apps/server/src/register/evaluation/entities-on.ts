import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Entity } from '../engine/entity.ts'

/** An entity with the region it lies in. */
export interface PlacedEntity extends Entity {
  readonly regionId: string | null
  readonly simulated: boolean
}

/**
 * The entities in the register on a day that meet a condition over `entities e`, as they were then by their versions: by kind and key,
 * or the first so many by id.
 */
export async function entitiesWhere(
  db: Db,
  on: string,
  condition: RawBuilder<unknown>,
  firstById?: number,
): Promise<PlacedEntity[]> {
  const order = firstById === undefined ? sql`order by e.kind, e.key` : sql`order by e.id limit ${firstById}`
  const { rows } = await sql<PlacedEntity>`
    with looking_back as materialized (select kind from entity_kinds where definition ->> 'history' = 'true')
    select e.id, e.region_id as "regionId", e.simulated, e.kind, e.key, v.facts, v.state, v.geometry, e.entered_on as "enteredOn",
      case when e.kind in (select kind from looking_back) then
        (select jsonb_agg(jsonb_build_object('effectiveOn', h.effective_on, 'facts', h.facts, 'state', h.state, 'geometry', h.geometry)
            order by h.version)
          from entity_versions h where h.entity_id = e.id and h.effective_on <= ${on}::date) end as versions,
      (select jsonb_object_agg(list, present) from (
          select list, bool_or(left_on is null or left_on > ${on}::date) as present
          from list_entries where entity_id = e.id and entered_on <= ${on}::date group by list) stays) as lists
    from entities e
    join lateral (select facts, state, geometry, left_on from entity_versions v
      where v.entity_id = e.id and v.effective_on <= ${on}::date order by v.version desc limit 1) v on true
    where e.entered_on <= ${on}::date and (v.left_on is null or v.left_on > ${on}::date) and (${condition})
    ${order}`.execute(db)
  return rows
}

/** The entities in the register on a day, of some kinds or all, or of one key. */
export function entitiesOn(
  db: Db,
  on: string,
  kinds?: readonly string[],
  key?: string,
): Promise<PlacedEntity[]> {
  const ofKinds = kinds === undefined ? sql`true` : sql`e.kind = any(${[...kinds]}::text[])`
  return entitiesWhere(db, on, key === undefined ? ofKinds : sql`${ofKinds} and e.key = ${key}`)
}
