import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { takeBack, type AlarmKey } from './alarm-episodes.ts'
import type { CompiledChannelRule } from './compile-rules.ts'
import { followEvents } from './follow-events.ts'
import { mostRows, observedRows, type ObservedRow } from './observed-rows.ts'
import type { Scope } from './signal-expression.ts'
import { advance, restState, type MachineEvent, type MachineState } from './signal-machine.ts'
import './tables.ts'

/** What a site says of itself to the rules: which channel plays which role, and its own numbers. */
export interface SiteSignals {
  readonly siteId: number
  readonly channels: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, Readonly<Record<string, number>>>>
}

interface Remembered {
  readonly machine: MachineState
  /** The last value of each role, with its time. */
  readonly values: Readonly<Record<string, readonly [value: number, at: number]>>
}

const lettersOf = { realtime: ['s', 'i'], hour: ['h'], day: ['d'] } as const
const hourMs = 3_600_000

/** The letters of `observations.resolution` that a rule looks at. */
export const lettersOfRule = ({ rule }: CompiledChannelRule): readonly string[] => lettersOf[rule.resolution]

/** A rule concerns a site when each of its roles has a channel there. */
export const concerns = ({ rule }: CompiledChannelRule, site: SiteSignals): boolean =>
  rule.roles.every((role) => site.channels[role] !== undefined)

/** Civil hour, 0 to 23, of China Standard Time. */
const civilHour = (at: number): number => Math.floor(at / hourMs + 8) % 24

function withValues(
  former: Remembered['values'],
  row: ObservedRow,
  site: SiteSignals,
  roles: readonly string[],
): Remembered['values'] {
  const values = { ...former }
  for (const role of roles) {
    const reading = row.values.get(site.channels[role] ?? '')
    if (typeof reading === 'number') values[role] = [reading, row.at]
  }
  return values
}

function scopeAt(
  compiled: CompiledChannelRule,
  site: SiteSignals,
  values: Remembered['values'],
  at: number,
): Scope {
  const known = Object.entries(values).filter(([, [, since]]) => at - since <= compiled.maxAgeMs)
  const { rule } = compiled
  return {
    ...Object.fromEntries(known.map(([role, [value]]) => [role, value])),
    hour: civilHour(at),
    settings: { ...rule.settings, ...site.settings[rule.rule] },
  }
}

/** What one observation changes: the new memory, what happened, and the values that explain it. */
function look(
  compiled: CompiledChannelRule,
  site: SiteSignals,
  former: Remembered,
  row: ObservedRow,
): { next: Remembered; event: MachineEvent | null; detail: Record<string, unknown> } {
  const { rule, levels, clear, clearMs, explain } = compiled
  const values = withValues(former.values, row, site, rule.roles)
  const scope = scopeAt(compiled, site, values, row.at)
  const holds = levels.map(({ when }) => when.truth(scope))
  const atRest = holds.some((h) => h === true) ? false : holds.includes(null) ? null : true
  const observed = { at: row.at, holds, clear: clear ? clear.truth(scope) : atRest }
  const { state, event } = advance(levels, clearMs, former.machine, observed)
  const detail = event
    ? { ...scope, ...Object.fromEntries(explain.map(([name, e]) => [name, e.value(scope)])) }
    : {}
  return { next: { machine: state, values }, event, detail }
}

/**
 * Lets one rule look at what came to a site from `from` on. Later data go on from what is remembered; data that came late (an outage,
 * a re-send, a correction) make it look again from as far back as its longest time reaches, and what it found there is found anew.
 */
export async function lookAtChannels(
  db: Db,
  compiled: CompiledChannelRule,
  site: SiteSignals,
  from: number,
  before: number | null = null,
): Promise<void> {
  const { rule } = compiled
  const key = { siteId: site.siteId, rule: rule.rule, subject: '' }
  let { memory, start } = await begin(db, compiled, key, from)
  for (;;) {
    const rows = await observedRows(db, site.siteId, lettersOfRule(compiled), start)
    const events: { event: MachineEvent; at: number; detail: Record<string, unknown> }[] = []
    for (const row of rows) {
      const { next, event, detail } = look(compiled, site, memory, row)
      memory = next
      if (event) events.push({ event, at: row.at, detail })
    }
    const last = rows.at(-1)
    if (!last) break
    await followEvents(db, key, rule, events, last.at, before)
    await remember(db, key, last.at, memory)
    if (rows.length < mostRows) break
    start = last.at + 1
  }
}

async function begin(
  db: Db,
  compiled: CompiledChannelRule,
  key: AlarmKey,
  from: number,
): Promise<{ memory: Remembered; start: number }> {
  const stored = await db
    .selectFrom('signal_states')
    .select(['up_to', 'state'])
    .where('site_id', '=', key.siteId)
    .where('rule', '=', key.rule)
    .executeTakeFirst()
  const rest = restState(compiled.levels.length)
  if (!stored) return { memory: { machine: rest, values: {} }, start: from }
  if (from > stored.up_to.getTime()) return { memory: stored.state as unknown as Remembered, start: from }
  const reach = Math.max(...compiled.levels.map((l) => l.forMs)) + compiled.clearMs + compiled.maxAgeMs
  const { from: start, going } = await takeBack(db, key, from - reach)
  return { memory: { machine: { ...rest, raised: going }, values: {} }, start }
}

async function remember(db: Db, { siteId, rule }: AlarmKey, upTo: number, memory: Remembered): Promise<void> {
  await sql`
    insert into signal_states (site_id, rule, up_to, state)
    values (${siteId}, ${rule}, ${new Date(upTo).toISOString()}, ${JSON.stringify(memory)}::jsonb)
    on conflict (site_id, rule) do update set up_to = excluded.up_to, state = excluded.state`.execute(db)
}
