import type { ErrorReply } from '@qinglan/contract'
import type { FastifyError } from 'fastify'
import { QinglanError } from '../errors.ts'
import type { App } from './context.ts'

type Refusal = Omit<ErrorReply['error'], 'requestId'> & { status: number }

/** PostgreSQL's words for a value that fits no column: not the text of its type, out of range, no character, too deep. */
const unholdable = new Set(['22P02', '22P05', '22021', '22003', '22007', '22008', '54001'])

function refusalOf(error: unknown): Refusal {
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
  if (known.validation) {
    const message = {
      zh: `请求不合要求:${known.message ?? ''}`,
      en: `The request does not fit: ${known.message ?? ''}`,
    }
    return { status: 400, code: 'bad-input', message, details: known.validation }
  }
  if (typeof known.statusCode === 'number' && known.statusCode >= 400 && known.statusCode < 500) {
    const text = known.message ?? 'refused'
    return {
      status: known.statusCode,
      code: known.code ?? 'refused',
      message: { zh: `请求被拒绝:${text}`, en: text },
    }
  }
  return {
    status: 500,
    code: 'internal',
    message: { zh: '服务器内部错误,请凭请求编号联系管理员', en: 'Internal error; quote the request id' },
  }
}

/** The one place where errors become replies: the cause is logged with the request id, never sent. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, ...refusal } = refusalOf(error)
    if (status >= 500) request.log.error({ err: error }, 'request failed')
    const body: ErrorReply = { error: { ...refusal, requestId: request.id } }
    return reply.status(status).send(body)
  })
}
