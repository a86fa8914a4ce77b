import type { Config } from '../config.ts'
import type { OpenDatabase } from '../database/open.ts'
import { openLiveHub } from '../live/live-hub.ts'
import type { AppContext } from './context.ts'

/** What the application works with, opened over a database. */
export async function openAppContext(config: Config, database: OpenDatabase): Promise<AppContext> {
  const { db, pool } = database
  const live = await openLiveHub(database.url)
  return {
    config,
    db,
    pool,
    live,
    inRequest: (_request, work) => db.transaction().execute(work),
  }
}
