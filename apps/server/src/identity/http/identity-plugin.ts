import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyPlugin from 'fastify-plugin'
import { QinglanError } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import { guard } from './guard.ts'
import { identityServices } from './identity-services.ts'
import { isApi, routeOf } from './route-rights.ts'

/** The status that logs of web servers give to a request whose client has gone. */
const clientGone = 499

/**
 * Who asks, and may they: cookies, headers that browsers obey, rate limits, and the guard before every route of the API. Register
 * it before any route.
 */
export const identityPlugin = fastifyPlugin<{ context: AppContext }>(
  async (app, { context }) => {
    const identity = identityServices(context)
    app.decorate('identity', identity)
    app.decorateRequest('principal', undefined)
    app.addHook('onRoute', ({ method, url, config = {} }) => {
      if (!isApi({ url })) return
      for (const verb of [method].flat()) identity.routes.push({ method: verb, url, config })
    })
    // who hung up before being heard has no address: the rate limit cannot count it, and there is nobody to answer
    app.addHook('onRequest', (request, reply, done) => {
      if (request.raw.socket.remoteAddress === undefined) reply.code(clientGone).send()
      else done()
    })
    app.removeContentTypeParser('text/plain') // a page of another site may send it without asking first
    await app.register(cookie)
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"], // the component library writes its styles into the page
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'", 'data:'],
          workerSrc: ["'self'", 'blob:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // told only where the server is reached by https: elsewhere it would lock a browser out
      strictTransportSecurity:
        identity.settings.publicUrl?.protocol === 'https:' ? { maxAge: 31_536_000 } : false,
      crossOriginOpenerPolicy:
        identity.settings.publicUrl?.protocol === 'https:' ? { policy: 'same-origin' } : false,
      originAgentCluster: false,
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'same-origin' },
    })
    await app.register(rateLimit, {
      max: identity.settings.requestsPerMinute,
      timeWindow: 60_000,
      allowList: (request) => !isApi(routeOf(request)),
      errorResponseBuilder: (_request, { ttl }) =>
        new QinglanError(
          'too-many',
          {
            zh: `请求过于频繁,请 ${Math.ceil(ttl / 1000)} 秒后再试`,
            en: `Too many requests; try again in ${Math.ceil(ttl / 1000)} s`,
          },
          { retryAfterSeconds: Math.ceil(ttl / 1000) },
        ),
    })
    guard(app, context)
  },
  { name: 'qinglan-identity' },
)
