import { CivilDate, Resolution, Site, SiteKind, SiteSeries } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { listSites } from '../sites/list-sites.ts'
import { siteSeries } from '../sites/site-series.ts'

const ById = Type.Object({ id: Type.String() })
const Filter = Type.Object({
  kind: Type.Optional(SiteKind),
  regionId: Type.Optional(Type.String()),
  at: Type.Optional(CivilDate),
})
const Asked = Type.Object({
  factor: Type.String({ description: 'as in the latest values of a site: PM2.5, O3/rolling-8h, NH3N' }),
  resolution: Resolution,
  from: CivilDate,
  to: CivilDate,
})

/** Where is measured, and what. */
export const siteRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/sites',
    { schema: { summary: '监测点位 Sites', querystring: Filter, response: { 200: Type.Array(Site) } } },
    (request) => context.inRequest(request, (trx) => listSites(trx, request.query)),
  )

  app.get(
    '/sites/:id/series',
    {
      schema: {
        summary: '监测数据序列 A series of a site',
        params: ById,
        querystring: Asked,
        response: { 200: SiteSeries },
      },
    },
    (request) => context.inRequest(request, (trx) => siteSeries(trx, request.params.id, request.query)),
  )
}
