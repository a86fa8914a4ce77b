import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { App } from './context.ts'

const dist = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Serves the files of the web application; false where it is not built. */
export async function webApplication(app: App): Promise<boolean> {
  if (!existsSync(dist)) {
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('网页尚未构建,请运行 npm run build / the web application is not built\n'),
    )
    return false
  }
  await app.register(fastifyStatic, {
    root: dist,
    setHeaders(response, path) {
      // file names under assets/ carry a hash of their content
      const forever = path.includes('/assets/')
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return true
}
