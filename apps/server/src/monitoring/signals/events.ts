import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { beginEpisode, endEpisode, followEpisodes } from './alarm-episodes.ts'
import type { SignalRules } from './compile-rules.ts'
import './tables.ts'

/** Something seen at a site, by the sender's own key: the same key is the same event. */
export interface SiteEvent {
  readonly siteId: number
  readonly kind: string
  readonly key: string
  readonly at: number
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

const civilHour = (at: number): number => Math.floor(at / 3_600_000 + 8) % 24

/** Keeps an event. @returns whether it was new */
export async function keepEvent(db: Db, { siteId, kind, key, at, facts }: SiteEvent): Promise<boolean> {
  const { rows } = await sql`
    insert into site_events (site_id, kind, key, at, facts)
    values (${siteId}, ${kind}, ${key}, ${new Date(at).toISOString()}, ${JSON.stringify(facts)}::jsonb)
    on conflict (site_id, kind, key) do nothing returning key`.execute(db)
  return rows.length > 0
}

/** Lets the rules of its kind look at an event. To look at the same one twice raises nothing twice. */
export async function lookAtEvent(db: Db, rules: SignalRules, event: SiteEvent): Promise<void> {
  const { siteId, kind, at, facts } = event
  for (const { rule, when, subject, explain } of rules.events) {
    if (rule.kind !== kind) continue
    const scope = { event: facts, hour: civilHour(at), settings: rule.settings ?? {} }
    if (when.truth(scope) !== true) continue
    const about = subject?.value(scope)
    const alarm = { siteId, rule: rule.rule, subject: typeof about === 'string' ? about : '' }
    const detail = { ...facts, ...Object.fromEntries(explain.map(([name, e]) => [name, e.value(scope)])) }
    await beginEpisode(db, alarm, { severity: rule.severity, detail, beganAt: at, at })
    await endEpisode(db, alarm, at) // it happened and is over; a person closes it
    await followEpisodes(db, alarm, rule, at)
  }
}
