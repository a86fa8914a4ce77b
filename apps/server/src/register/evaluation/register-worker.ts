import { setTimeout } from 'node:timers/promises'
import { civilDateOf } from '@qinglan/periods'
import { sql } from 'kysely'
import { listCampaigns } from '../../campaign/campaigns.ts'
import type { Db } from '../../database/connect.ts'
import type { AppContext } from '../../http/context.ts'
import { announce } from '../../live/live-hub.ts'
import { fillCityGoals } from '../goals/city-goals.ts'
import { evaluateDirty } from './evaluate.ts'

const idleMs = 60_000

/** A loop in the background; `stop` lets the batch at hand finish. */
export interface RegisterWorker {
  stop(): Promise<void>
}

export interface WorkerOptions {
  readonly now?: () => number
  /** Observations come all the time; devices are looked at again at most this often. */
  readonly devicesMs?: number
  readonly onError?: (error: unknown) => void
}

/** The day as of which duties stand: today; where the newest campaign is a simulated one, that campaign's own day. */
export async function dayJudged(db: Db, now: number): Promise<string> {
  const [newest] = await listCampaigns(db)
  return newest?.simulated ? newest.defaultAt : civilDateOf(now)
}

/** Whoever was judged as of another day is judged again: due days pass and devices fall silent without any change. */
const noteOtherDays = (db: Db, on: string) =>
  sql`insert into register_dirty (entity_id) select distinct entity_id from obligations where evaluated_on <> ${on}::date
    on conflict do nothing`.execute(db)

const noteDevices = (db: Db) =>
  sql`insert into register_dirty (entity_id) select distinct entity_id from evidence where site_id is not null
    on conflict do nothing`.execute(db)

/**
 * Judges in the background whatever changed in the registers: at once when any process announces a change, when a day begins, and for
 * devices that are sites of the network some while after observations came in. Announces what it judged.
 */
export function runRegisterWorker(
  { db, live }: Pick<AppContext, 'db' | 'live'>,
  { now = Date.now, devicesMs = 300_000, onError = () => undefined }: WorkerOptions = {},
): RegisterWorker {
  const stopping = new AbortController()
  let wake = new AbortController()
  let observedSince = false
  let campaignsChanged = true
  let devicesAt = 0
  const deaf = live.listen(({ type }) => {
    if (type === 'register') wake.abort()
    if (type === 'observations') observedSince = true
    if (type === 'campaign') {
      campaignsChanged = true
      wake.abort()
    }
  })
  const judge = (): Promise<number> =>
    db.transaction().execute(async (trx) => {
      const on = await dayJudged(trx, now())
      await noteOtherDays(trx, on)
      if (campaignsChanged) {
        campaignsChanged = false
        await fillCityGoals(trx, on)
      }
      if (observedSince && now() - devicesAt >= devicesMs) {
        observedSince = false
        devicesAt = now()
        await noteDevices(trx)
      }
      const judged = await evaluateDirty(trx, on)
      if (judged > 0) await announce(trx, { type: 'duties' })
      return judged
    })
  const loop = async () => {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      const judged = await judge().catch((error: unknown) => {
        onError(error)
        campaignsChanged = true
        return 0
      })
      if (judged > 0) continue
      const signal = AbortSignal.any([wake.signal, stopping.signal])
      // being woken is what the signal is for
      await setTimeout(idleMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    async stop() {
      deaf()
      stopping.abort()
      await running
    },
  }
}
