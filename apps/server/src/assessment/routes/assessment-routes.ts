import { AqiCalendar, CivilDate, SectionRow } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { aqiCalendar } from '../air/aqi-calendar.ts'
import { lastWaterDay, listSections } from '../water/list-sections.ts'

const ById = Type.Object({ id: Type.String() })
const OfYear = Type.Object({
  year: Type.Integer({ minimum: 1970, maximum: 2100 }),
  at: Type.Optional(CivilDate),
})
const Asked = Type.Object({ at: Type.Optional(CivilDate), level: Type.Optional(Type.String()) })

/** What the measurements mean: indices by day, classes of sections. */
export const assessmentRoutes: RoomRoutes = (app, context) => {
  for (const kind of ['site', 'region'] as const) {
    app.get(
      `/${kind}s/:id/aqi-calendar`,
      {
        schema: {
          summary: '空气质量日历 Daily indices of a year',
          params: ById,
          querystring: OfYear,
          response: { 200: AqiCalendar },
        },
      },
      (request) =>
        context.inRequest(request, (trx) => aqiCalendar(trx, kind, request.params.id, request.query)),
    )
  }

  app.get(
    '/sections',
    {
      schema: {
        summary: '断面水质 Sections and their classes',
        querystring: Asked,
        response: { 200: Type.Array(SectionRow) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const at = request.query.at ?? (await lastWaterDay(trx))
        return at === undefined ? [] : listSections(trx, { at, level: request.query.level })
      }),
  )
}
