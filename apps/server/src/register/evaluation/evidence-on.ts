import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Evidence } from '../engine/entity.ts'

/** No duty lets a device be silent for longer than this; observations before it are not looked at. */
const lookBackDays = 400

/**
 * The evidence known on a day. A device that is a site of the network last sent data on the last day, up to that one, of which its
 * site has a valid observation; what was noted by hand counts where it is later.
 */
export async function evidenceOn(
  db: Db,
  on: string,
  entityIds?: readonly string[],
): Promise<Map<string, Evidence[]>> {
  // an hour stands at its end, so the one that ends at midnight belongs to the day before
  const { rows } = await sql<Evidence>`
    with known as materialized (
      select * from evidence where occurred_on <= ${on}::date
        and (${entityIds === undefined} or entity_id = any(${entityIds ?? []}::uuid[]))),
    sending as materialized (
      select s.site_id, max(((seen.at - case when r.resolution = 'h' then interval '1 second' else interval '0' end)
          at time zone interval '8 hours')::date) as "on"
      from (select distinct site_id from known where site_id is not null) s
      cross join (values ('i'), ('h'), ('s'), ('d')) r (resolution)
      cross join lateral (
        select o.at from observations o
        where o.site_id = s.site_id and o.resolution = r.resolution::"char"
          and o.at >= (${on}::date - ${lookBackDays}::int)::timestamp at time zone interval '8 hours'
          and o.at < ((${on}::date + 1)::timestamp at time zone interval '8 hours'
            + case when r.resolution = 'h' then interval '1 second' else interval '0' end)
          and exists (select from unnest(o.values) with ordinality v (value, place)
            where v.value is not null and (o.flags is null or substr(o.flags, v.place::int, 1) in ('.', 'S', '<')))
        order by o.at desc limit 1) seen
      group by s.site_id)
    select k.id, k.entity_id as "entityId", k.type, k.duty, k.occurred_on as "on", k.until_on as until,
      case when l."on" > ${on}::date then ${on}::date else l."on" end as "lastDataOn", k.data
    from known k left join sending s on s.site_id = k.site_id
    cross join lateral (select greatest(k.last_data_on, s."on") as "on") l`.execute(db)
  const byEntity = new Map<string, Evidence[]>()
  for (const row of rows) {
    const list = byEntity.get(row.entityId)
    if (list) list.push(row)
    else byEntity.set(row.entityId, [row])
  }
  return byEntity
}
