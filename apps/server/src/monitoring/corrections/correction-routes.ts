import { Correction, CorrectionInput } from '@qinglan/contract'
import Type from 'typebox'
import { QinglanError } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { applyCorrections } from './apply-corrections.ts'
import { listCorrections, noteCorrection } from './corrections.ts'

const ById = Type.Object({ id: Type.String() })
const Corrections = Type.Array(Correction)

/** Values that persons changed, with what stood there before: one row for every level, so that all see the same. */
export const correctionRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/sites/:id/corrections',
    {
      schema: { summary: '数据修正记录 Corrections of a site', params: ById, response: { 200: Corrections } },
    },
    (request) => context.inRequest(request, (trx) => listCorrections(trx, request.params.id)),
  )

  app.post(
    '/sites/:id/corrections',
    {
      schema: {
        summary: '修正数据 Correct a value',
        params: ById,
        body: CorrectionInput,
        response: { 200: Corrections },
      },
      // park and county correct what is theirs as engineers do: the table's policy says whose
      config: { right: 'read' },
    },
    async (request) => {
      const { kind, login } = principalOf(request)
      if (kind !== 'session') {
        throw new QinglanError('forbidden', {
          zh: '数据须由本人登录后修正',
          en: 'values are corrected by a person who is signed in',
        })
      }
      const { id } = request.params
      const siteId = await context.inRequest(request, (trx) => noteCorrection(trx, id, request.body, login))
      await context.db
        .transaction()
        .execute((trx) => applyCorrections(trx, siteId, Date.parse(request.body.at)))
      return context.inRequest(request, (trx) => listCorrections(trx, id))
    },
  )
}
