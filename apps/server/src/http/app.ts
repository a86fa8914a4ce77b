import { randomUUID } from 'node:crypto'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import Type from 'typebox'
import type { App, AppContext } from './context.ts'
import { apiDescription } from './describe-api.ts'
import { identityPlugin } from '../identity/http/identity-plugin.ts'
import { operationsRoutes } from './operations.ts'
import { answerError, answerErrors } from './request-errors.ts'
import { rooms } from './rooms.ts'
import { answerUnknownAddresses } from './unknown-addresses.ts'
import { takeUploads } from './upload.ts'
import { validateRequests } from './validation.ts'
import { webApplication } from './web-application.ts'

/** A year of a province over a slow line takes this long at most; a JSON body comes at once. */
const uploadMs = 3_600_000
const bodyMs = 20_000

/** Lets go of a sender who trickles a body that should come at once, so that connections cannot be held open for nothing. */
function endTrickles(app: App): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.headers['content-type']?.toLowerCase().startsWith('multipart/')) {
      const timer = setTimeout(() => {
        if (!request.raw.complete) request.raw.destroy()
      }, bodyMs)
      request.raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
    }
    done()
  })
}

/** Builds the HTTP application over a database; it does not listen yet. */
export async function buildApp(context: AppContext): Promise<App> {
  const app: App = Fastify({
    logger: {
      level: context.config.logLevel,
      stream: process.stderr,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 1024 ** 2,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerError,
    forceCloseConnections: true,
    requestTimeout: uploadMs,
    trustProxy: context.config.access?.trustedProxies.length
      ? [...context.config.access.trustedProxies]
      : false,
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.setValidatorCompiler(validateRequests)
  answerErrors(app)
  endTrickles(app)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  await app.register(identityPlugin, { context })
  await takeUploads(app, context.config.uploadMegabytes)
  await app.register(swagger, apiDescription)
  await app.register(swaggerUi, { routePrefix: '/api/v1/docs', staticCSP: true })
  operationsRoutes(app, context)
  await app.register(
    async (api) => {
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
      let room = ''
      // what an address does not have is refused, also where it has nothing
      api.addHook('onRoute', (route) => {
        route.schema = { tags: [room], querystring: Type.Object({}), ...route.schema }
      })
      for (const { name, routes } of rooms) {
        room = name
        await routes(api, context)
      }
    },
    { prefix: '/api/v1' },
  )
  answerUnknownAddresses(app, { hasPages: await webApplication(app) })
  return app
}
