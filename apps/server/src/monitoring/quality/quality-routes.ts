import {
  CivilMonth,
  DayCompliance,
  InletChange,
  QualityRow,
  SiteStop,
  SiteStopInput,
} from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { inletChange } from './inlet-change.ts'
import { monthQuality } from './month-quality.ts'
import { qualityXlsx } from './quality-xlsx.ts'
import { addStop, listStops, removeStop } from './stops.ts'
import { yearCompliance } from './year-compliance.ts'

const Asked = Type.Object({
  month: CivilMonth,
  lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
})
const OfYear = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) })
const ById = Type.Object({ id: Type.String() })
const StopById = Type.Object({ id: Type.String(), stop: Type.String({ format: 'uuid' }) })
const Stops = Type.Array(SiteStop)
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** How much of a month's data came, and how much of it counts. */
export const qualityRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/data-quality',
    {
      schema: {
        summary: '数据传输率与有效率 Data quality of a month',
        querystring: Asked,
        response: { 200: Type.Array(QualityRow) },
      },
    },
    (request) => context.inRequest(request, (trx) => monthQuality(trx, request.query.month, Date.now())),
  )

  app.get(
    '/data-quality.xlsx',
    {
      schema: { summary: '导出数据质量 Export data quality', querystring: Asked },
      config: { sensitive: true },
    },
    async (request, reply) => {
      const { month, lang = 'zh' } = request.query
      const rows = await context.inRequest(request, (trx) => monthQuality(trx, month, Date.now()))
      reply.type(xlsxType).header('content-disposition', `attachment; filename="data-quality-${month}.xlsx"`)
      return reply.send(Buffer.from(await qualityXlsx(rows, lang)))
    },
  )

  app.get(
    '/day-compliance',
    {
      schema: {
        summary: '达标天数 Days of compliance in a year',
        querystring: OfYear,
        response: { 200: Type.Array(DayCompliance) },
      },
    },
    (request) => context.inRequest(request, (trx) => yearCompliance(trx, request.query.year, Date.now())),
  )

  app.get(
    '/inlet-change',
    {
      schema: {
        summary: '进水浓度变化 Change of inlet concentrations',
        querystring: OfYear,
        response: { 200: Type.Array(InletChange) },
      },
    },
    (request) => context.inRequest(request, (trx) => inletChange(trx, request.query.year, Date.now())),
  )

  app.get(
    '/sites/:id/stops',
    { schema: { summary: '停产时段 Stops of a source', params: ById, response: { 200: Stops } } },
    (request) => context.inRequest(request, (trx) => listStops(trx, request.params.id)),
  )

  app.post(
    '/sites/:id/stops',
    // county staff declare for theirs as engineers do: the table's policy says whose
    {
      schema: {
        summary: '申报停产 Declare a stop',
        params: ById,
        body: SiteStopInput,
        response: { 200: Stops },
      },
      config: { right: 'read' },
    },
    (request) => {
      const { login } = principalOf(request)
      return context.inRequest(request, (trx) => addStop(trx, request.params.id, request.body, login))
    },
  )

  app.delete(
    '/sites/:id/stops/:stop',
    {
      schema: { summary: '撤回停产申报 Withdraw a stop', params: StopById, response: { 200: Stops } },
      config: { right: 'read' },
    },
    (request) => context.inRequest(request, (trx) => removeStop(trx, request.params.id, request.params.stop)),
  )
}
