import type { Indicator } from '../assessment/indicators/indicator.ts'
import type { RoomRoutes } from '../http/context.ts'
import { campaignReadingRoutes } from './routes/campaign-routes.ts'
import { indicatorRoutes } from './routes/indicator-routes.ts'
import { planRoutes } from './routes/plan-routes.ts'
import { reviewRoutes } from './routes/review-routes.ts'
import { revisionRoutes } from './routes/revision-routes.ts'
import { taskRoutes } from './routes/task-routes.ts'
import { targetRoutes } from './routes/target-routes.ts'

/** The routes of the campaign room; the indicators come from the rooms that measure. */
export const campaignRoutes =
  (indicators: readonly Indicator[]): RoomRoutes =>
  async (app, context) => {
    await campaignReadingRoutes(indicators)(app, context)
    await targetRoutes(indicators)(app, context)
    await taskRoutes(app, context)
    await planRoutes(app, context)
    await reviewRoutes(indicators)(app, context)
    await revisionRoutes(app, context)
    await indicatorRoutes(indicators)(app, context)
  }
