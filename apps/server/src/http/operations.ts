import { sql } from 'kysely'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { upstreamMetrics } from '../monitoring/gateway/upstream/upstream-metrics.ts'
import type { App, AppContext } from './context.ts'

/** /healthz (the process lives), /readyz (it can serve), /metrics (Prometheus text). */
export function operationsRoutes(app: App, context: AppContext): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'qinglan_http_request_seconds',
    help: 'Time from request to reply',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  const connections = new Gauge({
    name: 'qinglan_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'],
    registers: [],
    collect() {
      this.set({ state: 'total' }, context.pool.totalCount)
      this.set({ state: 'idle' }, context.pool.idleCount)
      this.set({ state: 'waiting' }, context.pool.waitingCount)
    },
  })
  registry.registerMetric(connections)
  upstreamMetrics(registry, context.db)
  const failures = new Counter({
    name: 'qinglan_http_failures_total',
    help: 'Replies with a status of 500 or more',
    registers: [registry],
  })

  app.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    }
    durations.observe(labels, reply.elapsedTime / 1000)
    if (reply.statusCode >= 500) failures.inc()
    done()
  })

  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(context.db)
      return { status: 'ready' }
    } catch {
      return reply.status(503).send({ status: 'database unavailable' })
    }
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
