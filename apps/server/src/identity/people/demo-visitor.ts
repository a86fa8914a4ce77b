import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Principal } from '../principal.ts'

const rememberMs = 5_000

/** Who a visitor of a demo is: reads what the campaign office reads, and writes nothing. */
export function demoVisitor(db: Db): (now: number) => Promise<Principal> {
  let known: { principal: Principal; until: number } | undefined
  return async (now) => {
    if (known && known.until > now) return known.principal
    const { rows } = await sql<{ region_id: string | null }>`
      select coalesce(
        (select region_id from campaigns order by created_at limit 1),
        (select id from regions where parent_id is null order by id limit 1)) as region_id`.execute(db)
    const principal: Principal = {
      kind: 'visitor',
      id: null,
      personId: null,
      login: 'visitor',
      unitId: null,
      regionId: rows[0]?.region_id ?? null,
      roles: ['campaign-office'],
      rights: ['read'],
      duty: null,
    }
    known = { principal, until: now + rememberMs }
    return principal
  }
}
