import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccessSettings } from '../../access-settings.ts'

const isSecure = (settings: AccessSettings) => settings.publicUrl?.protocol === 'https:'

/** `__Host-` binds a cookie to this very host over https; browsers refuse it over plain http. */
const nameOf = (settings: AccessSettings) => (isSecure(settings) ? '__Host-qinglan' : 'qinglan')

const flags = (settings: AccessSettings): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  secure: isSecure(settings),
  sameSite: 'strict',
})

/** The token of the session that the browser sent. */
export const sessionCookie = (settings: AccessSettings, request: FastifyRequest): string | undefined =>
  request.cookies[nameOf(settings)]

/** A cookie of the browser's session: it ends with the browser, and on the server by its own times. */
export function setSessionCookie(settings: AccessSettings, reply: FastifyReply, token: string): void {
  void reply.setCookie(nameOf(settings), token, flags(settings))
}

/** Takes the cookie of the session from the browser. */
export function clearSessionCookie(settings: AccessSettings, reply: FastifyReply): void {
  void reply.clearCookie(nameOf(settings), flags(settings))
}
