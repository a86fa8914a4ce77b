import type { LiveEvent } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Principal } from '../identity/principal.ts'

const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>, db: Db): Promise<string[]> =>
  (await query.execute(db)).rows.map(({ id }) => id)

/**
 * What is left of an event for who asks in this transaction: only the objects that row-level security lets them see. Undefined when
 * that is nothing.
 */
async function visibleIn(db: Db, event: LiveEvent): Promise<LiveEvent | undefined> {
  switch (event.type) {
    case 'observations': {
      if (event.siteIds.length === 0) return event
      const siteIds = await idsOf(sql`select id::text from sites where id::text = any(${event.siteIds})`, db)
      return siteIds.length > 0 ? { ...event, siteIds } : undefined
    }
    case 'assessed': {
      if (event.regionIds.length === 0) return event
      const regionIds = await idsOf(
        sql`select id from regions where id = any(${event.regionIds}) and (id in (select rights.regions())
          or id in (select rights.shared_regions()) or id in (select region_id from sites))`,
        db,
      )
      return regionIds.length > 0 ? { ...event, regionIds } : undefined
    }
    case 'campaign': {
      const id = event.campaignId
      const seen = await idsOf(
        sql`select id from campaigns where id = ${id} union select campaign_id from targets where campaign_id = ${id}
          union select campaign_id from tasks where campaign_id = ${id}`,
        db,
      )
      return seen.length > 0 ? event : undefined
    }
    case 'import': {
      const seen = await idsOf(sql`select id from imports where id::text = ${event.importId}`, db)
      return seen.length > 0 ? event : undefined
    }
    case 'register':
    case 'duties': {
      if (event.regionIds.length === 0) return event
      const regionIds = await idsOf(
        sql`select id from unnest(${event.regionIds}::text[]) as told (id)
          where exists (select from entities where region_id = told.id or (told.id = '' and region_id is null))`,
        db,
      )
      return regionIds.length > 0 ? { ...event, regionIds } : undefined
    }
  }
}

type AsPrincipal = (
  principal: Principal,
  work: (trx: Db) => Promise<LiveEvent | undefined>,
) => Promise<LiveEvent | undefined>

const standingOf = ({ personId, unitId, regionId, roles }: Principal) =>
  JSON.stringify([personId === null, unitId, regionId, roles])

/** Asks once for all listeners of the same standing what they may see of an event. */
export function eventFilter(asPrincipal: AsPrincipal) {
  const asked = new WeakMap<LiveEvent, Map<string, Promise<LiveEvent | undefined>>>()
  return (principal: Principal, event: LiveEvent): Promise<LiveEvent | undefined> => {
    const answers = asked.get(event) ?? new Map<string, Promise<LiveEvent | undefined>>()
    asked.set(event, answers)
    const standing = standingOf(principal)
    const known = answers.get(standing) ?? asPrincipal(principal, (trx) => visibleIn(trx, event))
    answers.set(standing, known)
    return known
  }
}
