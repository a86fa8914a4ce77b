import type { LiveEvent } from '@qinglan/contract'
import type { App, AppContext } from '../http/context.ts'

const keepAliveMs = 20_000

/** Server-sent events: what changed, so that an open page asks again. */
export function liveRoutes(app: App, context: AppContext): void {
  app.get(
    '/events',
    { schema: { summary: '实时事件 Live events (text/event-stream)', tags: ['live'] } },
    (request, reply) => {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write(': open\n\n')
      const send = (event: LiveEvent) => {
        // a reader too slow for its events is dropped; the browser connects again and refreshes
        if (raw.writableLength > 1_000_000) raw.destroy()
        else raw.write(`data: ${JSON.stringify(event)}\n\n`)
      }
      const stop = context.live.listen(send)
      const keepAlive = setInterval(() => raw.write(': \n\n'), keepAliveMs)
      request.raw.on('close', () => {
        stop()
        clearInterval(keepAlive)
      })
      app.server.once('qinglan:closing', () => raw.end())
    },
  )
}
