import { findFactor } from '@qinglan/hj212'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { beginEpisode, endEpisode, followEpisodes, type AlarmKey, type AlarmName } from './alarm-episodes.ts'
import type { CompiledEventRule, SignalRules } from './compile-rules.ts'
import { followStretches } from './event-stretches.ts'
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

interface Judged {
  readonly at: number
  readonly subject: string
  readonly raises: boolean
  readonly ends: boolean
  readonly detail: Readonly<Record<string, unknown>>
}

/** What a rule makes of one event. */
function judge(
  { rule, when, subject, ends, explain }: CompiledEventRule,
  { at, facts }: Pick<SiteEvent, 'at' | 'facts'>,
): Judged {
  const scope = { event: facts, hour: civilHour(at), settings: rule.settings ?? {} }
  const about = subject?.value(scope)
  return {
    at,
    subject: typeof about === 'string' ? about : '',
    raises: when.truth(scope) === true,
    ends: ends === null || ends.when.truth(scope) === true,
    detail: { ...facts, ...Object.fromEntries(explain.map(([name, e]) => [name, e.value(scope)])) },
  }
}

/** A rule's name, with what its subject is called. */
function nameFor({ rule }: CompiledEventRule, subject: string): AlarmName {
  const known = findFactor(subject)
  return {
    zh: rule.zh.replace('{subject}', known?.nameZh ?? subject),
    en: rule.en.replace('{subject}', known?.nameEn ?? subject),
    answeredBy: rule.answeredBy,
  }
}

/**
 * Lets the rules of their kinds look at events that were kept. To look at the same ones twice raises nothing twice.
 * @param before what was over before this instant is of the past and calls nobody; null where it calls whenever it comes
 */
export async function lookAtEvents(
  db: Db,
  rules: SignalRules,
  events: readonly SiteEvent[],
  before: number | null = null,
): Promise<void> {
  for (const compiled of rules.events) {
    const { rule } = compiled
    const mine = events.filter(({ kind }) => kind === rule.kind)
    for (const [siteId, ofSite] of Map.groupBy(mine, (event) => event.siteId)) {
      const judged = ofSite.map((event) => judge(compiled, event))
      for (const [subject, found] of Map.groupBy(judged, (one) => one.subject)) {
        const key = { siteId, rule: rule.rule, subject }
        if (compiled.ends)
          await lookAgain(db, compiled, key, Math.min(...found.map(({ at }) => at)), { before })
        else await noteEach(db, compiled, key, found, before)
      }
    }
  }
}

/** Lets the rules of its kind look at one event. */
export const lookAtEvent = (db: Db, rules: SignalRules, event: SiteEvent): Promise<void> =>
  lookAtEvents(db, rules, [event])

/** Each happened and is over; a person closes the alarm. */
async function noteEach(
  db: Db,
  compiled: CompiledEventRule,
  key: AlarmKey,
  judged: readonly Judged[],
  before: number | null,
): Promise<void> {
  for (const { at, raises, detail } of judged) {
    if (!raises) continue
    await beginEpisode(db, key, { severity: compiled.rule.severity, detail, beganAt: at, at })
    await endEpisode(db, key, at)
    await followEpisodes(db, key, nameFor(compiled, key.subject), at, before)
  }
}

/** Finds the stretches of one subject anew from an instant on, from the events that are kept. */
async function lookAgain(
  db: Db,
  compiled: CompiledEventRule,
  key: AlarmKey,
  from: number,
  { before = null, now = null }: { before?: number | null; now?: number | null },
): Promise<void> {
  const { rule, ends } = compiled
  const told = async (start: number) => {
    const { rows } = await sql<{ at: Date; facts: SiteEvent['facts'] }>`
      select at, facts from site_events
      where site_id = ${key.siteId} and kind = ${rule.kind} and at >= ${new Date(start).toISOString()} order by at, key`.execute(
      db,
    )
    return rows
      .map(({ at, facts }) => judge(compiled, { at: at.getTime(), facts }))
      .filter(({ subject }) => subject === key.subject)
  }
  const options = {
    severity: rule.severity,
    afterMs: ends?.afterMs ?? 0,
    name: nameFor(compiled, key.subject),
  }
  await followStretches(db, key, told, { ...options, from, before, now })
}

/** Ends what events raised and nothing more was told of for so long as its rule says. */
export async function lookAtUnended(db: Db, rules: SignalRules, now: number): Promise<void> {
  for (const compiled of rules.events) {
    if (!compiled.ends) continue
    const { rule } = compiled.rule
    const open = await db
      .selectFrom('alarms')
      .select(['site_id', 'subject', 'last_at'])
      .where('rule', '=', rule)
      .where('state', '<>', 'closed')
      .where('ended_at', 'is', null)
      .where('last_at', '<', new Date(now - compiled.ends.afterMs))
      .execute()
    for (const { site_id: siteId, subject, last_at } of open) {
      await lookAgain(db, compiled, { siteId, rule, subject }, last_at.getTime(), { now })
    }
  }
}
