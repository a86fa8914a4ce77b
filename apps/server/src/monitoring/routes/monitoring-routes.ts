import type { RoomRoutes } from '../../http/context.ts'
import { importRoutes } from './import-routes.ts'
import { siteRoutes } from './site-routes.ts'

/** The routes of the monitoring room. */
export const monitoringRoutes: RoomRoutes = async (app, context) => {
  await siteRoutes(app, context)
  await importRoutes(app, context)
}
