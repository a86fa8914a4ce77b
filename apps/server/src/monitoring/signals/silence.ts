import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { beginEpisode, endEpisode, followEpisodes, gradeEpisode } from './alarm-episodes.ts'
import type { CompiledSilenceRule } from './compile-rules.ts'
import './tables.ts'
import '../gateway/tables.ts'

interface Heard {
  readonly site_id: number
  readonly subject: string
  readonly since: Date
  readonly registered: Date
  readonly ever: boolean
}

const heardOf = {
  device: () => sql<Heard>`
    select site_id, mn as subject, coalesce(last_data_at, registered_at) as since, registered_at as registered,
      last_data_at is not null as ever
    from devices where enabled`,
  event: (kind: string) => sql<Heard>`
    select site_id, '' as subject, max(at) as since, min(at) as registered, true as ever
    from site_events where kind = ${kind} group by site_id`,
  alarm: (_kind: string, own: string) => sql<Heard>`
    select site_id, rule as subject, min(raised_at) as since, min(raised_at) as registered, true as ever
    from alarms where state = 'open' and rule <> ${own} group by site_id, rule`,
} as const

/** When each device, or each kind of event at each site, was last heard of; since when each alarm waits for a person. */
async function heard(db: Db, { rule }: CompiledSilenceRule): Promise<Heard[]> {
  const { rows } = await heardOf[rule.of](rule.kind ?? '', rule.rule).execute(db)
  return rows
}

const hours = (now: number, then: Date): number => (now - then.getTime()) / 3_600_000

/** Lets the rules of silence look at the clock: alarms rise while nothing comes, and end when something does. */
export async function lookAtSilence(
  db: Db,
  rules: readonly CompiledSilenceRule[],
  now: number,
): Promise<void> {
  for (const compiled of rules) {
    const { rule, levels, explain } = compiled
    const open = await db
      .selectFrom('alarms')
      .select(['site_id', 'subject', 'severity', 'ended_at'])
      .where('rule', '=', rule.rule)
      .where('state', '<>', 'closed')
      .execute()
    const standing = new Map(open.map((a) => [`${a.site_id} ${a.subject}`, a]))
    for (const { site_id: siteId, subject, since, registered, ever } of await heard(db, compiled)) {
      const scope = {
        silentHours: hours(now, since),
        registeredDays: hours(now, registered) / 24,
        ever,
        settings: rule.settings ?? {},
      }
      const severity = levels.reduce<0 | 1 | 2 | 3>(
        (most, level) => (level.when.truth(scope) === true && level.severity > most ? level.severity : most),
        0,
      )
      const key = { siteId, rule: rule.rule, subject }
      const alarm = standing.get(`${siteId} ${subject}`)
      standing.delete(`${siteId} ${subject}`)
      const holds = alarm !== undefined && alarm.ended_at === null
      if (severity === 0 && !holds) continue
      const detail = { ...scope, ...Object.fromEntries(explain.map(([name, e]) => [name, e.value(scope)])) }
      if (severity === 0) await endEpisode(db, key, now)
      else if (!holds) await beginEpisode(db, key, { severity, detail, beganAt: since.getTime(), at: now })
      else if (alarm.severity !== severity) await gradeEpisode(db, key, severity, detail)
      await followEpisodes(db, key, rule, now)
    }
    // a device that was switched off, an alarm that someone took
    for (const { site_id, subject, ended_at } of standing.values()) {
      if (ended_at !== null) continue
      const key = { siteId: site_id, rule: rule.rule, subject }
      await endEpisode(db, key, now)
      await followEpisodes(db, key, rule, now)
    }
  }
}
