import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { compileRule, type CompiledRule } from '../engine/obligations.ts'
import type { KindDefinition } from './kind.ts'
import type { RuleDefinition } from './rule.ts'

/** Everything the packs and the city have said about kinds and rules, compiled. */
export interface Definitions {
  readonly kinds: ReadonlyMap<string, KindDefinition>
  /** All editions of all rules. */
  readonly rules: readonly CompiledRule[]
  /** "kind>other" → facts of `kind` that hold the key of an `other`. */
  readonly relations: Readonly<Record<string, readonly string[]>>
}

/** Stores a kind; facts that entities already have may gain but not lose their kind. */
export async function saveKind(db: Db, kind: KindDefinition): Promise<void> {
  if (!kind.facts[kind.key])
    throw badInput(
      `种类 ${kind.kind}:主键“${kind.key}”不在 facts 中`,
      `Kind ${kind.kind}: its key is no fact`,
    )
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
    .onConflict((c) => c.column('entity_id').doNothing())
    .execute()
}

/** Reads and compiles all kinds and rules. */
export async function loadDefinitions(db: Db): Promise<Definitions> {
  const kinds = new Map<string, KindDefinition>()
  for (const { definition } of await db.selectFrom('entity_kinds').select('definition').execute()) {
    kinds.set(definition.kind, definition)
  }
  const rules: CompiledRule[] = []
  const stored = await db
    .selectFrom('obligation_rules')
    .select('definition')
    .orderBy('rule')
    .orderBy('edition')
    .execute()
  for (const { definition } of stored) {
    const kind = kinds.get(definition.kind)
    if (kind) rules.push(compileRule(definition, kind))
  }
  const relations: Record<string, string[]> = {}
  for (const kind of kinds.values()) {
    for (const [fact, relation] of Object.entries(kind.relations ?? {})) {
      if (relation.by === 'key') (relations[`${kind.kind}>${relation.kind}`] ??= []).push(fact)
    }
  }
  return { kinds, rules, relations }
}
