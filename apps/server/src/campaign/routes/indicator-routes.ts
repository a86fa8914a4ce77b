import { IndicatorEntry } from '@qinglan/contract'
import Type from 'typebox'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { indicatorCatalogue } from '../indicators/catalogue.ts'

/** The indicators that targets can be bound to. */
export const indicatorRoutes =
  (indicators: readonly Indicator[]): RoomRoutes =>
  (app, context) => {
    app.get(
      '/indicators',
      {
        schema: {
          summary: '指标目录 Indicators that targets can be bound to',
          response: { 200: Type.Array(IndicatorEntry) },
        },
      },
      (request) => context.inRequest(request, (trx) => indicatorCatalogue(trx, indicators)),
    )
  }
