import { CivilDate, ListBatch } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { listDifference, publishedText, publishList } from '../lists/publish-list.ts'

const tags = ['register']

/** Published lists: their batches, how two days differ, the next batch. */
export const listRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/lists',
    { schema: { tags, summary: '已公布名录 Published lists', response: { 200: Type.Array(ListBatch) } } },
    (request) =>
      context.inRequest(request, async (trx) => {
        const batches = await trx
          .selectFrom('list_batches')
          .selectAll()
          .orderBy('list')
          .orderBy('batch')
          .execute()
        return batches.map((b) => ({
          list: b.list,
          batch: b.batch,
          title: b.title,
          publishedOn: b.published_on,
          sha256: b.sha256,
          entries: b.snapshot.length,
        }))
      }),
  )

  app.get(
    '/lists/:list/batches/:batch/snapshot.json',
    {
      schema: {
        tags,
        summary: '批次快照 The snapshot of a batch, the very text that was hashed',
        params: Type.Object({ list: Type.String(), batch: Type.Integer() }),
      },
    },
    async (request, reply) => {
      const { list, batch } = request.params
      const text = await context.inRequest(request, (trx) => publishedText(trx, list, batch))
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${list}-${batch}.json"`)
        .send(text)
    },
  )

  app.get(
    '/lists/:list/difference',
    {
      schema: {
        tags,
        summary: '两日之间的增减 Difference between two days',
        params: Type.Object({ list: Type.String() }),
        querystring: Type.Object({ from: CivilDate, to: CivilDate }),
        response: {
          200: Type.Object({ entered: Type.Array(Type.String()), left: Type.Array(Type.String()) }),
        },
      },
    },
    (request) =>
      context.inRequest(request, (trx) =>
        listDifference(trx, request.params.list, request.query.from, request.query.to),
      ),
  )

  app.post(
    '/lists/:list/batches',
    {
      schema: {
        tags,
        summary: '公布新批次 Publish a batch',
        params: Type.Object({ list: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }) }),
        body: Type.Object({
          title: Type.String({ minLength: 1, maxLength: 200 }),
          publishedOn: CivilDate,
          entityIds: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1 }),
          publicFacts: Type.Array(Type.String()),
          reason: Type.String({ default: '' }),
        }),
        response: { 200: Type.Object({ batch: Type.Integer(), sha256: Type.String() }) },
      },
      config: { right: 'publish' },
    },
    (request) =>
      context.inRequest(request, (trx) =>
        publishList(trx, { list: request.params.list, ...request.body }, principalOf(request).login),
      ),
  )
}
