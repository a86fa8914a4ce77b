import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { QinglanError } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import { writeAuditNote } from '../audit/audit-note.ts'
import type { Principal } from '../principal.ts'
import { originOf, principalOf, type IdentityServices } from './identity-services.ts'
import { isApi, isReading, isSensitive, rightOfRoute, routeOf, takesUpload } from './route-rights.ts'
import { whoAsks } from './who-asks.ts'

function refusal(principal: Principal | undefined): QinglanError {
  if (!principal || principal.kind === 'visitor') {
    return new QinglanError('not-signed-in', { zh: '请先登录', en: 'Please sign in' })
  }
  if (principal.duty === 'change-password') {
    return new QinglanError(
      'forbidden',
      { zh: '请先修改密码', en: 'Change your password first' },
      { duty: principal.duty },
    )
  }
  if (principal.duty === 'enrol-second-factor') {
    const message = { zh: '您的角色须先启用第二因素', en: 'Your role needs a second factor first' }
    return new QinglanError('forbidden', message, { duty: principal.duty })
  }
  return new QinglanError('forbidden', { zh: '您的角色无权进行此操作', en: 'Your role does not allow this' })
}

const isFile = (request: FastifyRequest) =>
  request.headers['content-type']?.toLowerCase().startsWith('multipart/') === true

/** Opening it is the page's doing, not the person's. */
const listening = '/api/v1/events'

/** Lets a request to the API pass when its route's right is among those of who asks; decides before the body is read. */
async function admit(
  identity: IdentityServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const route = routeOf(request)
  // by the route that was found, not by the address as it was written: /%61pi/ is /api/ too
  if (!isApi(route) || request.is404) return
  void reply.header('cache-control', 'no-store')
  const asksToListen = route.url === listening
  request.principal = await whoAsks(identity, request, asksToListen ? { seen: false } : {})
  const right = rightOfRoute(route)
  if (right !== 'open' && (right === 'closed' || !request.principal?.rights.includes(right)))
    throw refusal(request.principal)
  if (isFile(request) && !takesUpload(route)) {
    throw new QinglanError('unsupported', { zh: '此处不接收文件', en: 'No file is taken here' })
  }
}

/** What a polluter emits is a sensitive read; environmental quality is not. */
async function isEmission(context: AppContext, request: FastifyRequest): Promise<boolean> {
  if (request.routeOptions.url !== '/api/v1/sites/:id/series') return false
  const { id } = request.params as { id: string }
  const { rows } = await sql`
    select 1 from sites where kind = 'source-outlet' and (id::text = ${id} or code = ${id})`.execute(
    context.db,
  )
  return rows.length > 0
}

/** What is recorded of a request besides the changes that the tables record: sensitive reads, and who sent a file. */
async function noteworthy(
  context: AppContext,
  request: FastifyRequest,
): Promise<'read' | 'upload' | undefined> {
  const route = routeOf(request)
  if (!isApi(route)) return undefined
  if (!isReading(request.method)) return isFile(request) ? 'upload' : undefined
  return isSensitive(route) || (await isEmission(context, request)) ? 'read' : undefined
}

/** Writes into the trail before the request is answered: nothing goes unrecorded. */
async function record(context: AppContext, request: FastifyRequest): Promise<void> {
  const action = await noteworthy(context, request)
  if (!action) return
  const { personId, login, unitId, regionId } = principalOf(request)
  const detail = { params: request.params, query: request.query }
  const note = { personId, actor: login, unitId, regionId, action, subject: request.routeOptions.url, detail }
  await writeAuditNote(context.accounts.db, note, originOf(request))
}

/** Puts the guard before every route: who asks, may they, and the entry in the audit trail. */
export function guard(app: FastifyInstance, context: AppContext): void {
  app.addHook('onRequest', (request, reply) => admit(app.identity, request, reply))
  app.addHook('preHandler', (request) => record(context, request))
}
