import type { FastifyRequest } from 'fastify'
import type { Principal } from '../principal.ts'
import type { IdentityServices } from './identity-services.ts'
import { isReading } from './route-rights.ts'
import { demandSameOrigin } from './same-origin.ts'
import { sessionCookie } from './session-cookie.ts'

const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/

/** A page that asks again by itself while nobody touches it does not keep its session from ending. */
const unattended = (request: FastifyRequest) => request.headers['x-qinglan-unattended'] !== undefined

/** Who stands behind a request: by token, else by session, else the visitor of a demo. */
export async function whoAsks(
  identity: IdentityServices,
  request: FastifyRequest,
  { seen = !unattended(request) }: { seen?: boolean } = {},
): Promise<Principal | undefined> {
  const now = Date.now()
  const token = bearer.exec(request.headers.authorization ?? '')?.[1]
  const cookie = sessionCookie(identity.settings, request)
  if (!isReading(request.method))
    demandSameOrigin(request, identity.settings.publicUrl, !token && cookie !== undefined)
  const secret = token ?? cookie
  const known = secret ? await identity.sessions.check(secret, now, { seen }) : undefined
  if (known || token) return known
  return identity.settings.mode === 'demo' ? identity.visitor(now) : undefined
}

/** Whether the one who sent a request that stays open may still do so, as the same person with the same roles. */
export async function stillAsks(identity: IdentityServices, request: FastifyRequest): Promise<boolean> {
  const now = await whoAsks(identity, request, { seen: false })
  return now !== undefined && JSON.stringify(now) === JSON.stringify(request.principal)
}
