import type { Config } from '../config.ts'
import type { OpenDatabase } from '../database/open.ts'
import { connectForRequests } from '../database/request-role.ts'
import { originOf, principalOf } from '../identity/http/identity-services.ts'
import { tellPrincipal } from '../identity/principal.ts'
import { openLiveHub } from '../live/live-hub.ts'
import type { AppContext } from './context.ts'

/** What the application works with, and how to let go of it. */
export interface OpenAppContext extends AppContext {
  close(): Promise<void>
}

/**
 * Opens what the application works with over a database: `db` and `pool` are the system's own, for work that nobody asked for;
 * a request's work runs under the account of requests, which row-level security binds, and knows who asks.
 */
export async function openAppContext(config: Config, database: OpenDatabase): Promise<OpenAppContext> {
  const { db, pool } = database
  const live = await openLiveHub(database.url)
  const requests = await connectForRequests(database.url, { given: config.access?.appDatabaseUrl, max: 20 })
  return {
    config,
    db,
    pool,
    live,
    inRequest: (request, work) =>
      requests.db.transaction().execute(async (trx) => {
        await tellPrincipal(trx, principalOf(request), originOf(request))
        return work(trx)
      }),
    close: async () => {
      await live.close()
      await requests.close()
    },
  }
}
