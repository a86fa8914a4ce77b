import { AuditCheck, AuditEntry } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { listAuditChecks } from '../audit/audit-checks.ts'
import { searchAudit } from '../audit/audit-search.ts'

const text = Type.Optional(Type.String({ maxLength: 200 }))

/** The audit trail, for auditors. */
export const auditRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/audit',
    {
      schema: {
        querystring: Type.Object({
          actor: text,
          action: text,
          table: text,
          key: text,
          from: Type.Optional(Type.String({ format: 'date-time' })),
          to: Type.Optional(Type.String({ format: 'date-time' })),
          before: Type.Optional(Type.Integer({ minimum: 1 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
        }),
        response: { 200: Type.Array(AuditEntry) },
      },
      config: { right: 'audit' },
    },
    (request) => context.inRequest(request, (trx) => searchAudit(trx, request.query)),
  )

  app.get(
    '/audit/checks',
    { schema: { response: { 200: Type.Array(AuditCheck) } }, config: { right: 'audit' } },
    (request) => context.inRequest(request, (trx) => listAuditChecks(trx)),
  )
}
