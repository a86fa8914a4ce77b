import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { App } from './context.ts'

const dist = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Serves the built web application; every path that is no file and no API is a page of it. */
export async function webApplication(app: App): Promise<void> {
  if (!existsSync(dist)) {
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('网页尚未构建,请运行 npm run build / the web application is not built\n'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: dist,
    setHeaders(response, path) {
      // file names under assets/ carry a hash of their content
      const forever = path.includes('/assets/')
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(?:api|assets)\//.test(request.url)
    if (isPage) return reply.sendFile('index.html')
    const message = { zh: '没有这个地址', en: 'No such address' }
    return reply.status(404).send({ error: { code: 'not-found', message, requestId: request.id } })
  })
}
