import { QualityRow } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { monthQuality } from './month-quality.ts'
import { qualityXlsx } from './quality-xlsx.ts'

const Asked = Type.Object({
  month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
  lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
})
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** How much of a month's data came, and how much of it counts. */
export const qualityRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/data-quality',
    { schema: { querystring: Asked, response: { 200: Type.Array(QualityRow) } } },
    (request) => context.inRequest(request, (trx) => monthQuality(trx, request.query.month, Date.now())),
  )

  app.get(
    '/data-quality.xlsx',
    { schema: { querystring: Asked }, config: { sensitive: true } },
    async (request, reply) => {
      const { month, lang = 'zh' } = request.query
      const rows = await context.inRequest(request, (trx) => monthQuality(trx, month, Date.now()))
      reply.type(xlsxType).header('content-disposition', `attachment; filename="data-quality-${month}.xlsx"`)
      return reply.send(Buffer.from(await qualityXlsx(rows, lang)))
    },
  )
}
