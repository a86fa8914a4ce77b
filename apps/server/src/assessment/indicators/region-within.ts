import { sql, type RawBuilder } from 'kysely'

/** The region and all that lies inside it, as a subquery to stand after `in`. */
export const regionWithin = (regionId: string): RawBuilder<unknown> => sql`(
  with recursive within as (
    select id from regions where id = ${regionId}
    union all
    select r.id from regions r join within w on r.parent_id = w.id
  ) select id from within)`
