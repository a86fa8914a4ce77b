import type { RoomRoutes } from '../../http/context.ts'
import { correctionRoutes } from '../corrections/correction-routes.ts'
import { qualityRoutes } from '../quality/quality-routes.ts'
import { alarmRoutes } from '../signals/alarm-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { reportRoutes } from '../reports/report-routes.ts'
import { unitRoutes } from '../units/unit-routes.ts'
import { upstreamRoutes } from './upstream/upstream-routes.ts'

/** The routes of data loggers and of what their data say. */
export const telemetryRoutes: RoomRoutes = async (app, context) => {
  await deviceRoutes(app, context)
  await unitRoutes(app, context)
  await reportRoutes(app, context)
  await upstreamRoutes(app, context)
  await alarmRoutes(app, context)
  await qualityRoutes(app, context)
  await correctionRoutes(app, context)
}
