import type { EntityDetail } from '@qinglan/contract'
import { sql, type Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Entity, Evidence } from '../engine/entity.ts'
import type { Obligation } from '../engine/obligations.ts'
import type { Surroundings } from '../engine/expression.ts'
import { entitiesWhere, type PlacedEntity } from '../evaluation/entities-on.ts'
import { judgeAll, overall } from '../evaluation/evaluate.ts'
import { evidenceOn } from '../evaluation/evidence-on.ts'
import { neighbours, relatives } from '../evaluation/neighbours.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import type { EntitiesTable } from '../tables.ts'
import { derivedFacts } from './derived-facts.ts'
import { kindReply } from './list-entities.ts'

const relatedLimit = 500

/** An entity on a day with what belongs to it, judged. */
export interface EntityRead {
  readonly row: Selectable<EntitiesTable>
  readonly kind: KindDefinition
  readonly definitions: Definitions
  /** Null when it was not in the register on the day. */
  readonly self: PlacedEntity | null
  readonly near: Surroundings | null
  readonly related: readonly PlacedEntity[]
  readonly judged: ReadonlyMap<string, readonly Obligation[]>
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>
}

/** @throws QinglanError `not-found` */
export async function readEntity(db: Db, id: string, on: string): Promise<EntityRead> {
  const row = await db.selectFrom('entities').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('没有这个对象', 'No such entity')
  const definitions = await loadDefinitions(db)
  const kind = definitions.kinds.get(row.kind)
  if (!kind) throw notFound(`没有种类“${row.kind}”`, `No kind “${row.kind}”`)
  const [self = null] = await entitiesWhere(db, on, sql`e.id = ${id}`)
  const relations = self ? await relatives(db, definitions, self, on) : []
  const map = surroundingsOf(relations, definitions.relations)
  const found = [...definitions.kinds.keys()].flatMap((k) => (self ? map.related(self, k) : []))
  const ids = new Set(found.map((e) => e.id))
  const related = relations.filter((e) => ids.has(e.id)).slice(0, relatedLimit)
  const wanted = self ? [self, ...related] : []
  const around = await neighbours(db, definitions, wanted, on)
  const everyone = [...new Map([...wanted, ...relations, ...around].map((e) => [e.id, e])).values()]
  const near = self ? surroundingsOf(everyone, definitions.relations) : null
  const evidence = await evidenceOn(
    db,
    on,
    wanted.map((e) => e.id),
  )
  const judged = judgeAll(definitions, everyone, wanted, evidence, on)
  return {
    row,
    kind,
    definitions,
    self,
    near,
    related,
    judged: Map.groupBy(judged, (o) => o.entityId),
    evidence,
  }
}

export const nameOf = ({ kinds }: Definitions, e: Entity): string => {
  const kind = kinds.get(e.kind)
  return String(e.facts[kind?.name ?? kind?.key ?? ''] ?? e.key)
}

/** What lies in a park or belongs to a firm, each with how its duties stand. */
function relatedReply({ definitions, related, judged }: EntityRead): EntityDetail['related'] {
  return related.map((e) => {
    const standing = (judged.get(e.id) ?? []).map(overall)
    const count = (status: 'late' | 'open' | 'fulfilled') => standing.filter((s) => s === status).length
    return {
      id: e.id,
      kind: e.kind,
      key: e.key,
      name: nameOf(definitions, e),
      state: e.state,
      late: count('late'),
      open: count('open'),
      fulfilled: count('fulfilled'),
    }
  })
}

function obligationReplies({ definitions, judged, row }: EntityRead): EntityDetail['obligations'] {
  const rules = new Map(
    definitions.rules.map((r) => [`${r.definition.rule}\n${r.definition.edition}`, r.definition]),
  )
  return (judged.get(row.id) ?? []).map((o) => {
    const rule = rules.get(`${o.rule}\n${o.edition}`)!
    const dutyTitles = new Map(rule.must.map((d) => [d.duty, d.title]))
    return {
      rule: o.rule,
      row: rule.row,
      title: rule.title,
      edition: o.edition,
      bound: o.bound,
      status: overall(o),
      due: o.duties.find((d) => d.status !== 'fulfilled')?.due ?? null,
      cited: o.cited,
      why: o.why,
      duties: o.duties.map((d) => ({
        ...d,
        title: dutyTitles.get(d.duty) ?? { zh: d.duty, en: d.duty },
        evidence: [...d.evidence],
        rejected: [...d.rejected],
      })),
    }
  })
}

/** What is held of an entity that was read, with its versions. */
export async function detailOf(db: Db, read: EntityRead, on: string): Promise<EntityDetail> {
  const { row, kind, definitions, self, near, evidence } = read
  const obligations = obligationReplies(read)
  const versions = await db
    .selectFrom('entity_versions')
    .selectAll()
    .where('entity_id', '=', row.id)
    .orderBy('version', 'desc')
    .execute()
  return {
    entity: {
      id: row.id,
      kind: row.kind,
      key: row.key,
      name: row.name,
      regionId: row.region_id,
      state: self?.state ?? row.state,
      facts: self ? { ...self.facts } : row.facts,
      geometry: self?.geometry ?? row.geometry,
      enteredOn: row.entered_on,
      late: obligations.filter((o) => o.status === 'late').length,
      open: obligations.filter((o) => o.status === 'open').length,
      simulated: row.simulated,
    },
    derived: self && near ? derivedFacts(kind, self, on, near, definitions.limits) : [],
    kind: kindReply(kind, 0),
    obligations,
    evidence: (evidence.get(row.id) ?? []).map(({ entityId: _entity, ...e }) => ({
      ...e,
      data: { ...e.data },
    })),
    versions: versions.map((v) => ({
      version: v.version,
      facts: v.facts,
      state: v.state,
      effectiveOn: v.effective_on,
      reason: v.reason,
      changedBy: v.changed_by,
      changedAt: v.changed_at.toISOString(),
    })),
    related: relatedReply(read),
  }
}

/** Everything held of one entity, its duties judged as of a day. */
export async function entityDetail(db: Db, id: string, on: string): Promise<EntityDetail> {
  return detailOf(db, await readEntity(db, id, on), on)
}
