import type { Alarm, AlarmAction, AlarmState } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound, QinglanError } from '../../errors.ts'
import './tables.ts'
import '../tables.ts'

interface Row {
  readonly id: string
  readonly site_id: number
  readonly site_zh: string
  readonly site_en: string
  readonly rule: string
  readonly subject: string
  readonly severity: number
  readonly state: AlarmState
  readonly name_zh: string
  readonly name_en: string
  readonly detail: Record<string, unknown>
  readonly repeats: number
  readonly began_at: Date
  readonly raised_at: Date
  readonly last_at: Date
  readonly ended_at: Date | null
  readonly acknowledged_by: string | null
  readonly closed_by: string | null
  readonly note: string
  readonly assigned_to: string
  readonly late: boolean
  readonly region_id: string | null
  readonly held_hours: number | null
}

const asAlarm = (row: Row): Alarm => ({
  id: row.id,
  siteId: String(row.site_id),
  site: { zh: row.site_zh, en: row.site_en },
  rule: row.rule,
  subject: row.subject,
  severity: row.severity,
  state: row.state,
  name: { zh: row.name_zh, en: row.name_en },
  detail: row.detail,
  repeats: row.repeats,
  beganAt: row.began_at.toISOString(),
  raisedAt: row.raised_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  acknowledgedBy: row.acknowledged_by,
  closedBy: row.closed_by,
  note: row.note,
  assignedTo: row.assigned_to,
  late: row.late,
  regionId: row.region_id,
  heldHours: row.held_hours ?? 0,
})

/** An alarm with its site, and how long its condition held. */
const shown = sql`
  select a.*, s.name_zh as site_zh, s.name_en as site_en, s.region_id, (
    select sum(extract(epoch from coalesce(e.ended_at, a.last_at) - e.began_at))::float8 / 3600 from alarm_episodes e
    where e.site_id = a.site_id and e.rule = a.rule and e.subject = a.subject and e.late = a.late
      and e.began_at between a.began_at and a.last_at
  ) as held_hours
  from alarms a join sites s on s.id = a.site_id`

/** The alarms of the sites that who asks may see, open ones first, the most severe and latest first. */
export async function listAlarms(
  db: Db,
  { siteId, state }: { readonly siteId?: string | undefined; readonly state?: AlarmState | undefined },
): Promise<Alarm[]> {
  const { rows } = await sql<Row>`
    ${shown}
    where (${siteId ?? null}::text is null or a.site_id::text = ${siteId ?? null}) and (${state ?? null}::text is null or a.state = ${state ?? null})
    order by a.state = 'closed', a.severity desc, a.raised_at desc limit 1000`.execute(db)
  return rows.map(asAlarm)
}

/** Acknowledges or closes an alarm. @throws QinglanError `not-found`, or `conflict` when it still holds and cannot be closed */
export async function actOnAlarm(
  db: Db,
  id: string,
  { action, note }: AlarmAction,
  by: string,
): Promise<Alarm> {
  const found = await db
    .selectFrom('alarms')
    .select(['state', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound('没有这条报警', 'no such alarm')
  if (action === 'close' && found.ended_at === null) {
    throw new QinglanError('conflict', {
      zh: '报警条件仍然成立,不能关闭',
      en: 'its condition still holds: it cannot be closed',
    })
  }
  const now = new Date()
  const said = note === undefined ? {} : { note }
  const { numUpdatedRows } = await db
    .updateTable('alarms')
    .set(
      action === 'close'
        ? { ...said, state: 'closed', closed_by: by, closed_at: now }
        : { ...said, state: 'acknowledged', acknowledged_by: by, acknowledged_at: now },
    )
    .where('id', '=', id)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) {
    throw new QinglanError('forbidden', {
      zh: '您不能处理这条报警',
      en: 'this alarm is not yours to handle, or closed',
    })
  }
  const { rows } = await sql<Row>`${shown} where a.id = ${id}`.execute(db)
  return asAlarm(rows[0]!)
}
