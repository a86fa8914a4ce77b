import {
  ApiTokenRow,
  NewApiToken,
  NewApiTokenReply,
  PasswordChange,
  ProfileChange,
  RecoveryCodes,
  SecondFactorCode,
  SecondFactorOffer,
} from '@qinglan/contract'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { QinglanError } from '../../errors.ts'
import { writeAuditNote } from '../audit/audit-note.ts'
import { originOf, principalOf } from '../http/identity-services.ts'
import { changePassword, demandPassword } from '../password/passwords.ts'
import { changeProfile } from '../people/profile.ts'
import { makeRecoveryCodes } from '../second-factor/recovery-codes.ts'
import {
  confirmSecondFactor,
  demandSecondFactor,
  offerSecondFactor,
  removeSecondFactor,
} from '../second-factor/second-factor.ts'
import { endOtherSessions } from '../sessions/sessions.ts'
import { clearTries, countTry } from '../sign-in/throttle.ts'
import { listTokens, makeToken, revokeToken } from '../tokens/api-tokens.ts'

const JustPassword = Type.Pick(SecondFactorCode, ['password'])
const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** A person's own account is for the person at a browser, never for a token. */
function ownAccount(request: FastifyRequest): { personId: string; login: string; sessionId: string } {
  const { kind, id, personId, login } = principalOf(request)
  if (kind === 'session' && id && personId) return { personId, login, sessionId: id }
  throw new QinglanError('forbidden', {
    zh: '须由本人登录后操作',
    en: 'Only the signed-in person may do this',
  })
}

/** Own profile: language, password, second factor, tokens. */
export const accountRoutes: RoomRoutes = (app, context) => {
  const { identity } = app
  const config = {
    right: 'self',
    rateLimit: { max: identity.settings.signInsPerMinute, timeWindow: 60_000 },
  } as const

  /** The present password, asked for again; whoever guesses at an open screen is slowed down and locked out as at the door. */
  const confirmed = async (request: FastifyRequest, password: string) => {
    const { personId } = ownAccount(request)
    const key = `confirm ${personId}`
    await countTry(context.accounts.db, key)
    await demandPassword(context.accounts.db, personId, password)
    await clearTries(context.accounts.db, key)
  }

  app.put(
    '/profile',
    {
      schema: { summary: '修改本人资料 Change the own profile', body: ProfileChange },
      config: { right: 'self' },
    },
    async (request, reply) => {
      const { personId } = ownAccount(request)
      await identity.inAccount(request, (trx) => changeProfile(trx, personId, request.body))
      return reply.status(204).send()
    },
  )

  app.put(
    '/profile/password',
    { schema: { summary: '修改密码 Change the password', body: PasswordChange }, config },
    async (request, reply) => {
      const { personId, sessionId } = ownAccount(request)
      const { current, next } = request.body
      await confirmed(request, current)
      await identity.inAccount(request, async (trx) => {
        await changePassword(trx, personId, current, next)
        await endOtherSessions(trx, personId, sessionId)
      })
      identity.sessions.forget(personId)
      return reply.status(204).send()
    },
  )

  app.post(
    '/profile/second-factor',
    {
      schema: {
        summary: '开始启用第二因素 Begin to set up a second factor',
        response: { 200: SecondFactorOffer },
      },
      config,
    },
    async (request) => {
      const { personId, login } = ownAccount(request)
      const box = await identity.box()
      return identity.inAccount(request, (trx) => offerSecondFactor(trx, box, { id: personId, login }))
    },
  )

  app.put(
    '/profile/second-factor',
    {
      schema: {
        summary: '确认第二因素 Confirm the second factor',
        body: SecondFactorCode,
        response: { 200: RecoveryCodes },
      },
      config,
    },
    async (request) => {
      const { personId } = ownAccount(request)
      const { password, code } = request.body
      const box = await identity.box()
      await confirmed(request, password)
      const codes = await identity.inAccount(request, (trx) =>
        confirmSecondFactor(trx, box, personId, code, Date.now()),
      )
      identity.sessions.forget(personId)
      return { codes }
    },
  )

  app.post(
    '/profile/recovery-codes',
    {
      schema: {
        summary: '生成恢复码 Make recovery codes',
        body: JustPassword,
        response: { 200: RecoveryCodes },
      },
      config,
    },
    async (request) => {
      const { personId, login } = ownAccount(request)
      await confirmed(request, request.body.password)
      const codes = await identity.inAccount(request, async (trx) => {
        await demandSecondFactor(trx, personId)
        const who = { personId, actor: login, unitId: null, regionId: null }
        await writeAuditNote(trx, { ...who, action: 'recovery-codes-made' }, originOf(request))
        return makeRecoveryCodes(trx, personId)
      })
      return { codes }
    },
  )

  app.delete(
    '/profile/second-factor',
    { schema: { summary: '停用第二因素 Remove the own second factor', body: JustPassword }, config },
    async (request, reply) => {
      const { personId } = ownAccount(request)
      await confirmed(request, request.body.password)
      await identity.inAccount(request, (trx) => removeSecondFactor(trx, personId))
      identity.sessions.forget(personId)
      return reply.status(204).send()
    },
  )

  app.get(
    '/tokens',
    {
      schema: { summary: '本人的接口令牌 Own API tokens', response: { 200: Type.Array(ApiTokenRow) } },
      config: { right: 'self' },
    },
    (request) => listTokens(context.accounts.db, ownAccount(request).personId),
  )

  app.post(
    '/tokens',
    {
      schema: {
        summary: '新建接口令牌 Make an API token',
        body: NewApiToken,
        response: { 200: NewApiTokenReply },
      },
      config: { right: 'self' },
    },
    (request) => {
      ownAccount(request)
      return identity.inAccount(request, (trx) => makeToken(trx, principalOf(request), request.body))
    },
  )

  app.delete(
    '/tokens/:id',
    { schema: { summary: '撤销接口令牌 Revoke an API token', params: ById }, config: { right: 'self' } },
    async (request, reply) => {
      const { personId } = ownAccount(request)
      await identity.inAccount(request, (trx) => revokeToken(trx, personId, request.params.id))
      identity.sessions.forget()
      return reply.status(204).send()
    },
  )
}
