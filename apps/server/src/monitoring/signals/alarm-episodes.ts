import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { setLateApart } from './late-alarms.ts'
import './tables.ts'

/** What an alarm is about: a rule at a site, and there a factor, a number plate, a device. */
export interface AlarmKey {
  readonly siteId: number
  readonly rule: string
  readonly subject: string
}

/** 1 is the lightest. */
export type Severity = 1 | 2 | 3

/** How a stretch of an alarm begins; instants in milliseconds UTC. */
export interface Begun {
  readonly severity: Severity
  readonly detail: Readonly<Record<string, unknown>>
  readonly beganAt: number
  /** When it had held for as long as the rule asks. */
  readonly at: number
}

const time = (epochMs: number): string => new Date(epochMs).toISOString()
const of = ({ siteId, rule, subject }: AlarmKey) =>
  sql`site_id = ${siteId} and rule = ${rule} and subject = ${subject}`

/** What a rule's alarm is called, and which attribute of the site names who must answer it. */
export interface AlarmName {
  readonly zh: string
  readonly en: string
  readonly answeredBy?: string | undefined
}

/** A stretch begins; the same one again is the same. */
export async function beginEpisode(
  db: Db,
  key: AlarmKey,
  { severity, detail, beganAt, at }: Begun,
): Promise<void> {
  await sql`
    insert into alarm_episodes (site_id, rule, subject, began_at, raised_at, severity, detail)
    values (${key.siteId}, ${key.rule}, ${key.subject}, ${time(beganAt)}, ${time(at)}, ${severity}, ${JSON.stringify(detail)}::jsonb)
    on conflict (site_id, rule, subject, began_at) do update
      set ended_at = null, severity = excluded.severity, detail = excluded.detail`.execute(db)
}

/** The stretch that goes on becomes more or less severe. */
export async function gradeEpisode(
  db: Db,
  key: AlarmKey,
  severity: Severity,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`
    update alarm_episodes set severity = ${severity}, detail = ${JSON.stringify(detail)}::jsonb
    where ${of(key)} and ended_at is null`.execute(db)
}

/** The stretch that goes on ends. */
export async function endEpisode(db: Db, key: AlarmKey, at: number): Promise<void> {
  await sql`update alarm_episodes set ended_at = ${time(at)} where ${of(key)} and ended_at is null`.execute(
    db,
  )
}

/**
 * Takes back what was found from a time on, so that it can be looked at again: the caller begins at the time that is returned, with the
 * stretch that went on then.
 */
export async function takeBack(
  db: Db,
  key: AlarmKey,
  from: number,
): Promise<{ readonly from: number; readonly going: { severity: Severity; beganAt: number } | null }> {
  // a stretch that was raised from then on may have begun before
  const { rows: gone } = await sql<{ began_at: Date }>`
    delete from alarm_episodes where ${of(key)} and raised_at >= ${time(from)} returning began_at`.execute(db)
  const start = Math.min(from, ...gone.map(({ began_at }) => began_at.getTime()))
  const { rows } = await sql<{ severity: Severity; began_at: Date }>`
    update alarm_episodes set ended_at = null
    where ${of(key)} and began_at < ${time(start)} and (ended_at is null or ended_at >= ${time(start)})
    returning severity, began_at`.execute(db)
  const going = rows.at(-1)
  return {
    from: start,
    going: going ? { severity: going.severity, beganAt: going.began_at.getTime() } : null,
  }
}

/**
 * Makes the alarm follow its stretches: all of one key that no person has closed are one alarm. Where none is left, because the data
 * were corrected, the alarm ends and says so. Stretches of a file's old data, over `before` an instant, are set apart.
 */
export async function followEpisodes(
  db: Db,
  { siteId, rule, subject }: AlarmKey,
  name: AlarmName,
  lastAt: number,
  before: number | null = null,
): Promise<void> {
  await setLateApart(db, { siteId, rule, subject }, name, lastAt, before)
  await sql`
    with mine as (
      select e.* from alarm_episodes e
      where e.site_id = ${siteId} and e.rule = ${rule} and e.subject = ${subject} and not e.late and not exists (
        select 1 from alarms c
        where c.site_id = e.site_id and c.rule = e.rule and c.subject = e.subject and c.state = 'closed' and not c.late
          and e.began_at <= coalesce(c.ended_at, c.last_at) and coalesce(e.ended_at, 'infinity') >= c.began_at)
    ), whole as (
      select max(severity) as severity, count(*) as repeats, min(began_at) as began_at, max(raised_at) as raised_at,
        case when bool_and(ended_at is not null) then max(ended_at) end as ended_at,
        (array_agg(detail order by severity desc, began_at desc))[1] as detail
      from mine having count(*) > 0
    ), taken as (
      insert into alarms (site_id, rule, subject, severity, name_zh, name_en, detail, repeats, began_at, raised_at, last_at, ended_at,
        assigned_to)
      select ${siteId}::int, ${rule}, ${subject}, severity, ${name.zh}, ${name.en}, detail, repeats, began_at, raised_at,
        greatest(raised_at, ${time(lastAt)}::timestamptz), ended_at,
        coalesce((select attributes ->> ${name.answeredBy ?? ''} from sites where id = ${siteId}), '')
      from whole
      on conflict (site_id, rule, subject) where state <> 'closed' do update set
        severity = excluded.severity, detail = excluded.detail, repeats = excluded.repeats, began_at = excluded.began_at,
        last_at = greatest(alarms.last_at, excluded.last_at), ended_at = excluded.ended_at
      returning 1
    )
    update alarms set ended_at = coalesce(ended_at, last_at), detail = detail || '{"withdrawn": true}'
    where site_id = ${siteId} and rule = ${rule} and subject = ${subject} and state <> 'closed' and not exists (select 1 from whole)`.execute(
    db,
  )
}
