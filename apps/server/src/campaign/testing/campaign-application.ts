import multipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { QinglanError } from '../../errors.ts'
import type { App, AppContext } from '../../http/context.ts'
import { validateRequests } from '../../http/validation.ts'
import type { TestDatabase } from '../../testing/test-database.ts'
import { campaignRoutes } from '../routes.ts'

/** The room's routes alone, on a database of their own, asked by somebody of the office of a region. */
export async function campaignApplication({ db }: TestDatabase, regionId: string): Promise<App> {
  const app: App = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(validateRequests)
  app.decorateRequest('principal')
  app.addHook('onRequest', (request, _reply, done) => {
    request.principal = {
      kind: 'visitor',
      id: null,
      personId: null,
      login: 'office',
      unitId: null,
      regionId,
      roles: [],
      rights: [],
      duty: null,
    }
    done()
  })
  app.setErrorHandler((error, _request, reply) =>
    error instanceof QinglanError
      ? reply.status(error.status).send({ message: error.message })
      : reply.send(error),
  )
  await app.register(multipart)
  const inRequest: AppContext['inRequest'] = (_request, work) => db.transaction().execute(work)
  await campaignRoutes([])(app, { inRequest } as AppContext)
  return app
}
