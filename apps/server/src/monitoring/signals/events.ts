import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { endAlarm, raiseAlarm } from './alarms.ts'
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

/** Keeps an event and lets the rules of its kind look at it; one that is known already changes nothing. @returns whether it was new */
export async function takeEvent(db: Db, rules: SignalRules, event: SiteEvent): Promise<boolean> {
  const { siteId, kind, key, at, facts } = event
  const { rows } = await sql`
    insert into site_events (site_id, kind, key, at, facts)
    values (${siteId}, ${kind}, ${key}, ${new Date(at).toISOString()}, ${JSON.stringify(facts)}::jsonb)
    on conflict (site_id, kind, key) do nothing returning key`.execute(db)
  if (rows.length === 0) return false
  for (const { rule, when, subject, explain } of rules.events) {
    if (rule.kind !== kind) continue
    const scope = { event: facts, hour: civilHour(at), settings: rule.settings ?? {} }
    if (when.truth(scope) !== true) continue
    const about = subject?.value(scope)
    const alarm = { siteId, rule: rule.rule, subject: typeof about === 'string' ? about : '' }
    const detail = { ...facts, ...Object.fromEntries(explain.map(([name, e]) => [name, e.value(scope)])) }
    await raiseAlarm(db, {
      ...alarm,
      severity: rule.severity,
      name: { zh: rule.zh, en: rule.en },
      detail,
      beganAt: at,
      at,
    })
    await endAlarm(db, alarm, at) // it happened and is over; a person closes it
  }
  return true
}
