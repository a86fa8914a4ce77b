import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { Entity, Evidence } from '../engine/entity.ts'
import { conditionsOf } from '../definitions/rule.ts'
import { kindsAtHand } from '../engine/asks.ts'
import { rulesInForce, type Obligation } from '../engine/obligations.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { entitiesOn, type PlacedEntity } from './entities-on.ts'
import { evidenceOn } from './evidence-on.ts'
import { tidyChanges } from './register-edition.ts'

/** For each kind, the kinds whose rules look at it: a changed zone changes who lies in it. */
export function dependents(definitions: Definitions): ReadonlyMap<string, ReadonlySet<string>> {
  const map = new Map<string, Set<string>>()
  for (const { definition } of definitions.rules) {
    const { kind } = definition
    for (const other of kindsAtHand(kind, conditionsOf(definition)) ?? definitions.kinds.keys()) {
      const looking = map.get(other)
      if (looking) looking.add(kind)
      else map.set(other, new Set([kind]))
    }
  }
  return map
}

/** Judges entities by the rules in force on a day; pure over what it is given. */
export function judgeAll(
  definitions: Definitions,
  everyone: readonly Entity[],
  wanted: readonly Entity[],
  evidence: ReadonlyMap<string, readonly Evidence[]>,
  on: string,
): Obligation[] {
  const surroundings = surroundingsOf(everyone, definitions.relations)
  const byKind = new Map<string, Definitions['rules'][number][]>()
  for (const rule of rulesInForce(definitions.rules, on)) {
    const list = byKind.get(rule.definition.kind)
    if (list) list.push(rule)
    else byKind.set(rule.definition.kind, [rule])
  }
  const found: Obligation[] = []
  for (const entity of wanted) {
    const own = evidence.get(entity.id) ?? []
    for (const rule of byKind.get(entity.kind) ?? []) found.push(rule.judge(entity, own, on, surroundings))
  }
  return found
}

/** Judges the whole register as of a day, without storing anything. */
export async function judgeOn(
  db: Db,
  on: string,
): Promise<{ entities: PlacedEntity[]; obligations: Obligation[] }> {
  const definitions = await loadDefinitions(db)
  const entities = await entitiesOn(db, on)
  const evidence = await evidenceOn(db, on)
  return { entities, obligations: judgeAll(definitions, entities, entities, evidence, on) }
}

/** A bound entity is late when any duty is, open when any is open; one that is only encouraged is never either. */
export function overall(obligation: Obligation): 'fulfilled' | 'open' | 'late' | 'none' {
  if (obligation.bound !== 'yes') return 'none'
  if (obligation.encouraged)
    return obligation.duties.every((d) => d.status === 'fulfilled') ? 'fulfilled' : 'none'
  if (obligation.duties.some((d) => d.status === 'late')) return 'late'
  return obligation.duties.some((d) => d.status === 'open') ? 'open' : 'fulfilled'
}

const dueOf = (obligation: Obligation): string | null =>
  obligation.duties.reduce<string | null>(
    (first, d) => (d.status !== 'fulfilled' && d.due && (!first || d.due < first) ? d.due : first),
    null,
  )

/** Who was judged: how many, and in which regions; '' stands for who is in none. */
export interface Evaluated {
  readonly judged: number
  readonly regionIds: readonly string[]
}

async function store(db: Db, obligations: readonly Obligation[], on: string): Promise<void> {
  const rows = obligations.map((o) => ({
    entity_id: o.entityId,
    rule: o.rule,
    edition: o.edition,
    bound: o.bound,
    status: overall(o),
    due: dueOf(o),
    cited: o.cited,
    why: o.why,
    duties: o.duties,
  }))
  for (let start = 0; start < rows.length; start += 5000) {
    const part = JSON.stringify(rows.slice(start, start + 5000))
    await sql`
      insert into obligations (entity_id, rule, edition, bound, status, due, cited, why, duties, evaluated_on)
      select entity_id, rule, edition, bound, status, due, cited, why, duties, ${on}::date
      from jsonb_to_recordset(${part}::jsonb) as r (entity_id uuid, rule text, edition text, bound text, status text, due date, cited jsonb, why text, duties jsonb)
      on conflict (entity_id, rule) do update set edition = excluded.edition, bound = excluded.bound, status = excluded.status,
        due = excluded.due, cited = excluded.cited, why = excluded.why, duties = excluded.duties,
        evaluated_on = excluded.evaluated_on, evaluated_at = now()`.execute(db)
  }
}

/** One judges at a time: two would write the same obligations. */
const becomeJudge = (db: Db) =>
  sql`select pg_advisory_xact_lock(hashtext('qinglan register judged'))`.execute(db)

/** Was everything judged as of another day, or never? Due days pass and devices fall silent without any change. */
async function dayBegins(db: Db, on: string): Promise<boolean> {
  const { rows } = await sql`
    insert into register_judged (judged_on) values (${on}) on conflict (one) do update set judged_on = excluded.judged_on
      where register_judged.judged_on <> excluded.judged_on returning one`.execute(db)
  return rows.length > 0
}

/**
 * Judges again what changed and what depends on it, everybody when a day begins, as of that day. Returns how many entities were judged
 * and where they are.
 */
export async function evaluateDirty(db: Db, on: string): Promise<Evaluated> {
  await becomeJudge(db)
  await tidyChanges(db)
  const all = await dayBegins(db, on)
  const { rows: dirty } = await sql<{ id: string; kind: string }>`
    with taken as (delete from register_dirty returning entity_id)
    select distinct e.id, e.kind from taken t join entities e on e.id = t.entity_id`.execute(db)
  if (dirty.length === 0 && !all) return { judged: 0, regionIds: [] }
  const definitions = await loadDefinitions(db)
  const looking = dependents(definitions)
  const kinds = new Set(dirty.flatMap((d) => [...(looking.get(d.kind) ?? [])]))
  const everyone = await entitiesOn(db, on)
  const changed = new Set(dirty.map((d) => d.id))
  const wanted = all ? everyone : everyone.filter((e) => changed.has(e.id) || kinds.has(e.kind))
  const ids = wanted.map((e) => e.id)
  const evidence = await evidenceOn(db, on, ids)
  if (all) await sql`delete from obligations`.execute(db)
  else await sql`delete from obligations where entity_id = any(${[...changed, ...ids]}::uuid[])`.execute(db)
  await store(db, judgeAll(definitions, everyone, wanted, evidence, on), on)
  return { judged: wanted.length, regionIds: [...new Set(wanted.map((e) => e.regionId ?? ''))] }
}
