import type { FastifyRequest } from 'fastify'
import { QinglanError } from '../../errors.ts'

/**
 * Refuses a changing request that another site's page sent with the visitor's cookie. Browsers name where a request comes from
 * in Origin or Sec-Fetch-Site; a cookie without either is refused too, for machines use tokens.
 */
export function demandSameOrigin(
  request: FastifyRequest,
  publicUrl: URL | undefined,
  hasCookie: boolean,
): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const own =
    origin === undefined
      ? site === undefined
        ? !hasCookie
        : site === 'same-origin' || site === 'none'
      : URL.canParse(origin) && (new URL(origin).host === request.host || origin === publicUrl?.origin)
  if (own) return
  throw new QinglanError('forbidden', {
    zh: '请求来自其他网站,已拒绝',
    en: 'The request comes from another site',
  })
}
