import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { guardEntity } from '../gates/guard-entity.ts'
import { changeOf, columnsOf, keyOf, type EntityInput } from './entity-row.ts'

export type { EntityInput } from './entity-row.ts'

export interface SavedEntity {
  readonly id: string
  readonly version: number
  readonly outcome: 'entered' | 'changed' | 'unchanged'
}

/**
 * Enters or changes an entity by its key. Saying the same again changes nothing. Each change is a version that keeps who, when and
 * from which day; the entity is judged again.
 */
export async function saveEntity(
  db: Db,
  kind: KindDefinition,
  input: EntityInput,
  changedBy: string,
): Promise<SavedEntity> {
  const before = await db
    .selectFrom('entities')
    .selectAll()
    .where('kind', '=', kind.kind)
    .where('key', '=', keyOf(kind, input.facts))
    .forNoKeyUpdate()
    .executeTakeFirst()
  const change = changeOf(kind, before, input)
  if (before && change.unchanged) return { id: before.id, version: before.version, outcome: 'unchanged' }
  await guardEntity(db, change.after, { stateBefore: before?.state ?? null })
  const row = columnsOf(kind, change)
  const version = (before?.version ?? 0) + 1
  const { id } = before
    ? await db
        .updateTable('entities')
        .set({ ...row, version })
        .where('id', '=', before.id)
        .returning('id')
        .executeTakeFirstOrThrow()
    : await db
        .insertInto('entities')
        .values({ ...row, entered_on: input.effectiveOn, simulated: input.simulated ?? false })
        .returning('id')
        .executeTakeFirstOrThrow()
  const { facts, state, geometry, left_on } = row
  const holds = { effective_on: input.effectiveOn, reason: input.reason ?? '', changed_by: changedBy }
  await db
    .insertInto('entity_versions')
    .values({ entity_id: id, version, facts, state, geometry, left_on, ...holds })
    .execute()
  await markDirty(db, [id])
  return { id, version, outcome: before ? 'changed' : 'entered' }
}

/**
 * Takes an entity out of its register from a day on; it is kept with its history, and may be entered again. A gate that guards
 * leaving may refuse.
 */
export async function leaveRegister(
  db: Db,
  entityId: string,
  { on, reason }: { on: string; reason: string },
  changedBy: string,
): Promise<void> {
  const before = await db
    .selectFrom('entities')
    .selectAll()
    .where('id', '=', entityId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('没有这个对象', 'No such entity')
  if (before.left_on !== null) return
  const { kind, facts, state, geometry } = before
  const proposal = { kind, facts, state, geometry, regionId: before.region_id, on }
  await guardEntity(db, proposal, { stateBefore: state, leaving: true })
  const version = before.version + 1
  await db.updateTable('entities').set({ left_on: on, version }).where('id', '=', entityId).execute()
  await db
    .insertInto('entity_versions')
    .values({
      entity_id: entityId,
      version,
      facts: JSON.stringify(facts),
      state,
      geometry: geometry && JSON.stringify(geometry),
      left_on: on,
      effective_on: on,
      reason,
      changed_by: changedBy,
    })
    .execute()
  await markDirty(db, [entityId])
}

/** Notes that entities must be judged again, and wakes those who judge. */
export async function markDirty(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into register_dirty (entity_id) select unnest(${ids}::uuid[])`.execute(db)
  const { rows } = await sql<{ region: string }>`
    select distinct coalesce(region_id, '') as region from entities where id = any(${ids}::uuid[])`.execute(
    db,
  )
  await announce(db, { type: 'register', regionIds: rows.map((r) => r.region) })
}
