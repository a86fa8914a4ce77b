import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { upstreamMetrics } from '../monitoring/gateway/upstream/upstream-metrics.ts'
import { notFound, QinglanError } from '../errors.ts'
import { auditMetrics } from '../identity/audit/audit-checks.ts'
import { tokenHash } from '../identity/tokens/secret-token.ts'
import type { App, AppContext } from './context.ts'

declare module 'fastify' {
  interface FastifyInstance {
    metrics(): Promise<{ readonly type: string; readonly text: string }>
  }
}

/** /healthz (the process lives), /readyz (it can serve), /metrics (Prometheus text, for who has its token). */
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
  auditMetrics(registry, context.accounts.db)
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
  const metrics = async () => ({ type: registry.contentType, text: await registry.metrics() })
  app.decorate('metrics', metrics)
  const token = context.config.access?.metricsToken
  // without a token there is no such address here: QINGLAN_METRICS_PORT opens a door of its own
  const wanted = token === undefined ? undefined : tokenHash(`Bearer ${token}`)
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!wanted) throw notFound('没有这个地址', 'No such address')
    const given = tokenHash(request.headers.authorization ?? '')
    if (!timingSafeEqual(given, wanted)) {
      throw new QinglanError('not-signed-in', { zh: '须出示指标令牌', en: 'The token of metrics is needed' })
    }
    const { type, text } = await metrics()
    return reply.type(type).send(text)
  })
}
