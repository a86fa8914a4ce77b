import type { PoolClient } from 'pg'
import type { Written } from './observation-writer.ts'

/**
 * Brings the staged rows into the table: new places are inserted, differing ones updated with the former values kept as revisions,
 * equal ones left alone. A line that contradicts a value which the same import has stored already is a conflict and changes nothing.
 */
export async function mergeStage(client: PoolClient, importId: string, simulated: boolean): Promise<Written> {
  await client.query('analyze import_stage')
  const { rows: range } = await client.query<{ low: Date; high: Date }>(
    'select min(at) as low, max(at) as high from import_stage',
  )
  const between = [range[0]?.low, range[0]?.high]
  // the range of times keeps the planner out of the partitions of other years
  const same =
    'o.site_id = s.site_id and o.resolution = s.resolution and o.at = s.at and o.layout_id = s.layout_id and o.at between $1 and $2'
  const equal = await client.query<{ unchanged: number }>(
    `with equal as (
       delete from import_stage s using observations o
       where ${same} and o.values = s.values and o.flags is not distinct from s.flags
       returning o.source
     ) select count(*) filter (where source is distinct from $3::uuid) as unchanged from equal`,
    [...between, importId],
  )
  const unchanged = equal.rows[0]?.unchanged ?? 0
  await client.query(
    `create temp table import_merge on commit drop as
     select s.site_id, s.resolution, s.at, s.layout_id, s.line, coalesce(o.source = $3::uuid, false) as own, o.site_id is not null as there,
       s.values as sent_values, o.values as old_values, o.flags as old_flags, m.merged_values, m.merged_flags
     from import_stage s
     left join observations o on ${same}
     left join lateral merge_observation(o.values, o.flags, s.values, s.flags) as m on o.site_id is not null`,
    [...between, importId],
  )
  const conflicts = await client.query<{ line: number }>(
    `delete from import_merge where own and exists (
       select 1 from generate_series(1, cardinality(sent_values)) as i
       where sent_values[i] is not null and old_values[i] is not null and sent_values[i] <> old_values[i]
     ) returning line`,
  )
  const differs =
    'there and (merged_values is distinct from old_values or merged_flags is distinct from old_flags)'
  await client.query(
    `insert into observation_revisions (site_id, resolution, at, layout_id, values, flags, source, received_at)
     select o.site_id, o.resolution, o.at, o.layout_id, o.values, o.flags, o.source, o.received_at
     from import_merge m join observations o using (site_id, resolution, at, layout_id)
     where ${differs} and not own and o.at between $1 and $2`,
    between,
  )
  const changed = await client.query(
    `update observations o set values = m.merged_values, flags = m.merged_flags, simulated = $4, source = $3, received_at = now()
     from import_merge m
     where o.site_id = m.site_id and o.resolution = m.resolution and o.at = m.at and o.layout_id = m.layout_id and ${differs}
       and o.at between $1 and $2
     returning m.own`,
    [...between, importId, simulated],
  )
  const inserted = await client.query(
    `insert into observations (site_id, resolution, at, layout_id, values, flags, simulated, source)
     select site_id, resolution, at, layout_id, values, flags, $1, $2 from import_stage
     where (site_id, resolution, at, layout_id) in (select site_id, resolution, at, layout_id from import_merge where not there)`,
    [simulated, importId],
  )
  const merged = await client.query<{ same: number }>(
    `select count(*) as same from import_merge where there and not own and not (${differs})`,
  )
  await client.query('drop table import_merge')
  await client.query('truncate import_stage')
  const others = changed.rows.filter((row: { own: boolean }) => !row.own).length
  return {
    inserted: inserted.rowCount ?? 0,
    changed: others,
    unchanged: unchanged + (merged.rows[0]?.same ?? 0),
    conflicts: conflicts.rows.map((row) => row.line),
  }
}
