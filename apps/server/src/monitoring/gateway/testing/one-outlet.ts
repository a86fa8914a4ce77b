import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../../database/tables.ts'

/** Enters an outlet, the first site of an empty database, with data loggers that may send to it by the password 123456. */
export async function oneOutlet(db: Kysely<Tables>, ...mns: readonly string[]): Promise<void> {
  await sql`
    with site as (
      insert into sites (code, kind, name_zh, name_en) values ('W1', 'source-outlet', '一号口', 'Outlet 1') returning id
    )
    insert into devices (mn, site_id, password, registered_by)
    select mn, site.id, '123456', 'test' from site, unnest(${[...mns]}::text[]) as mn`.execute(db)
}
