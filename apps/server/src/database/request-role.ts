import type { Connection } from './connect.ts'
import { connectAs, requestRole } from './service-roles.ts'

/** Connects as the account of requests, which row-level security binds. `given`: QINGLAN_APP_DATABASE_URL. */
export const connectForRequests = (
  ownerUrl: string,
  options: { given?: string | undefined; max?: number } = {},
): Promise<Connection> => connectAs(requestRole, ownerUrl, options)
