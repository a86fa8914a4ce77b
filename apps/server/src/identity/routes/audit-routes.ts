import { AuditCheck, AuditEntry, Instant } from '@qinglan/contract'
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
        summary: '审计日志 The audit trail',
        querystring: Type.Object({
          actor: text,
          action: text,
          table: text,
          key: text,
          from: Type.Optional(Instant),
          to: Type.Optional(Instant),
          before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
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
    {
      schema: {
        summary: '审计日志的校验 Checks of the audit trail',
        response: { 200: Type.Array(AuditCheck) },
      },
      config: { right: 'audit' },
    },
    (request) => context.inRequest(request, (trx) => listAuditChecks(trx)),
  )
}
