import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { MissingPage, PageError } from './feedback/page-error.tsx'
import { AppFrame } from './frame/app-frame.tsx'
import { readFrameSearch } from './frame/search.ts'
import { readAdminSearch } from './pages/admin/admin-search.ts'
import { readBoardSearch } from './pages/board/board-search.ts'
import { readDutiesSearch } from './pages/duties/duties-search.ts'
import { readImportsSearch } from './pages/imports/imports-search.ts'
import { readMonitoringSearch } from './pages/monitoring/monitoring-search.ts'
import { readPlanSearch } from './pages/plan/plan-search.ts'
import { readReviewSearch } from './pages/review/review-search.ts'
import { readRegistersSearch } from './pages/registers/registers-search.ts'
import { readTasksSearch } from './pages/tasks/tasks-search.ts'
import { readTelemetrySearch } from './pages/telemetry/telemetry-search.ts'

const root = createRootRoute({
  component: AppFrame,
  notFoundComponent: MissingPage,
  validateSearch: readFrameSearch,
  search: { middlewares: [retainSearchParams(['campaign', 'at', 'lang'])] },
})

const getParentRoute = () => root

const board = createRoute({
  getParentRoute,
  path: '/',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('./pages/board/board-page.tsx'), 'BoardPage'),
})

/** The id of a target holds a slash, so the rest of the path is the id. */
const target = createRoute({
  getParentRoute,
  path: '/targets/$',
  component: lazyRouteComponent(() => import('./pages/target/target-page.tsx'), 'TargetPage'),
})

const plan = createRoute({
  getParentRoute,
  path: '/plan',
  validateSearch: readPlanSearch,
  component: lazyRouteComponent(() => import('./pages/plan/plan-page.tsx'), 'PlanPage'),
})

const review = createRoute({
  getParentRoute,
  path: '/review',
  validateSearch: readReviewSearch,
  component: lazyRouteComponent(() => import('./pages/review/review-page.tsx'), 'ReviewPage'),
})

const monitoring = createRoute({
  getParentRoute,
  path: '/monitoring',
  validateSearch: readMonitoringSearch,
  component: lazyRouteComponent(() => import('./pages/monitoring/monitoring-page.tsx'), 'MonitoringPage'),
})

const telemetry = createRoute({
  getParentRoute,
  path: '/telemetry',
  validateSearch: readTelemetrySearch,
  component: lazyRouteComponent(() => import('./pages/telemetry/telemetry-page.tsx'), 'TelemetryPage'),
})

const imports = createRoute({
  getParentRoute,
  path: '/imports',
  validateSearch: readImportsSearch,
  component: lazyRouteComponent(() => import('./pages/imports/imports-page.tsx'), 'ImportsPage'),
})

const tasks = createRoute({
  getParentRoute,
  path: '/tasks',
  validateSearch: readTasksSearch,
  component: lazyRouteComponent(() => import('./pages/tasks/tasks-page.tsx'), 'TasksPage'),
})

const registers = createRoute({
  getParentRoute,
  path: '/registers',
  validateSearch: readRegistersSearch,
  component: lazyRouteComponent(() => import('./pages/registers/registers-page.tsx'), 'RegistersPage'),
})

const entityFile = createRoute({
  getParentRoute,
  path: '/registers/$id',
  component: lazyRouteComponent(() => import('./pages/entity-file/entity-file-page.tsx'), 'EntityFilePage'),
})

const duties = createRoute({
  getParentRoute,
  path: '/duties',
  validateSearch: readDutiesSearch,
  component: lazyRouteComponent(() => import('./pages/duties/duties-page.tsx'), 'DutiesPage'),
})

const admin = createRoute({
  getParentRoute,
  path: '/admin',
  validateSearch: readAdminSearch,
  component: lazyRouteComponent(() => import('./pages/admin/admin-page.tsx'), 'AdminPage'),
})

const account = createRoute({
  getParentRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
})

/** Every page of the application; each is loaded when first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    board,
    target,
    plan,
    review,
    monitoring,
    telemetry,
    imports,
    tasks,
    registers,
    entityFile,
    duties,
    admin,
    account,
  ]),
  defaultErrorComponent: PageError,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
