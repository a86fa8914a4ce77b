import type { ErrorReply } from '@qinglan/contract'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { QinglanError } from '../errors.ts'
import type { App } from './context.ts'
import { frameworkRefusal, type Refusal } from './refusals.ts'

/** PostgreSQL's words for a value that fits no column: not the text of its type, out of range, no character, too deep. */
const unholdable = new Set(['22P02', '22P05', '22021', '22003', '22007', '22008', '54001'])

function refusalOf(error: unknown): Refusal & { details?: unknown } {
  if (error instanceof QinglanError) {
    const details = error.details === undefined ? {} : { details: error.details }
    return { status: error.status, code: error.code, message: error.bilingual, ...details }
  }
  const known = error as Partial<FastifyError>
  // row-level security refused what the route let pass
  if (known.code === '42501') {
    const message = { zh: '超出您的权限范围', en: 'Outside of what you may change' }
    return { status: 403, code: 'forbidden', message }
  }
  if (known.code !== undefined && unholdable.has(known.code)) {
    const message = { zh: '请求中有无法接受的值', en: 'The request holds a value that cannot be taken' }
    return { status: 400, code: 'bad-input', message }
  }
  return (
    frameworkRefusal(known) ?? {
      status: 500,
      code: 'internal',
      message: { zh: '服务器内部错误,请凭请求编号联系管理员', en: 'Internal error; quote the request id' },
    }
  )
}

/** The one place where errors become replies: the cause is logged with the request id, never sent. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, ...refusal } = refusalOf(error)
  if (status >= 500) request.log.error({ err: error }, 'request failed')
  const body: ErrorReply = { error: { ...refusal, requestId: request.id } }
  return reply.status(status).send(body)
}

/** Answers every error of the application by `answerError`. */
export function answerErrors(app: App): void {
  app.setErrorHandler(answerError)
}
