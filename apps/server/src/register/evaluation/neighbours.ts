import { bbox } from '@turf/bbox'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Definitions } from '../definitions/definition-store.ts'
import { conditionsOf } from '../definitions/rule.ts'
import { lookAround, type Look } from '../engine/asks.ts'
import { rulesInForce } from '../engine/obligations.ts'
import { insideRelation } from '../geometry/surroundings.ts'
import { entitiesOn, entitiesWhere, type PlacedEntity } from './entities-on.ts'

/** What to read: entities of a key, that hold a value in a fact, that meet a box; kinds in whole; or the whole register. */
class Wanted {
  readonly #keyed: { kind: string; key: string }[] = []
  readonly #naming: { kind: string; fact: string; value: string }[] = []
  readonly #meeting: { kind: string; box: readonly number[] }[] = []
  readonly #kinds = new Set<string>()
  #all = false

  /** Those an entity is related to of a kind: named by it, naming it, or meeting it, as their relation is. */
  related(entity: PlacedEntity, kind: string, relations: Definitions['relations']): void {
    const named = relations[`${entity.kind}>${kind}`] ?? []
    const naming = relations[`${kind}>${entity.kind}`] ?? []
    if ([...named, ...naming].includes(insideRelation)) this.meeting(entity, kind)
    for (const fact of named) {
      const key = entity.facts[fact]
      if (typeof key === 'string') this.#keyed.push({ kind, key })
    }
    for (const fact of naming) this.#naming.push({ kind, fact, value: entity.key })
  }

  meeting({ geometry }: PlacedEntity, kind: string): void {
    if (geometry) this.#meeting.push({ kind, box: bbox(geometry).slice(0, 4) })
  }

  look(entity: PlacedEntity, look: Look, relations: Definitions['relations']): void {
    switch (look.by) {
      case 'relation':
        return this.related(entity, look.kind, relations)
      case 'meeting':
        return this.meeting(entity, look.kind)
      case 'same': {
        const value = entity.facts[look.fact]
        if (typeof value === 'string') this.#naming.push({ kind: entity.kind, fact: look.fact, value })
        return
      }
      case 'kind':
        this.#kinds.add(look.kind)
        return
      case 'own kind':
        this.#kinds.add(entity.kind)
        return
      case 'anything':
        this.#all = true
    }
  }

  async read(db: Db, on: string): Promise<PlacedEntity[]> {
    if (this.#all) return entitiesOn(db, on)
    const found = await entitiesOn(db, on, [...this.#kinds])
    const asked = [this.#keyed, this.#naming, this.#meeting].map((list) => JSON.stringify(list))
    const [keyed, naming, meeting] = asked
    if (asked.every((list) => list === '[]')) return found
    const others = await entitiesWhere(
      db,
      on,
      sql`e.id = any(array(
        select k.id from jsonb_to_recordset(${keyed}::jsonb) as r (kind text, key text)
          join entities k on k.kind = r.kind and k.key = r.key
        union select rights.entity_ids_naming(${naming}::jsonb) union select rights.entity_ids_meeting(${meeting}::jsonb)))`,
    )
    return [...found, ...others]
  }
}

/** The entities that one may be related to on a day, of any kind. */
export async function relatives(
  db: Db,
  { relations, kinds }: Definitions,
  entity: PlacedEntity,
  on: string,
): Promise<PlacedEntity[]> {
  const wanted = new Wanted()
  for (const kind of kinds.keys()) wanted.related(entity, kind, relations)
  return wanted.read(db, on)
}

/** What the rules in force for some entities, and what is worked out of the first, look at beside them. */
export async function neighbours(
  db: Db,
  { relations, kinds, rules }: Definitions,
  entities: readonly PlacedEntity[],
  on: string,
): Promise<PlacedEntity[]> {
  const wanted = new Wanted()
  const inForce = Map.groupBy(rulesInForce(rules, on), (r) => r.definition.kind)
  const looks = new Map<string, readonly Look[]>()
  const looksOf = (kind: string): readonly Look[] => {
    let known = looks.get(kind)
    if (!known) {
      const derived = Object.values(kinds.get(kind)?.derived ?? {}).map((d) => d.of)
      const conditions = (inForce.get(kind) ?? []).flatMap((r) => conditionsOf(r.definition))
      looks.set(kind, (known = [...derived, ...conditions].flatMap(lookAround)))
    }
    return known
  }
  for (const entity of entities) {
    for (const look of looksOf(entity.kind)) wanted.look(entity, look, relations)
  }
  return wanted.read(db, on)
}
