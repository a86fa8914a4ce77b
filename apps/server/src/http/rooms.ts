import { assessmentRoutes } from '../assessment/routes/assessment-routes.ts'
import { campaignRoutes } from '../campaign/routes.ts'
import { identityRoutes } from '../identity/routes/identity-routes.ts'
import { indicators } from '../indicators.ts'
import { telemetryRoutes } from '../monitoring/gateway/telemetry-routes.ts'
import { monitoringRoutes } from '../monitoring/routes/monitoring-routes.ts'
import { platformRoutes } from '../register/platforms/platform-routes.ts'
import { gateRoutes } from '../register/routes/gate-routes.ts'
import { registerFileRoutes } from '../register/routes/file-routes.ts'
import { listRoutes } from '../register/routes/list-routes.ts'
import { registerRoutes } from '../register/routes/register-routes.ts'
import { regionRoutes } from '../region/region-routes.ts'
import type { RoomRoutes } from './context.ts'
import { liveRoutes } from './live-routes.ts'

/** The routes of all rooms, left to right, each under its room's name; what campaigns measure themselves by is handed to them here. */
export const rooms: readonly { readonly name: string; readonly routes: RoomRoutes }[] = [
  { name: 'identity', routes: identityRoutes },
  { name: 'regions', routes: regionRoutes },
  { name: 'monitoring', routes: monitoringRoutes },
  { name: 'telemetry', routes: telemetryRoutes },
  { name: 'assessment', routes: assessmentRoutes },
  { name: 'campaign', routes: campaignRoutes(indicators) },
  { name: 'register', routes: registerRoutes },
  { name: 'register', routes: registerFileRoutes },
  { name: 'register', routes: listRoutes },
  { name: 'register', routes: gateRoutes },
  { name: 'register', routes: platformRoutes },
  { name: 'live', routes: liveRoutes },
]
