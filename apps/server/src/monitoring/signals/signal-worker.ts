import { setTimeout } from 'node:timers/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { applyCorrections } from '../corrections/apply-corrections.ts'
import { concerns, lettersOfRule, lookAtChannels, type SiteSignals } from './channel-signals.ts'
import type { SignalRules } from './compile-rules.ts'
import { lookAtAlarmReports } from '../reports/alarm-reports.ts'
import { lookAtUnended } from './events.ts'
import { limitsOfSite } from './limits-in-force.ts'
import { lookAtLimits } from './over-limit.ts'
import { lookForUnitDoubts } from '../units/unit-doubts.ts'
import { lookAtSilence } from './silence.ts'
import './tables.ts'
import '../corrections/tables.ts'
import '../tables.ts'

const pauseMs = 1000
const silenceEveryMs = 60_000
const unitsEveryMs = 600_000
const arrivalsAtOnce = 200
/** What a file says of longer ago is of the past: no alarm for who is on duty. */
const freshMs = 24 * 3_600_000

interface Pending {
  readonly site_id: number
  readonly resolution: string
  readonly from_at: Date
  /** It came in a file. */
  readonly imported: boolean
}

async function siteSignals(trx: Transaction<Tables>, siteId: number): Promise<SiteSignals | undefined> {
  const found = await trx.selectFrom('sites').select('attributes').where('id', '=', siteId).executeTakeFirst()
  const attributes = found?.attributes
  return (
    attributes && {
      siteId,
      channels: (attributes['channels'] ?? {}) as SiteSignals['channels'],
      settings: (attributes['signalSettings'] ?? {}) as SiteSignals['settings'],
    }
  )
}

async function lookAtSite(
  trx: Transaction<Tables>,
  rules: SignalRules,
  pending: readonly Pending[],
): Promise<void> {
  const [first] = pending
  if (!first) return
  const site = await siteSignals(trx, first.site_id)
  if (!site) return
  const before = pending.some(({ imported }) => imported) ? Date.now() - freshMs : null
  const concerned = rules.channels.filter((rule) => concerns(rule, site))
  for (const rule of concerned) {
    const letters = lettersOfRule(rule)
    const news = pending
      .filter(({ resolution }) => letters.includes(resolution))
      .map(({ from_at }) => from_at.getTime())
    if (news.length > 0) await lookAtChannels(trx, rule, site, Math.min(...news), before)
  }
  const hours = pending.filter(
    ({ resolution, imported }) => resolution === 'h' || (imported && resolution === 's'),
  )
  if (hours.length === 0) return
  const from = Math.min(...hours.map(({ from_at }) => from_at.getTime()))
  const limits = await limitsOfSite(trx, site.siteId)
  if (limits.length > 0) await lookAtLimits(trx, site.siteId, limits, from, before)
}

/** What a person corrected stays so when a device sends the former value again. */
async function keepCorrections(
  trx: Transaction<Tables>,
  bySite: ReadonlyMap<number, readonly Pending[]>,
): Promise<void> {
  if (bySite.size === 0) return
  const corrected = await trx
    .selectFrom('corrections')
    .select('site_id')
    .distinct()
    .where('site_id', 'in', [...bySite.keys()])
    .execute()
  for (const { site_id: siteId } of corrected) {
    const times = (bySite.get(siteId) ?? []).map(({ from_at }) => from_at.getTime())
    await applyCorrections(trx, siteId, Math.min(...times))
  }
}

async function takeTurn(trx: Transaction<Tables>): Promise<boolean> {
  const turn = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(2120211) as mine`.execute(trx)
  return turn.rows[0]?.mine === true
}

/**
 * Lets the rules look at what arrived since they last did, in the caller's transaction. Several processes may do so side by side.
 * @returns how many sites there were, and packets that told of alarms
 */
export async function lookAtArrivals(trx: Transaction<Tables>, rules: SignalRules): Promise<number> {
  // one at a time, so that no two continue the same memory; the gateway is never held up by it
  if (!(await takeTurn(trx))) return 0
  const { rows } = await sql<Pending>`
    delete from signal_pending where site_id in
      (select distinct site_id from (select site_id from signal_pending order by id limit ${arrivalsAtOnce}) as first)
    returning site_id, resolution, from_at, imported`.execute(trx)
  const bySite = Map.groupBy(rows, (row) => row.site_id)
  await keepCorrections(trx, bySite)
  for (const pending of bySite.values()) await lookAtSite(trx, rules, pending)
  return bySite.size + (await lookAtAlarmReports(trx, rules))
}

/** Looks at arrivals every second and at silence every minute, until stopped. */
export function startSignalWorker(
  db: Kysely<Tables>,
  rules: SignalRules,
  log: (sentence: string) => void,
): { stop(): Promise<void> } {
  const asked = new AbortController()
  let silenceAt = 0
  let unitsAt = 0
  const once = async (): Promise<boolean> => {
    if (Date.now() - silenceAt > silenceEveryMs) {
      silenceAt = Date.now()
      await db.transaction().execute((trx) => lookAtSilence(trx, rules.silence, silenceAt))
      await db.transaction().execute(async (trx) => {
        if (await takeTurn(trx)) await lookAtUnended(trx, rules, silenceAt)
      })
    }
    if (Date.now() - unitsAt > unitsEveryMs) {
      unitsAt = Date.now()
      await db.transaction().execute(lookForUnitDoubts)
    }
    return (await db.transaction().execute((trx) => lookAtArrivals(trx, rules))) > 0
  }
  const run = async (): Promise<void> => {
    while (!asked.signal.aborted) {
      const more = await once().catch((error: unknown) => {
        log(`signals: ${String(error)}`)
        return false
      })
      if (!more) await setTimeout(pauseMs, undefined, { signal: asked.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    async stop() {
      asked.abort()
      await running
    },
  }
}
