import { DeviceReport, Mn } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { deviceByMn } from '../gateway/devices.ts'
import { listReports } from './list-reports.ts'
import { reportsXlsx } from './reports-xlsx.ts'

const ByMn = Type.Object({ mn: Mn })
const Lang = Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) })
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mostShown = 500
const mostExported = 50_000

/** What loggers tell beside measurements: alarms, logs, states and parameters of instruments. */
export const reportRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/devices/:mn/reports',
    {
      schema: {
        summary: '数采仪上报的报警与现场机信息 What a data logger reported',
        params: ByMn,
        response: { 200: Type.Array(DeviceReport) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { mn } = await deviceByMn(trx, request.params.mn, Date.now())
        return listReports(trx, mn, mostShown)
      }),
  )

  app.get(
    '/devices/:mn/reports.xlsx',
    {
      schema: {
        summary: '导出现场机信息 Export what a data logger reported',
        params: ByMn,
        querystring: Lang,
      },
      config: { sensitive: true },
    },
    async (request, reply) => {
      const rows = await context.inRequest(request, async (trx) => {
        const { mn } = await deviceByMn(trx, request.params.mn, Date.now())
        return listReports(trx, mn, mostExported)
      })
      const book = await reportsXlsx(rows, request.query.lang ?? 'zh')
      reply.type(xlsxType).header('content-disposition', 'attachment; filename="device-reports.xlsx"')
      return reply.send(Buffer.from(book))
    },
  )
}
