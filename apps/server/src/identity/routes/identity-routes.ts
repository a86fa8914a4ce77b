import type { RoomRoutes } from '../../http/context.ts'
import { accountRoutes } from './account-routes.ts'
import { administrationRoutes } from './administration-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { singleSignOnRoutes } from './single-sign-on-routes.ts'

/** The routes of identity. */
export const identityRoutes: RoomRoutes = async (app, context) => {
  for (const routes of [
    sessionRoutes,
    singleSignOnRoutes,
    accountRoutes,
    administrationRoutes,
    auditRoutes,
  ]) {
    await routes(app, context)
  }
}
