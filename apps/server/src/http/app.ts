import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import type { App, AppContext } from './context.ts'
import { identityPlugin } from '../identity/http/identity-plugin.ts'
import { operationsRoutes } from './operations.ts'
import { answerErrors } from './request-errors.ts'
import { rooms } from './rooms.ts'
import { validateRequests } from './validation.ts'
import { webApplication } from './web-application.ts'

/** Uploads may be large: a year of hourly values of a whole province. Bodies of JSON stay small. */
const uploadBytes = 2 * 1024 ** 3

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
    forceCloseConnections: true,
    trustProxy: context.config.access?.trustedProxies.length
      ? [...context.config.access.trustedProxies]
      : false,
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.setValidatorCompiler(validateRequests)
  answerErrors(app)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  await app.register(identityPlugin, { context })
  await app.register(multipart, { limits: { fileSize: uploadBytes, files: 1, fields: 20 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '清蓝 Qinglan API', version: '1', description: '污染防治攻坚战:计划、数据、评价、看板' },
    },
  })
  await app.register(swaggerUi, { routePrefix: '/api/v1/docs', staticCSP: true })
  operationsRoutes(app, context)
  await app.register(
    async (api) => {
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
      for (const routes of rooms) await routes(api, context)
    },
    { prefix: '/api/v1' },
  )
  await webApplication(app)
  return app
}
