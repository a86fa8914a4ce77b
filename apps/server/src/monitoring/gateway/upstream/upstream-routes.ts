import { Uplink, UpstreamChange, UpstreamState } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../../http/context.ts'
import { sendAgain } from './upstream-queue.ts'
import { listUplinks } from './uplinks.ts'
import { listUpstreams, removeUpstream, requireUpstream, saveUpstream } from './upstreams.ts'

const States = Type.Array(UpstreamState)
const ById = Type.Object({ id: Type.Integer() })

/** Forwarding to upper platforms: which, and how much waits. */
export const upstreamRoutes: RoomRoutes = (app, context) => {
  app.get('/upstreams', { schema: { response: { 200: States } } }, (request) =>
    context.inRequest(request, listUpstreams),
  )
  app.get(
    '/upstreams/:id/devices',
    { schema: { params: ById, response: { 200: Type.Array(Uplink) } } },
    (request) =>
      context.inRequest(request, async (trx) => {
        await requireUpstream(trx, request.params.id)
        return listUplinks(trx, request.params.id, Date.now())
      }),
  )
  app.post(
    '/upstreams',
    { schema: { body: UpstreamChange, response: { 200: States } }, config: { right: 'import' } },
    (request) => context.inRequest(request, (trx) => saveUpstream(trx, null, request.body)),
  )
  app.put(
    '/upstreams/:id',
    {
      schema: { params: ById, body: UpstreamChange, response: { 200: States } },
      config: { right: 'import' },
    },
    (request) => context.inRequest(request, (trx) => saveUpstream(trx, request.params.id, request.body)),
  )
  app.delete(
    '/upstreams/:id',
    { schema: { params: ById, response: { 200: States } }, config: { right: 'import' } },
    (request) => context.inRequest(request, (trx) => removeUpstream(trx, request.params.id)),
  )
  app.post(
    '/upstreams/:id/send-again',
    { schema: { params: ById, response: { 200: States } }, config: { right: 'import' } },
    (request) =>
      context.inRequest(request, async (trx) => {
        await requireUpstream(trx, request.params.id)
        await sendAgain(trx, request.params.id)
        return listUpstreams(trx)
      }),
  )
}
