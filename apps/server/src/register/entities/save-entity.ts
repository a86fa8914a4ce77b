import { bbox } from '@turf/bbox'
import type { Geometry } from 'geojson'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { checkFacts, checkTransition, type FactProblem } from '../definitions/check-facts.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { FactValue } from '../engine/entity.ts'
import { guardEntity } from '../gates/guard-entity.ts'

/** What a form, an import or a pack says of an entity. */
export interface EntityInput {
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state?: string | null
  readonly geometry?: Geometry | null
  readonly regionId?: string | null
  readonly unitId?: string | null
  /** The civil day from which this holds: an approval, a finding, a registration. */
  readonly effectiveOn: string
  readonly reason?: string
  readonly simulated?: boolean
}

export interface SavedEntity {
  readonly id: string
  readonly version: number
  readonly outcome: 'entered' | 'changed' | 'unchanged'
}

const families = {
  point: ['Point'],
  line: ['LineString', 'MultiLineString'],
  polygon: ['Polygon', 'MultiPolygon'],
} as const

function checkGeometry(kind: KindDefinition, geometry: Geometry | null): void {
  if (!geometry) return
  const allowed: readonly string[] = kind.geometry === 'none' ? [] : families[kind.geometry]
  if (!allowed.includes(geometry.type)) {
    throw badInput(
      `“${kind.title.zh}”的位置应为 ${allowed.join('、') || '无'},实为 ${geometry.type}`,
      `geometry of ${kind.title.en}: expected ${allowed.join(', ') || 'none'}`,
    )
  }
}

export const factsMessage = (
  kind: KindDefinition,
  problems: readonly FactProblem[],
): { zh: string; en: string } => {
  const title = (fact: string) => kind.facts[fact]?.title ?? { zh: fact, en: fact }
  return {
    zh: problems.map((p) => `${title(p.fact).zh}:${p.reason.zh}`).join(';'),
    en: problems.map((p) => `${title(p.fact).en}: ${p.reason.en}`).join('; '),
  }
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
  const problems = checkFacts(kind, input.facts)
  if (problems.length > 0) {
    const message = factsMessage(kind, problems)
    throw badInput(message.zh, message.en, problems)
  }
  const key = String(input.facts[kind.key])
  const before = await db
    .selectFrom('entities')
    .selectAll()
    .where('kind', '=', kind.kind)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  const state = input.state === undefined ? (before?.state ?? null) : input.state
  const refused = checkTransition(kind, before?.state ?? null, state)
  if (refused)
    throw badInput(`${kind.title.zh} ${key}:${refused.zh}`, `${kind.title.en} ${key}: ${refused.en}`)
  const geometry = input.geometry === undefined ? (before?.geometry ?? null) : input.geometry
  checkGeometry(kind, geometry)
  const facts = { ...before?.facts, ...input.facts }
  const text = geometry && JSON.stringify(geometry)
  const [minLon, minLat, maxLon, maxLat] = geometry ? bbox(geometry) : [null, null, null, null]
  const row = {
    kind: kind.kind,
    key,
    name: String(facts[kind.name ?? kind.key] ?? key),
    region_id: input.regionId === undefined ? (before?.region_id ?? null) : input.regionId,
    unit_id: input.unitId === undefined ? (before?.unit_id ?? null) : input.unitId,
    facts: JSON.stringify(facts),
    state,
    geometry: text,
    min_lon: minLon,
    min_lat: minLat,
    max_lon: maxLon,
    max_lat: maxLat,
    left_on: null,
  }
  const version = {
    facts: row.facts,
    state,
    geometry: text,
    left_on: null,
    effective_on: input.effectiveOn,
    reason: input.reason ?? '',
    changed_by: changedBy,
  }
  const guard = () =>
    guardEntity(
      db,
      { kind: kind.kind, facts, state, geometry, regionId: row.region_id, on: input.effectiveOn },
      { stateBefore: before?.state ?? null },
    )
  if (!before) {
    await guard()
    const { id } = await db
      .insertInto('entities')
      .values({ ...row, entered_on: input.effectiveOn, simulated: input.simulated ?? false })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('entity_versions')
      .values({ ...version, entity_id: id, version: 1 })
      .execute()
    await markDirty(db, [id])
    return { id, version: 1, outcome: 'entered' }
  }
  const unchanged = await db
    .selectFrom('entities')
    .select('id')
    .where('id', '=', before.id)
    .where(sql<boolean>`facts = ${row.facts}::jsonb and state is not distinct from ${state}
      and geometry is not distinct from ${text}::jsonb and region_id is not distinct from ${row.region_id}
      and unit_id is not distinct from ${row.unit_id} and left_on is null`)
    .executeTakeFirst()
  if (unchanged) return { id: before.id, version: before.version, outcome: 'unchanged' }
  await guard()
  const next = before.version + 1
  await db
    .updateTable('entities')
    .set({ ...row, version: next })
    .where('id', '=', before.id)
    .execute()
  await db
    .insertInto('entity_versions')
    .values({ ...version, entity_id: before.id, version: next })
    .execute()
  await markDirty(db, [before.id])
  return { id: before.id, version: next, outcome: 'changed' }
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
    .forUpdate()
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

/** Notes that entities must be judged again. */
export async function markDirty(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into register_dirty (entity_id) select unnest(${ids}::uuid[]) on conflict do nothing`.execute(
    db,
  )
}
