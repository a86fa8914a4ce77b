import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { AlarmKey, AlarmName } from './alarm-episodes.ts'
import './tables.ts'

/** Who closes what was found late. */
const bySystem = 'system'

/**
 * Sets the stretches apart that were over for long when a file brought them: one alarm of their own tells of them, closed from the first,
 * so that nobody on duty is called for the past. A stretch that touches an alarm which persons know belongs to that; one that goes on
 * beyond what the file brought is an alarm like any other.
 * @param before stretches that ended before this instant are of the past; null where the data came from devices
 */
export async function setLateApart(
  db: Db,
  { siteId, rule, subject }: AlarmKey,
  name: AlarmName,
  lastAt: number,
  before: number | null,
): Promise<void> {
  const of = sql`site_id = ${siteId} and rule = ${rule} and subject = ${subject}`
  const { rows } = await sql<{
    up_to: Date
  }>`select last_at as up_to from alarms where ${of} and late`.execute(db)
  if (rows.length === 0 && before === null) return
  const known = rows[0]?.up_to.getTime() ?? -Infinity
  const limit = new Date(Math.max(known + 1, before ?? -Infinity)).toISOString()
  const last = new Date(lastAt).toISOString()
  await sql`
    update alarm_episodes e set late = (
      coalesce(e.ended_at, ${last}) < ${limit} and not exists (
        select 1 from alarms a
        where a.site_id = e.site_id and a.rule = e.rule and a.subject = e.subject and not a.late
          and e.began_at <= coalesce(a.ended_at, a.last_at) and coalesce(e.ended_at, ${last}) >= a.began_at))
    where ${of} and (e.late or ${before !== null} or e.began_at >= (select began_at from alarms where ${of} and late))`.execute(
    db,
  )
  await sql`
    with whole as (
      select max(severity) as severity, count(*) as repeats, min(began_at) as began_at, min(raised_at) as raised_at,
        max(coalesce(ended_at, ${last})) as ended_at, (array_agg(detail order by severity desc, began_at desc))[1] as detail
      from alarm_episodes where ${of} and late having count(*) > 0
    ), kept as (
      insert into alarms (site_id, rule, subject, severity, name_zh, name_en, detail, repeats, began_at, raised_at, last_at, ended_at, state,
        closed_by, closed_at, late)
      select ${siteId}::int, ${rule}, ${subject}, severity, ${name.zh}, ${name.en}, detail, repeats, began_at, raised_at, ended_at, ended_at,
        'closed', ${bySystem}, now(), true
      from whole
      on conflict (site_id, rule, subject) where late do update set severity = excluded.severity, detail = excluded.detail,
        repeats = excluded.repeats, began_at = excluded.began_at, raised_at = excluded.raised_at, last_at = excluded.last_at,
        ended_at = excluded.ended_at
      returning 1
    )
    delete from alarms where ${of} and late and not exists (select 1 from whole)`.execute(db)
}
