import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { CompiledGate } from '../engine/gates.ts'
import { gatesForMany, guardMany } from '../gates/guard-entity.ts'
import { changeOf, columnsOf, type EntityChange, type EntityInput } from './entity-row.ts'
import { markDirty, saveEntity, type SavedEntity } from './save-entity.ts'

/** What became of an input: what was done, or why it was refused. */
export type Outcome = SavedEntity['outcome'] | QinglanError

type Change = EntityChange & { readonly input: EntityInput }

const batchSize = 1000

/**
 * Saves many entities of a kind with the checks of `saveEntity`, in few statements. The inputs are taken in the order of their days; a key
 * may come again on a later day.
 */
export async function saveMany(
  db: Db,
  kind: KindDefinition,
  inputs: readonly EntityInput[],
  changedBy: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const order = inputs.map((input, at) => ({ input, at }))
  // all who write many take them in one order, so that none waits for another in a circle
  const keyOf = ({ facts }: EntityInput) => String(facts[kind.key])
  order.sort((a, b) => byCodeUnits(keyOf(a.input), keyOf(b.input)))
  await lockKnown(
    db,
    kind,
    order.map(({ input }) => keyOf(input)),
  )
  const days = Map.groupBy(order, ({ input }) => input.effectiveOn)
  for (const [on, day] of [...days].sort(([a], [b]) => a.localeCompare(b))) {
    const keys = new Set(day.map(({ input }) => String(input.facts[kind.key])))
    const gates = keys.size === day.length ? await gatesForMany(db, kind.kind, on) : null
    for (let start = 0; start < day.length; start += batchSize) {
      const part = day.slice(start, start + batchSize)
      const given = part.map((p) => p.input)
      const saved = gates
        ? await saveBatch(db, kind, given, { gates, changedBy })
        : await saveEach(db, kind, given, changedBy)
      part.forEach(({ at }, n) => (outcomes[at] = saved[n] as Outcome))
    }
  }
  return outcomes
}

/** Takes the entities that are there already, whatever the days on which they change. */
async function lockKnown(db: Db, kind: KindDefinition, keys: readonly string[]): Promise<void> {
  await sql`select from entities where kind = ${kind.kind} and key = any(${keys}::text[])
    order by key collate "C" for no key update`.execute(db)
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const refusal = (error: unknown): QinglanError => {
  if (error instanceof QinglanError) return error
  throw error
}

async function saveEach(
  db: Db,
  kind: KindDefinition,
  inputs: readonly EntityInput[],
  changedBy: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const input of inputs) {
    outcomes.push(await saveEntity(db, kind, input, changedBy).then((s) => s.outcome, refusal))
  }
  return outcomes
}

/** Distinct keys, one day. */
async function saveBatch(
  db: Db,
  kind: KindDefinition,
  inputs: readonly EntityInput[],
  { gates, changedBy }: { gates: readonly CompiledGate[]; changedBy: string },
): Promise<Outcome[]> {
  const keys = inputs.map((input) => String(input.facts[kind.key]))
  const known = await db
    .selectFrom('entities')
    .selectAll()
    .where('kind', '=', kind.kind)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .execute()
  const befores = new Map(known.map((row) => [row.key, row]))
  const judged = inputs.map((input, i): Change | QinglanError => {
    try {
      return { ...changeOf(kind, befores.get(keys[i] ?? ''), input), input }
    } catch (error) {
      return refusal(error)
    }
  })
  const changes = judged.filter((j): j is Change => !(j instanceof QinglanError) && !j.unchanged)
  const refusals = await guardMany(
    db,
    gates,
    changes.map(({ after, key, before }) => ({ after, key, stateBefore: before?.state ?? null })),
  )
  const refused = new Map(changes.map((change, i) => [change, refusals[i]]))
  await write(
    db,
    kind,
    changes.filter((change) => !refused.get(change)),
    changedBy,
  )
  return judged.map((j): Outcome => {
    if (j instanceof QinglanError) return j
    if (j.unchanged) return 'unchanged'
    return refused.get(j) ?? (j.before ? 'changed' : 'entered')
  })
}

const jsonOf = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

async function write(
  db: Db,
  kind: KindDefinition,
  changes: readonly Change[],
  changedBy: string,
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change) => {
    const columns = columnsOf(kind, change)
    return {
      ...columns,
      facts: jsonOf(columns.facts),
      geometry: jsonOf(columns.geometry),
      effective_on: change.input.effectiveOn,
      reason: change.input.reason ?? '',
      simulated: change.input.simulated ?? false,
      version: (change.before?.version ?? 0) + 1,
    }
  })
  // two statements: whether one may write the versions is judged by the entities that are already there
  const { rows: saved } = await sql<{ id: string; key: string }>`
    insert into entities as e (kind, key, name, region_id, unit_id, facts, state, geometry, min_lon, min_lat, max_lon, max_lat,
      entered_on, simulated, version)
    select kind, key, name, region_id, unit_id, facts, state, geometry, min_lon, min_lat, max_lon, max_lat,
      effective_on, simulated, version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (kind text, key text, name text, region_id text,
      unit_id text, facts jsonb, state text, geometry jsonb, min_lon double precision, min_lat double precision,
      max_lon double precision, max_lat double precision, effective_on date, simulated boolean, version integer)
    on conflict (kind, key) do update set name = excluded.name, region_id = excluded.region_id, unit_id = excluded.unit_id,
      facts = excluded.facts, state = excluded.state, geometry = excluded.geometry, min_lon = excluded.min_lon,
      min_lat = excluded.min_lat, max_lon = excluded.max_lon, max_lat = excluded.max_lat, version = excluded.version, left_on = null
    returning e.id, e.key`.execute(db)
  const ids = new Map(saved.map((s) => [s.key, s.id]))
  const versions = rows.map((row) => ({ ...row, id: ids.get(row.key) }))
  await sql`
    insert into entity_versions (entity_id, version, facts, state, geometry, effective_on, reason, changed_by)
    select id, version, facts, state, geometry, effective_on, reason, ${changedBy}
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as r (id uuid, version integer, facts jsonb, state text,
      geometry jsonb, effective_on date, reason text)`.execute(db)
  await markDirty(
    db,
    saved.map((s) => s.id),
  )
}
