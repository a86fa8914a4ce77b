import type { Bilingual } from '@qinglan/contract'

const statusOf = {
  'bad-input': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const

/** What kind of refusal it is; each has its HTTP status. */
export type ErrorCode = keyof typeof statusOf

/** A refusal that a person can act on: what is wrong, where, and what was expected, in both languages. */
export class QinglanError extends Error {
  readonly code: ErrorCode
  readonly bilingual: Bilingual
  readonly details: unknown

  constructor(code: ErrorCode, message: Bilingual, details?: unknown) {
    super(`${message.zh} / ${message.en}`)
    this.name = 'QinglanError'
    this.code = code
    this.bilingual = message
    this.details = details
  }

  get status(): number {
    return statusOf[this.code]
  }
}

/** The refusal of what does not exist (404). */
export const notFound = (zh: string, en: string): QinglanError => new QinglanError('not-found', { zh, en })
/** The refusal of what was sent (400). */
export const badInput = (zh: string, en: string, details?: unknown): QinglanError =>
  new QinglanError('bad-input', { zh, en }, details)
