import type { PoolClient } from 'pg'

/** What became of the staged rows. A conflict names a row by its place in the batch, and a position from 1. */
interface Merged {
  readonly inserted: number
  readonly changed: number
  readonly unchanged: number
  readonly conflicts: readonly { readonly place: number; readonly position: number }[]
}

const sameKey =
  'o.site_id = s.site_id and o.resolution = s.resolution and o.at = s.at and o.layout_id = s.layout_id'
// the range of times keeps the planner out of the partitions of other years
const same = `${sameKey} and o.at between $1 and $2`

/**
 * Brings the staged rows into the table: new places are inserted, differing ones updated with the former values kept as revisions,
 * equal ones left alone. Real values replace a simulated row whole; simulated ones never touch a real row. A value that the same import has given before, and given otherwise, is a conflict and left out.
 */
export async function mergeStage(client: PoolClient, importId: string, simulated: boolean): Promise<Merged> {
  await client.query('analyze import_stage')
  const { rows: range } = await client.query<{ low: Date; high: Date }>(
    'select min(at) as low, max(at) as high from import_stage',
  )
  const between = [range[0]?.low, range[0]?.high]
  const conflicts = await takeOutConflicts(client, between)
  const equal = await client.query<{ unchanged: number }>(
    `with equal as (
       delete from import_stage s using observations o
       where ${same} and o.values = s.values and o.flags is not distinct from s.flags and (o.simulated = $3 or $3)
       returning s.again is null as first
     ) select count(*) filter (where first) as unchanged from equal`,
    [...between, simulated],
  )
  await client.query(
    `create temp table import_merge on commit drop as
     select s.site_id, s.resolution, s.at, s.layout_id, s.again is null as first, o.values as old_values, o.flags as old_flags,
       o.source is distinct from $3::uuid as foreign_row, m.merged_values, m.merged_flags, o.simulated and not $4 as made_real
     from import_stage s join observations o on ${same}
     cross join lateral (
       select * from merge_observation(o.values, o.flags, s.values, s.flags) where o.simulated = $4
       union all select s.values, s.flags where o.simulated and not $4
       union all select o.values, o.flags where $4 and not o.simulated
     ) as m (merged_values, merged_flags)`,
    [...between, importId, simulated],
  )
  const differs =
    '(made_real or merged_values is distinct from old_values or merged_flags is distinct from old_flags)'
  // what this import itself has stored so far is no former value
  await client.query(
    `insert into observation_revisions (site_id, resolution, at, layout_id, values, flags, source, received_at)
     select o.site_id, o.resolution, o.at, o.layout_id, o.values, o.flags, o.source, o.received_at
     from import_merge s join observations o on ${same} where ${differs} and foreign_row`,
    between,
  )
  const changed = await client.query<{ foreign_row: boolean }>(
    `update observations o set values = s.merged_values, flags = s.merged_flags, simulated = $4, source = $3, received_at = now()
     from import_merge s where ${same} and ${differs} returning s.foreign_row`,
    [...between, importId, simulated],
  )
  const left = await client.query<{ unchanged: number }>(
    `select count(*) as unchanged from import_merge where first and not ${differs}`,
  )
  const inserted = await client.query(
    `insert into observations (site_id, resolution, at, layout_id, values, flags, simulated, source)
     select site_id, resolution, at, layout_id, values, flags, $1, $2 from import_stage s
     where not exists (select 1 from import_merge m
       where m.site_id = s.site_id and m.resolution = s.resolution and m.at = s.at and m.layout_id = s.layout_id)`,
    [simulated, importId],
  )
  await client.query('drop table import_merge')
  await client.query('truncate import_stage')
  return {
    inserted: inserted.rowCount ?? 0,
    changed: changed.rows.filter((row) => row.foreign_row).length,
    unchanged: (equal.rows[0]?.unchanged ?? 0) + (left.rows[0]?.unchanged ?? 0),
    conflicts,
  }
}

async function takeOutConflicts(
  client: PoolClient,
  between: readonly (Date | undefined)[],
): Promise<Merged['conflicts']> {
  const { rows } = await client.query<{ place: number; position: number }>(
    `select s.place, i as position from import_stage s join observations o on ${same} cross join unnest(s.again) as i
     where s.values[i] is not null and o.values[i] is distinct from s.values[i]`,
    [...between],
  )
  if (rows.length === 0) return []
  await client.query(
    `update import_stage s set
       values = (select array_agg(case when i = any(b.positions) then null else v end order by i)
         from unnest(s.values) with ordinality as u (v, i)),
       flags = (select string_agg(case when i = any(b.positions) then '-' else substr(s.flags, i::integer, 1) end, '' order by i)
         from generate_series(1, length(s.flags)) as i)
     from (select place, array_agg(position) as positions
       from unnest($1::integer[], $2::integer[]) as c (place, position) group by place) as b
     where b.place = s.place`,
    [rows.map((row) => row.place), rows.map((row) => row.position)],
  )
  return rows
}
