import { Login, SessionRow, WhoAmI } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { QinglanError } from '../../errors.ts'
import { writeAuditNote } from '../audit/audit-note.ts'
import { originOf, principalOf } from '../http/identity-services.ts'
import { clearSessionCookie, setSessionCookie } from '../http/session-cookie.ts'
import { whoAmI } from '../people/profile.ts'
import { actForUnit, endSession, listSessions } from '../sessions/sessions.ts'
import { signIn } from '../sign-in/sign-in.ts'

/** `session` is the one of this browser; `sessions` are all of the person's. */
export const sessionRoutes: RoomRoutes = (app, context) => {
  const { identity } = app
  const { settings, sessions } = identity

  app.get(
    '/session',
    {
      schema: { summary: '当前登录 Who is signed in', response: { 200: WhoAmI } },
      config: { right: 'open' },
    },
    (request) => whoAmI(context.accounts.db, settings, request.principal),
  )

  app.post(
    '/session',
    {
      schema: { summary: '登录 Sign in', body: Login, response: { 200: WhoAmI } },
      config: { right: 'open', rateLimit: { max: settings.signInsPerMinute, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const tools = { db: context.accounts.db, settings, box: identity.box }
      const { token } = await signIn(tools, request.body, originOf(request), Date.now())
      setSessionCookie(settings, reply, token)
      return whoAmI(context.accounts.db, settings, await sessions.check(token, Date.now()))
    },
  )

  app.delete(
    '/session',
    { schema: { summary: '退出 Sign out' }, config: { right: 'self' } },
    async (request, reply) => {
      const { kind, id, personId, login, unitId, regionId } = principalOf(request)
      if (kind === 'session' && id && personId) {
        await identity.inAccount(request, async (trx) => {
          await endSession(trx, personId, id)
          await writeAuditNote(
            trx,
            { personId, actor: login, unitId, regionId, action: 'sign-out', key: id },
            originOf(request),
          )
        })
        sessions.forget()
      }
      clearSessionCookie(settings, reply)
      return reply.status(204).send()
    },
  )

  app.put(
    '/session/unit',
    {
      schema: {
        summary: '更换所代表的单位 Act for another unit',
        body: Type.Object({ unitId: Type.String() }),
      },
      config: { right: 'self' },
    },
    async (request, reply) => {
      const { kind, id, personId } = principalOf(request)
      if (kind !== 'session' || !id || !personId) {
        throw new QinglanError('forbidden', { zh: '令牌不能更换单位', en: 'A token stays with its unit' })
      }
      await identity.inAccount(request, (trx) => actForUnit(trx, personId, id, request.body.unitId))
      sessions.forget()
      return reply.status(204).send()
    },
  )

  app.get(
    '/sessions',
    {
      schema: { summary: '本人的登录会话 Own sessions', response: { 200: Type.Array(SessionRow) } },
      config: { right: 'self' },
    },
    (request) => {
      const { id, personId } = principalOf(request)
      return listSessions(context.accounts.db, personId ?? '', id, settings.idleMinutes)
    },
  )

  app.delete(
    '/sessions/:id',
    {
      schema: {
        summary: '结束一个会话 End a session',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
      config: { right: 'self' },
    },
    async (request, reply) => {
      const { personId, login, unitId, regionId } = principalOf(request)
      const { id } = request.params
      await identity.inAccount(request, async (trx) => {
        await endSession(trx, personId ?? '', id)
        const note = { personId, actor: login, unitId, regionId, action: 'session-revoked', key: id }
        await writeAuditNote(trx, note, originOf(request))
      })
      sessions.forget()
      return reply.status(204).send()
    },
  )
}
