import type { Config } from '../config.ts'
import type { OpenDatabase } from '../database/open.ts'
import { accountRole, connectAs, requestRole, workerRole } from '../database/service-roles.ts'
import { originOf, principalOf } from '../identity/http/identity-services.ts'
import { asPrincipal } from '../identity/principal.ts'
import { openLiveHub } from '../live/live-hub.ts'
import type { AppContext } from './context.ts'

/** What the application works with, and how to let go of it. */
export interface OpenAppContext extends AppContext {
  close(): Promise<void>
}

/**
 * Opens what the application works with over a database, none of it as the database's owner: `db` and `pool` are for work that
 * nobody asked for; a request's work runs under the account of requests, which row-level security binds, and knows who asks.
 */
export async function openAppContext(
  config: Config,
  { url }: Pick<OpenDatabase, 'url'>,
): Promise<OpenAppContext> {
  const { access } = config
  const opened: { close(): Promise<void> }[] = []
  const open = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const one = await opening
    opened.push(one)
    return one
  }
  const close = async () => {
    for (const one of opened.reverse()) await one.close()
  }
  try {
    const requests = await open(connectAs(requestRole, url, { given: access?.appDatabaseUrl, max: 20 }))
    const work = await open(connectAs(workerRole, url, { given: access?.workerDatabaseUrl, max: 20 }))
    const accounts = await open(connectAs(accountRole, url, { given: access?.accountDatabaseUrl, max: 10 }))
    const live = await open(openLiveHub(requests.url))
    return {
      config,
      db: work.db,
      pool: work.pool,
      accounts,
      live,
      inRequest: (request, doing) => asPrincipal(requests.db, principalOf(request), originOf(request), doing),
      asPrincipal: (principal, doing) =>
        asPrincipal(requests.db, principal, { address: '', requestId: '' }, doing),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
