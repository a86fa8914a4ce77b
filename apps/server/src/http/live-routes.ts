import type { LiveEvent } from '@qinglan/contract'
import Type from 'typebox'
import { QinglanError } from '../errors.ts'
import type { App, AppContext } from './context.ts'
import { principalOf } from '../identity/http/identity-services.ts'
import { stillAsks } from '../identity/http/who-asks.ts'
import type { Principal } from '../identity/principal.ts'
import { eventFilter } from './visible-event.ts'

/** Also how long a session that ran out may still listen, should no announcement of it come. */
const keepAliveMs = 10_000
/** Events that wait for a reader; one who falls further behind connects again and refreshes. */
const mostWaiting = 500
const mostBytesWaiting = 1_000_000
/** Open streams of one session, token or visitor's address: a person's windows, and then some. */
const mostStreams = 30

const listenerOf = (principal: Principal, address: string) => principal.id ?? `visitor ${address}`

/** Server-sent events: what changed among what the listener may see, so that an open page asks again. */
export function liveRoutes(app: App, context: AppContext): void {
  const visible = eventFilter((principal, work) => context.asPrincipal(principal, work))
  const open = new Map<string, number>()
  const endings = new Set<() => void>()
  app.addHook('preClose', (done) => {
    for (const end of endings) end()
    done()
  })

  app.get(
    '/events',
    {
      schema: {
        summary: '实时事件 Live events',
        response: {
          200: {
            description: '事件流,每条一个 LiveEvent A stream of LiveEvent',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
        },
      },
    },
    (request, reply) => {
      const principal = principalOf(request)
      const listener = listenerOf(principal, request.ip)
      const streams = open.get(listener) ?? 0
      if (streams >= mostStreams) {
        throw new QinglanError('too-many', { zh: '打开的页面过多', en: 'Too many pages are open' })
      }
      open.set(listener, streams + 1)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      })
      raw.write(': open\n\n')

      let waiting = 0
      let order = Promise.resolve()
      const write = (text: string) => {
        if (raw.writableLength > mostBytesWaiting) raw.destroy()
        else if (!raw.writableEnded) raw.write(text)
      }
      const end = () => raw.end()
      const tell = async (event: LiveEvent) => {
        const seen = await visible(principal, event)
        if (seen) write(`data: ${JSON.stringify(seen)}\n\n`)
      }
      const take = (event: LiveEvent) => {
        if (waiting >= mostWaiting) return void raw.destroy()
        waiting += 1
        order = order
          .then(() => tell(event))
          .catch(() => void end())
          .finally(() => {
            waiting -= 1
          })
      }
      const recheck = () => {
        stillAsks(app.identity, request).then((still) => still || end(), end)
      }
      const stops = [
        context.live.listen(take),
        context.live.onAccessChange((personId) => {
          if (personId === null || personId === principal.personId) recheck()
        }),
      ]
      const keepAlive = setInterval(() => {
        write(': \n\n')
        recheck()
      }, keepAliveMs)
      endings.add(end)
      raw.on('close', () => {
        for (const stop of stops) stop()
        clearInterval(keepAlive)
        endings.delete(end)
        const left = (open.get(listener) ?? 1) - 1
        if (left > 0) open.set(listener, left)
        else open.delete(listener)
      })
    },
  )
}
