import type { EntityRow, Kind } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'

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
    choices: schema.choices ?? null,
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
  // beyond the last page no row tells how many there are
  if (rows.length === 0 && query.offset > 0)
    return { total: (await listEntities(db, { ...query, limit: 1, offset: 0 })).total, rows: [] }
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) }
}
