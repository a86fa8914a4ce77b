import { Uplink, UpstreamChange, UpstreamState } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../../http/context.ts'
import { sendAgain } from './upstream-queue.ts'
import { listUplinks } from './uplinks.ts'
import { listUpstreams, removeUpstream, requireUpstream, saveUpstream } from './upstreams.ts'

const States = Type.Array(UpstreamState)
const ById = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })

/** Forwarding to upper platforms: which, and how much waits. */
export const upstreamRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/upstreams',
    { schema: { summary: '上级平台 Upper platforms', response: { 200: States } } },
    (request) => context.inRequest(request, listUpstreams),
  )
  app.get(
    '/upstreams/:id/devices',
    {
      schema: {
        summary: '各设备的上传情况 Devices forwarded to a platform',
        params: ById,
        response: { 200: Type.Array(Uplink) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        await requireUpstream(trx, request.params.id)
        return listUplinks(trx, request.params.id, Date.now())
      }),
  )
  app.post(
    '/upstreams',
    {
      schema: {
        summary: '新增上级平台 Add an upper platform',
        body: UpstreamChange,
        response: { 200: States },
      },
      config: { right: 'import' },
    },
    (request) => context.inRequest(request, (trx) => saveUpstream(trx, null, request.body)),
  )
  app.put(
    '/upstreams/:id',
    {
      schema: {
        summary: '修改上级平台 Change an upper platform',
        params: ById,
        body: UpstreamChange,
        response: { 200: States },
      },
      config: { right: 'import' },
    },
    (request) => context.inRequest(request, (trx) => saveUpstream(trx, request.params.id, request.body)),
  )
  app.delete(
    '/upstreams/:id',
    {
      schema: { summary: '删除上级平台 Remove an upper platform', params: ById, response: { 200: States } },
      config: { right: 'import' },
    },
    (request) => context.inRequest(request, (trx) => removeUpstream(trx, request.params.id)),
  )
  app.post(
    '/upstreams/:id/send-again',
    {
      schema: { summary: '重新上传 Send again what was set aside', params: ById, response: { 200: States } },
      config: { right: 'import' },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        await requireUpstream(trx, request.params.id)
        await sendAgain(trx, request.params.id)
        return listUpstreams(trx)
      }),
  )
}
