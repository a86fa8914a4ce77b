import type { FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import { readAccessSettings, type AccessSettings } from '../../access-settings.ts'
import type { Tables } from '../../database/tables.ts'
import { QinglanError } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import { demoVisitor } from '../people/demo-visitor.ts'
import { asPrincipal, type Origin, type Principal } from '../principal.ts'
import type { RouteOf } from './route-rights.ts'
import { openSecretBox, type SecretBox } from '../second-factor/secret-box.ts'
import { sessionCheck, type SessionCheck } from '../sessions/session-check.ts'
import { singleSignOn, type SingleSignOn } from '../single-sign-on/single-sign-on.ts'

declare module 'fastify' {
  interface FastifyInstance {
    identity: IdentityServices
  }
  interface FastifyRequest {
    principal: Principal | undefined
  }
}

/** What the sign-in routes and the guard share. */
export interface IdentityServices {
  readonly settings: AccessSettings
  readonly sessions: SessionCheck
  readonly visitor: (now: number) => Promise<Principal>
  readonly box: () => Promise<SecretBox>
  readonly singleSignOn: SingleSignOn | undefined
  /** Every route of the API that was registered, with what it needs. */
  readonly routes: RouteOf[]
  /** A transaction with the right to secrets, that tells the audit trail who asks. For a person's own account alone. */
  inAccount<T>(request: FastifyRequest, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
}

/** Where a request comes from, for the audit trail. */
export const originOf = (request: FastifyRequest): Origin & { readonly agent: string } => ({
  address: request.ip,
  requestId: request.id,
  agent: request.headers['user-agent'] ?? '',
})

/** Who asks. The guard has refused the others before any handler runs. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal) return request.principal
  throw new QinglanError('not-signed-in', { zh: '请先登录', en: 'Please sign in' })
}

/** The services of identity over one database. */
export function identityServices(context: AppContext): IdentityServices {
  const settings = context.config.access ?? readAccessSettings({})
  let box: Promise<SecretBox> | undefined
  const sessions = sessionCheck(context.accounts.pool, settings)
  context.live.onAccessChange((personId) => sessions.forget(personId))
  return {
    settings,
    sessions,
    visitor: demoVisitor(context.db),
    box: () => (box ??= openSecretBox(context.config)),
    singleSignOn: singleSignOn(settings),
    routes: [],
    inAccount: (request, work) =>
      asPrincipal(context.accounts.db, principalOf(request), originOf(request), work),
  }
}
