import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { compileGate, type CompiledGate } from '../engine/gates.ts'
import { LimitShelf } from '../engine/limits.ts'
import { compileCondition } from '../engine/expression.ts'
import { compileRule, type CompiledRule } from '../engine/obligations.ts'
import { Remembered, registerEdition, type RegisterEdition } from '../evaluation/register-edition.ts'
import { insideRelation } from '../geometry/surroundings.ts'
import type { GateDefinition } from './gate.ts'
import type { KindDefinition } from './kind.ts'
import type { LimitLibrary } from './limit-library.ts'
import type { RuleDefinition } from './rule.ts'

/** Everything the packs and the city have said about kinds and rules, compiled. */
export interface Definitions {
  readonly kinds: ReadonlyMap<string, KindDefinition>
  /** All editions of all rules. */
  readonly rules: readonly CompiledRule[]
  readonly limits: LimitShelf
  /** "kind>other" → facts of `kind` that hold the key of an `other`, or `insideRelation` when its polygon tells. */
  readonly relations: Readonly<Record<string, readonly string[]>>
}

/** Stores a kind; facts that entities already have may gain but not lose their kind. */
export async function saveKind(db: Db, kind: KindDefinition): Promise<void> {
  if (!kind.facts[kind.key])
    throw badInput(
      `种类 ${kind.kind}:主键“${kind.key}”不在 facts 中`,
      `Kind ${kind.kind}: its key is no fact`,
    )
  for (const [fact, { of }] of Object.entries(kind.derived ?? {}))
    compileCondition(of, `种类 ${kind.kind} / ${fact}`)
  await db
    .insertInto('entity_kinds')
    .values({ kind: kind.kind, definition: JSON.stringify(kind) })
    .onConflict((c) => c.column('kind').doUpdateSet({ definition: JSON.stringify(kind) }))
    .execute()
}

/** Stores an edition of a rule after compiling it, so that a broken one never gets in. All its entities are judged again. */
export async function saveRule(db: Db, rule: RuleDefinition, savedBy: string): Promise<void> {
  const kind = await db
    .selectFrom('entity_kinds')
    .select('definition')
    .where('kind', '=', rule.kind)
    .executeTakeFirst()
  if (!kind)
    throw badInput(`规则 ${rule.rule}:没有种类“${rule.kind}”`, `Rule ${rule.rule}: no kind “${rule.kind}”`)
  compileRule(rule, kind.definition)
  const definition = JSON.stringify(rule)
  await db
    .insertInto('obligation_rules')
    .values({ rule: rule.rule, edition: rule.edition, row_id: rule.row, definition, saved_by: savedBy })
    .onConflict((c) =>
      c.columns(['rule', 'edition']).doUpdateSet({ definition, row_id: rule.row, saved_by: savedBy }),
    )
    .execute()
  await db
    .insertInto('register_dirty')
    .columns(['entity_id'])
    .expression(db.selectFrom('entities').select('id').where('kind', '=', rule.kind))
    .execute()
  await announce(db, { type: 'register', regionIds: [] })
}

/** Stores an edition of a gate after compiling it. */
export async function saveGate(db: Db, gate: GateDefinition, savedBy: string): Promise<void> {
  compileGate(gate)
  const row = { row_id: gate.row, kind: gate.kind, definition: JSON.stringify(gate), saved_by: savedBy }
  await db
    .insertInto('register_gates')
    .values({ gate: gate.gate, edition: gate.edition, ...row })
    .onConflict((c) => c.columns(['gate', 'edition']).doUpdateSet(row))
    .execute()
}

/** Stores an edition of a library of limits. Entities whose rules ask for limits are judged again. */
export async function saveLimits(db: Db, library: LimitLibrary, savedBy: string): Promise<void> {
  const row = { row_id: library.row, definition: JSON.stringify(library), saved_by: savedBy }
  await db
    .insertInto('limit_libraries')
    .values({ library: library.library, edition: library.edition, ...row })
    .onConflict((c) => c.columns(['library', 'edition']).doUpdateSet(row))
    .execute()
  const asking = sql<boolean>`exists (select from obligation_rules r
    where r.definition ->> 'kind' = entities.kind and r.definition::text like '%limits.%')`
  await db
    .insertInto('register_dirty')
    .columns(['entity_id'])
    .expression(db.selectFrom('entities').select('id').where(asking))
    .execute()
  await announce(db, { type: 'register', regionIds: [] })
}

/** All editions of all libraries of limits. */
async function loadLimits(db: Db): Promise<LimitShelf> {
  const rows = await db.selectFrom('limit_libraries').select('definition').execute()
  return new LimitShelf(rows.map((r) => r.definition))
}

/** The gates of a kind in force on a day, compiled: of each the edition that came into force last. */
export async function loadGates(db: Db, kind: string, on: string): Promise<CompiledGate[]> {
  const rows = await db.selectFrom('register_gates').select('definition').where('kind', '=', kind).execute()
  const inForce = rows
    .map((r) => r.definition)
    .filter((d) => d.validFrom <= on && (d.validTo === undefined || on <= d.validTo))
  const newest = new Map<string, GateDefinition>()
  for (const definition of inForce) {
    const { gate, edition, validFrom } = definition
    if (inForce.some((d) => d.gate === gate && d.supersedes === edition)) continue
    const other = newest.get(gate)
    if (!other || other.validFrom < validFrom) newest.set(gate, definition)
  }
  return [...newest.values()].sort((a, b) => a.gate.localeCompare(b.gate)).map(compileGate)
}

const remembered = new Remembered<Definitions>(4)

/** All kinds, rules and limits, compiled: anew only when one of them changed. */
export async function loadDefinitions(db: Db, known?: RegisterEdition): Promise<Definitions> {
  const edition = (known ?? (await registerEdition(db))).of([])
  const last = edition === null ? undefined : remembered.get(edition)
  if (last) return last
  const definitions = await readDefinitions(db)
  if (edition !== null) remembered.set(edition, definitions)
  return definitions
}

async function readDefinitions(db: Db): Promise<Definitions> {
  const kinds = new Map<string, KindDefinition>()
  for (const { definition } of await db.selectFrom('entity_kinds').select('definition').execute()) {
    kinds.set(definition.kind, definition)
  }
  const limits = await loadLimits(db)
  const rules: CompiledRule[] = []
  const stored = await db
    .selectFrom('obligation_rules')
    .select('definition')
    .orderBy('rule')
    .orderBy('edition')
    .execute()
  for (const { definition } of stored) {
    const kind = kinds.get(definition.kind)
    if (kind) rules.push(compileRule(definition, kind, limits))
  }
  const relations: Record<string, string[]> = {}
  for (const kind of kinds.values()) {
    for (const [fact, relation] of Object.entries(kind.relations ?? {})) {
      const by = relation.by === 'key' ? fact : insideRelation
      ;(relations[`${kind.kind}>${relation.kind}`] ??= []).push(by)
    }
  }
  return { kinds, rules, relations, limits }
}
