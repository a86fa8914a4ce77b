import {
  AllocationInput,
  CivilDate,
  NewNumber,
  NewReport,
  Report,
  TargetAllocations,
  TargetDetail,
} from '@qinglan/contract'
import Type from 'typebox'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { allocationsOf, setAllocations } from '../allocations/allocations.ts'
import { enterNumber } from '../targets/numbers.ts'
import { addReport } from '../targets/reports.ts'
import { targetDetail } from '../targets/target-detail.ts'

const ById = Type.Object({ id: Type.String({ description: 'campaign/code, URL-encoded' }) })

/** One target: detail, reports by hand, its number, its breakdown. */
export const targetRoutes =
  (indicators: readonly Indicator[]): RoomRoutes =>
  (app, context) => {
    const AsOf = Type.Object({ at: Type.Optional(CivilDate) })

    app.get(
      '/targets/:id',
      {
        schema: {
          summary: '目标详情 A target',
          params: ById,
          querystring: AsOf,
          response: { 200: TargetDetail },
        },
      },
      (request) =>
        context.inRequest(request, (trx) =>
          targetDetail(trx, indicators, { targetId: request.params.id, at: request.query.at }),
        ),
    )

    app.post(
      '/targets/:id/reports',
      {
        schema: {
          summary: '上报目标进展 Report on a target',
          params: ById,
          body: NewReport,
          response: { 201: Report },
        },
      },
      async (request, reply) => {
        const { login } = principalOf(request)
        const report = await context.inRequest(request, (trx) =>
          addReport(trx, request.params.id, request.body, login),
        )
        return reply.status(201).send(report)
      },
    )

    app.put(
      '/targets/:id/number',
      {
        schema: {
          summary: '录入下达的目标值 Enter a delegated number',
          params: ById,
          body: NewNumber,
          response: { 200: TargetDetail },
        },
      },
      (request) =>
        context.inRequest(request, async (trx) => {
          await enterNumber(trx, request.params.id, {
            ...request.body,
            enteredBy: principalOf(request).login,
          })
          return targetDetail(trx, indicators, { targetId: request.params.id })
        }),
    )

    app.get(
      '/targets/:id/allocations',
      {
        schema: {
          summary: '目标分解 The breakdown of a target',
          params: ById,
          response: { 200: TargetAllocations },
        },
      },
      (request) => context.inRequest(request, (trx) => allocationsOf(trx, request.params.id)),
    )

    app.put(
      '/targets/:id/allocations',
      {
        schema: {
          summary: '修改目标分解 Change the breakdown of a target',
          params: ById,
          body: AllocationInput,
          response: { 200: TargetAllocations },
        },
      },
      (request) => context.inRequest(request, (trx) => setAllocations(trx, request.params.id, request.body)),
    )
  }
