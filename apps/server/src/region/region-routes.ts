import { Region } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../http/context.ts'
import './tables.ts'

/** The tree of regions, with their outlines when asked. */
export const regionRoutes: RoomRoutes = (app, context) => {
  const Asked = Type.Object({ geometry: Type.Boolean({ default: false }) })
  app.get(
    '/regions',
    {
      schema: {
        tags: ['regions'],
        summary: '行政区与园区 Regions and parks',
        querystring: Asked,
        response: { 200: Type.Array(Region) },
      },
    },
    async (request) => {
      const rows = await context.inRequest(request, (trx) =>
        trx.selectFrom('regions').selectAll().orderBy('sort').orderBy('id').execute(),
      )
      return rows.map((row) => ({
        id: row.id,
        parentId: row.parent_id,
        kind: row.kind,
        name: { zh: row.name_zh, en: row.name_en },
        ...(request.query.geometry && row.geometry ? { geometry: row.geometry } : {}),
      }))
    },
  )
}
