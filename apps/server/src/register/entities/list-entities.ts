import type { EntityDetail, EntityRow, Kind } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Entity } from '../engine/entity.ts'
import type { Obligation } from '../engine/obligations.ts'
import { entitiesOn, judgeAll, overall } from '../evaluation/evaluate.ts'
import { evidenceOn } from '../evaluation/evidence-on.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { derivedFacts } from './derived-facts.ts'

/** What a register list is narrowed by. */
export interface EntityQuery {
  readonly kind: string
  /** As it was on this civil day; left out: as it stands. */
  readonly at?: string | undefined
  readonly regionId?: string | undefined
  readonly state?: string | undefined
  readonly text?: string | undefined
  readonly status?: 'late' | 'open' | undefined
  /** A fact to rank by, with a minus in front the largest first; those of whom it is not known come last. Default: by key. */
  readonly order?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** A kind as its register's columns. */
export const kindReply = (kind: KindDefinition, entities: number): Kind => ({
  kind: kind.kind,
  title: kind.title,
  rows: kind.rows,
  key: kind.key,
  geometry: kind.geometry,
  columns: Object.entries(kind.facts).map(([fact, schema]) => ({
    fact,
    title: schema.title,
    type: schema.type,
    unit: schema.unit ?? null,
    enum: schema.enum ?? null,
    required: fact === kind.key || (kind.required ?? []).includes(fact),
  })),
  states: kind.states ?? [],
  entities,
})

export async function listKinds(db: Db): Promise<Kind[]> {
  const { kinds } = await loadDefinitions(db)
  const { rows } = await sql<{ kind: string; n: number }>`
    select kind, count(*)::int as n from entities where left_on is null group by kind`.execute(db)
  const counts = new Map(rows.map((r) => [r.kind, r.n]))
  return [...kinds.values()].map((kind) => kindReply(kind, counts.get(kind.kind) ?? 0))
}

/** A page of a register, with how many duties of each entity are late and open as last judged. */
export async function listEntities(
  db: Db,
  query: EntityQuery,
): Promise<{ total: number; rows: EntityRow[] }> {
  const at = query.at ?? null
  const text = query.text ? `%${query.text.replace(/[%_\\]/g, '\\$&')}%` : null
  const fact = query.order?.replace(/^-/, '') ?? null
  const direction = query.order?.startsWith('-') ? sql`desc` : sql`asc`
  const { rows } = await sql<EntityRow & { total: number }>`
    select e.id, e.kind, e.key, e.name, e.region_id as "regionId", v.state, v.facts, v.geometry, e.entered_on as "enteredOn",
      e.simulated, coalesce(o.late, 0)::int as late, coalesce(o.open, 0)::int as open, count(*) over ()::int as total
    from entities e
    left join lateral (select count(*) filter (where status = 'late') as late, count(*) filter (where status = 'open') as open
      from obligations o where o.entity_id = e.id) o on true
    join lateral (select facts, state, geometry, left_on from entity_versions v
      where v.entity_id = e.id and (${at}::date is null or v.effective_on <= ${at}::date)
      order by v.version desc limit 1) v on true
    where e.kind = ${query.kind} and (v.left_on is null or (${at}::date is not null and v.left_on > ${at}::date))
      and (${at}::date is null or e.entered_on <= ${at}::date)
      and (${query.regionId ?? null}::text is null or e.region_id = ${query.regionId ?? null})
      and (${query.state ?? null}::text is null or v.state = ${query.state ?? null})
      and (${text}::text is null or e.key ilike ${text} or e.name ilike ${text}
        or exists (select 1 from jsonb_each_text(e.facts) f where f.value ilike ${text}))
      and (${query.status ?? null}::text is null or (${query.status ?? null} = 'late' and o.late > 0) or (${query.status ?? null} = 'open' and o.open > 0))
    order by nullif(e.facts -> ${fact}::text, 'null'::jsonb) ${direction} nulls last, e.key limit ${query.limit} offset ${query.offset}`.execute(
    db,
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) }
}

const relatedLimit = 500

/** What lies in a park or belongs to a firm, each with how its duties stand. */
function relatedReply(
  { kinds }: Definitions,
  related: readonly Entity[],
  judged: ReadonlyMap<string, readonly Obligation[]>,
): EntityDetail['related'] {
  return related.map((e) => {
    const kind = kinds.get(e.kind)
    const standing = (judged.get(e.id) ?? []).map(overall)
    const count = (status: 'late' | 'open' | 'fulfilled') => standing.filter((s) => s === status).length
    return {
      id: e.id,
      kind: e.kind,
      key: e.key,
      name: String(e.facts[kind?.name ?? kind?.key ?? ''] ?? e.key),
      state: e.state,
      late: count('late'),
      open: count('open'),
      fulfilled: count('fulfilled'),
    }
  })
}

/** Everything held of one entity, its duties judged as of a day. */
export async function entityDetail(db: Db, id: string, on: string): Promise<EntityDetail> {
  const row = await db.selectFrom('entities').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('没有这个对象', 'No such entity')
  const definitions = await loadDefinitions(db)
  const kind = definitions.kinds.get(row.kind)
  if (!kind) throw notFound(`没有种类“${row.kind}”`, `No kind “${row.kind}”`)
  const everyone = await entitiesOn(db, on)
  const self: Entity | undefined = everyone.find((e) => e.id === id)
  const evidence = await evidenceOn(db, on, [id])
  const judged = self ? judgeAll(definitions, everyone, [self], evidence, on) : []
  const titles = new Map(
    definitions.rules.map((r) => [`${r.definition.rule}\n${r.definition.edition}`, r.definition]),
  )
  const obligations = judged.map((o) => {
    const rule = titles.get(`${o.rule}\n${o.edition}`)!
    const dutyTitles = new Map(rule.must.map((d) => [d.duty, d.title]))
    const status = overall(o)
    return {
      rule: o.rule,
      row: rule.row,
      title: rule.title,
      edition: o.edition,
      bound: o.bound,
      status,
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
  const versions = await db
    .selectFrom('entity_versions')
    .selectAll()
    .where('entity_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  const near = self ? surroundingsOf(everyone, definitions.relations) : null
  const related = [...definitions.kinds.keys()]
    .flatMap((other) => (self && near ? near.related(self, other) : []))
    .slice(0, relatedLimit)
  const relatedIds = related.map((e) => e.id)
  const relatedEvidence = await evidenceOn(db, on, relatedIds)
  const judgedOf = Map.groupBy(
    judgeAll(definitions, everyone, related, relatedEvidence, on),
    (o) => o.entityId,
  )
  return {
    entity: {
      id,
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
    evidence: (evidence.get(id) ?? []).map(({ entityId: _entity, ...e }) => ({ ...e, data: { ...e.data } })),
    versions: versions.map((v) => ({
      version: v.version,
      facts: v.facts,
      state: v.state,
      effectiveOn: v.effective_on,
      reason: v.reason,
      changedBy: v.changed_by,
      changedAt: v.changed_at.toISOString(),
    })),
    related: relatedReply(definitions, [...new Map(related.map((e) => [e.id, e])).values()], judgedOf),
  }
}
