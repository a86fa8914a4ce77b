import { civilDateOf } from '@qinglan/periods'
import { sql } from 'kysely'
import { listCampaigns } from '../../campaign/campaigns.ts'
import type { Db } from '../../database/connect.ts'
import type { AppContext } from '../../http/context.ts'
import { runInBackground, type BackgroundLoop } from '../../live/background-loop.ts'
import { announce } from '../../live/live-hub.ts'
import { fillCityGoals } from '../goals/city-goals.ts'
import { evaluateDirty } from './evaluate.ts'

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

const noteDevices = (db: Db) =>
  sql`insert into register_dirty (entity_id) select distinct entity_id from evidence where site_id is not null`.execute(
    db,
  )

/**
 * Judges in the background whatever changed in the registers: at once when any process announces a change, when a day begins, and for
 * devices that are sites of the network some while after observations came in. Announces what it judged.
 */
export function runRegisterWorker(
  { db, live }: Pick<AppContext, 'db' | 'live'>,
  { now = Date.now, devicesMs = 300_000, onError = () => undefined }: WorkerOptions = {},
): BackgroundLoop {
  let observedSince = false
  let campaignsChanged = true
  let devicesAt = 0
  const judge = (): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      const on = await dayJudged(trx, now())
      if (campaignsChanged) {
        campaignsChanged = false
        await fillCityGoals(trx, on)
      }
      if (observedSince && now() - devicesAt >= devicesMs) {
        observedSince = false
        devicesAt = now()
        await noteDevices(trx)
      }
      const { judged, regionIds } = await evaluateDirty(trx, on)
      if (judged > 0) await announce(trx, { type: 'duties', regionIds: [...regionIds] })
      return judged > 0
    })
  return runInBackground(live, {
    work: judge,
    wakes: ({ type }) => {
      if (type === 'observations') observedSince = true
      if (type === 'campaign') campaignsChanged = true
      return type === 'register' || type === 'campaign'
    },
    idleMs: 60_000,
    onError: (error) => {
      campaignsChanged = true
      onError(error)
    },
  })
}
