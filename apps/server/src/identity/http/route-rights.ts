import type { Right } from '@qinglan/contract'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The right that a route needs; `open` needs no one signed in. Without it a reading route needs `read`. */
    right?: Right | 'open'
    /** The route takes a file. */
    upload?: boolean
    /** Every call of this reading route is written to the audit trail. */
    sensitive?: boolean
  }
}

/** Rights of the routes that do not carry their own: what changes something must be named here or on the route. */
const rightsByRoute: Readonly<Record<string, Right>> = {
  'POST /api/v1/targets/:id/reports': 'report',
  'POST /api/v1/tasks/:id/reports': 'report',
  'PUT /api/v1/targets/:id/number': 'plan',
  'PUT /api/v1/targets/:id/allocations': 'plan',
  'POST /api/v1/plans/read': 'plan',
  'POST /api/v1/campaigns': 'plan',
}

const uploads = new Set(['POST /api/v1/plans/read'])

const sensitive = new Set([
  'GET /api/v1/campaigns/:id/board.xlsx',
  'GET /api/v1/campaigns/:id/tasks.xlsx',
  'GET /api/v1/imports/:id/problems.csv',
  'GET /api/v1/people',
  'GET /api/v1/audit',
])

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a method changes nothing. */
export const isReading = (method: string): boolean => reading.has(method)

/** A route with what it needs. */
export interface RouteOf {
  readonly method: string
  readonly url: string
  readonly config?: {
    readonly right?: Right | 'open'
    readonly upload?: boolean
    readonly sensitive?: boolean
  }
}

/** Routes of the API are guarded; the others are the web application and what tells of the server's health. */
export const isApi = ({ url }: Pick<RouteOf, 'url'>): boolean => url.startsWith('/api/')

const keyOf = (route: RouteOf) => `${route.method === 'HEAD' ? 'GET' : route.method} ${route.url}`

/** The right a route needs; `closed` for a changing route that nobody has named a right for. */
export function rightOfRoute(route: RouteOf): Right | 'open' | 'closed' {
  return route.config?.right ?? rightsByRoute[keyOf(route)] ?? (isReading(route.method) ? 'read' : 'closed')
}

/** Whether a route takes a file. */
export const takesUpload = (route: RouteOf): boolean => route.config?.upload ?? uploads.has(keyOf(route))
/** Whether reading a route is noted in the audit trail. */
export const isSensitive = (route: RouteOf): boolean => route.config?.sensitive ?? sensitive.has(keyOf(route))

/** The route that a request came to; its address is empty where there is none. */
export const routeOf = (request: FastifyRequest): RouteOf => ({
  method: request.method,
  url: request.routeOptions.url ?? '',
  config: request.routeOptions.config,
})
