import { DaysToAssess, DeviceUnit, Mn, UnitChange } from '@qinglan/contract'
import { civilDateOf } from '@qinglan/periods'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { announce } from '../../live/live-hub.ts'
import { deviceByMn } from '../gateway/devices.ts'
import { deviceUnits, sayUnit } from './device-units.ts'
import { assessAnew, daysToAssess } from './assess-anew.ts'

const Units = Type.Array(DeviceUnit)
const ByMn = Type.Object({ mn: Mn })
const ByFactor = Type.Object({ mn: Mn, factor: Type.String({ pattern: '^[A-Za-z0-9-]{1,20}$' }) })

/** In which units data loggers send their factors, and who said so. */
export const unitRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/devices/:mn/units',
    {
      schema: {
        summary: '数采仪各因子的单位 Units of a data logger',
        params: ByMn,
        response: { 200: Units },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const device = await deviceByMn(trx, request.params.mn, Date.now())
        return deviceUnits(trx, Number(device.siteId))
      }),
  )

  app.get(
    '/devices/:mn/days-to-assess',
    {
      schema: {
        summary: '待重新评价的历史数据 Former days that are being assessed anew',
        params: ByMn,
        response: { 200: DaysToAssess },
      },
    },
    async (request) => {
      const device = await context.inRequest(request, (trx) => deviceByMn(trx, request.params.mn, Date.now()))
      return daysToAssess(context.db, Number(device.siteId), civilDateOf(Date.now()))
    },
  )

  app.put(
    '/devices/:mn/units/:factor',
    {
      schema: {
        summary: '指定因子的单位 Say the unit of a factor',
        params: ByFactor,
        body: UnitChange,
        response: { 200: Units },
      },
      config: { right: 'import' },
    },
    async (request) => {
      const { mn, factor } = request.params
      const [siteId, units] = await context.inRequest(request, async (trx) => {
        const device = await deviceByMn(trx, mn, Date.now())
        const id = Number(device.siteId)
        await sayUnit(trx, id, factor, request.body.unit, principalOf(request).login)
        return [id, await deviceUnits(trx, id)] as const
      })
      await assessAnew(context.db, [siteId])
      const now = new Date().toISOString()
      await announce(context.db, { type: 'observations', siteIds: [String(siteId)], from: now, to: now })
      return units
    },
  )
}
