import { UpstreamChange, UpstreamState } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../../http/context.ts'
import { listUpstreams, saveUpstream } from './upstreams.ts'

const States = Type.Array(UpstreamState)

/** Forwarding to upper platforms: which, and how much waits. */
export const upstreamRoutes: RoomRoutes = (app, context) => {
  app.get('/upstreams', { schema: { response: { 200: States } } }, (request) =>
    context.inRequest(request, listUpstreams),
  )
  app.post(
    '/upstreams',
    { schema: { body: UpstreamChange, response: { 200: States } }, config: { right: 'import' } },
    (request) => context.inRequest(request, (trx) => saveUpstream(trx, null, request.body)),
  )
  app.put(
    '/upstreams/:id',
    {
      schema: {
        params: Type.Object({ id: Type.Integer() }),
        body: UpstreamChange,
        response: { 200: States },
      },
      config: { right: 'import' },
    },
    (request) => context.inRequest(request, (trx) => saveUpstream(trx, request.params.id, request.body)),
  )
}
