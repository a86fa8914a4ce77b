import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { notFound, QinglanError } from '../../errors.ts'
import { originOf } from '../http/identity-services.ts'
import { setSessionCookie } from '../http/session-cookie.ts'
import type { Journey } from '../single-sign-on/single-sign-on.ts'
import { signInByProvider } from '../single-sign-on/sign-in-by-provider.ts'

const journeyCookie = 'qinglan_journey'
const journeySeconds = 600
const path = '/api/v1/session/single-sign-on'

/** What an identity provider says is its own affair. */
const FromProvider = Type.Object({}, { additionalProperties: true })

const Elsewhere = Type.Null({ description: '转到别处 Go elsewhere' })

const ended = () =>
  new QinglanError('not-signed-in', {
    zh: '单点登录未完成,请重新登录',
    en: 'Single sign-on did not complete; please sign in again',
  })

/** The way to the city's identity provider and back. */
export const singleSignOnRoutes: RoomRoutes = (app, context) => {
  const { settings, singleSignOn, box } = app.identity
  const secure = settings.publicUrl?.protocol === 'https:'
  // the return comes from another site, so this cookie cannot be strict; it carries nothing but the sealed journey
  const flags = { path, httpOnly: true, secure, sameSite: 'lax' } as const
  const rateLimit = { max: settings.signInsPerMinute, timeWindow: 60_000 }

  const clear = (reply: FastifyReply) => void reply.clearCookie(journeyCookie, flags)

  app.get(
    '/session/single-sign-on',
    {
      schema: { summary: '单点登录 Go to the identity provider', response: { 302: Elsewhere } },
      config: { right: 'open', rateLimit },
    },
    async (_request, reply) => {
      if (!singleSignOn) throw notFound('未设置单点登录', 'Single sign-on is not set up')
      const { address, journey } = await singleSignOn.start()
      const sealed = (await box()).seal(JSON.stringify(journey))
      void reply.setCookie(journeyCookie, sealed, { ...flags, maxAge: journeySeconds })
      return reply.redirect(address.href)
    },
  )

  app.get(
    '/session/single-sign-on/callback',
    {
      schema: {
        summary: '单点登录返回 Return from the identity provider',
        querystring: FromProvider,
        response: { 302: Elsewhere },
      },
      config: { right: 'open', rateLimit },
    },
    async (request, reply) => {
      if (!singleSignOn) throw notFound('未设置单点登录', 'Single sign-on is not set up')
      const sealed = request.cookies[journeyCookie]
      if (!sealed) throw ended()
      clear(reply)
      let name: string
      try {
        const journey = JSON.parse((await box()).open(sealed)) as Journey
        name = await singleSignOn.finish(new URL(request.url, 'http://localhost').search, journey)
      } catch (error) {
        request.log.warn({ err: error }, 'single sign-on refused')
        throw ended()
      }
      const { token } = await signInByProvider(context.accounts.db, settings, name, originOf(request))
      setSessionCookie(settings, reply, token)
      return reply.redirect('/')
    },
  )
}
