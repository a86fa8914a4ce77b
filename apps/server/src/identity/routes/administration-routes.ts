import {
  NewPerson,
  NewPersonReply,
  Person,
  PersonChange,
  Publication,
  RoleRow,
  SessionRow,
  UnitRow,
} from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { notFound } from '../../errors.ts'
import { giveFirstPassword } from '../password/passwords.ts'
import { addPerson, changePerson, demandAdministered, listPeople } from '../people/people.ts'
import { listPublications, publish, withdraw } from '../people/publications.ts'
import { listUnits, putUnit } from '../people/units.ts'
import { roleNames, rightsOf, roles } from '../roles.ts'
import { removeSecondFactor } from '../second-factor/second-factor.ts'
import { endOtherSessions, endSession, listSessions } from '../sessions/sessions.ts'

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** People, units, roles and what is published. */
export const administrationRoutes: RoomRoutes = (app, context) => {
  const { identity } = app
  const config = { right: 'administer' } as const
  // whoever is added in a demo stays an account of the demo
  const demo = identity.settings.mode === 'demo'

  app.get(
    '/people',
    { schema: { summary: '人员 People', response: { 200: Type.Array(Person) } }, config },
    (request) => context.inRequest(request, (trx) => listPeople(trx)),
  )

  app.post(
    '/people',
    {
      schema: { summary: '新增人员 Add a person', body: NewPerson, response: { 200: NewPersonReply } },
      config,
    },
    async (request) => {
      const person = await context.inRequest(request, (trx) => addPerson(trx, request.body, { demo }))
      const firstPassword = request.body.singleSignOn
        ? null
        : await identity.inAccount(request, (trx) => giveFirstPassword(trx, person.id))
      return { person, firstPassword }
    },
  )

  app.patch(
    '/people/:id',
    {
      schema: {
        summary: '修改人员 Change a person',
        params: ById,
        body: PersonChange,
        response: { 200: Person },
      },
      config,
    },
    async (request) => {
      const { id } = request.params
      const person = await context.inRequest(request, (trx) => changePerson(trx, id, request.body))
      if (!person.active) await identity.inAccount(request, (trx) => endOtherSessions(trx, id, null))
      identity.sessions.forget()
      return person
    },
  )

  app.post(
    '/people/:id/first-password',
    {
      schema: {
        summary: '重设初始密码 Give a new first password',
        params: ById,
        response: { 200: Type.Object({ firstPassword: Type.String() }) },
      },
      config,
    },
    async (request) => {
      const { id } = request.params
      await context.inRequest(request, (trx) => demandAdministered(trx, id))
      const firstPassword = await identity.inAccount(request, async (trx) => {
        await endOtherSessions(trx, id, null)
        return giveFirstPassword(trx, id)
      })
      identity.sessions.forget()
      return { firstPassword }
    },
  )

  app.delete(
    '/people/:id/second-factor',
    { schema: { summary: '取消第二因素 Remove the second factor', params: ById }, config },
    async (request, reply) => {
      const { id } = request.params
      await context.inRequest(request, (trx) => demandAdministered(trx, id))
      await identity.inAccount(request, async (trx) => {
        await removeSecondFactor(trx, id)
        await endOtherSessions(trx, id, null)
      })
      identity.sessions.forget()
      return reply.status(204).send()
    },
  )

  app.get(
    '/people/:id/sessions',
    {
      schema: {
        summary: '人员的登录会话 Sessions of a person',
        params: ById,
        response: { 200: Type.Array(SessionRow) },
      },
      config,
    },
    async (request) => {
      await context.inRequest(request, (trx) => demandAdministered(trx, request.params.id))
      return listSessions(context.accounts.db, request.params.id, null, identity.settings.idleMinutes)
    },
  )

  app.delete(
    '/people/:id/sessions/:sessionId',
    {
      schema: {
        summary: '结束人员的会话 End a session of a person',
        params: Type.Object({ ...ById.properties, sessionId: Type.String({ format: 'uuid' }) }),
      },
      config,
    },
    async (request, reply) => {
      const { id, sessionId } = request.params
      await context.inRequest(request, (trx) => demandAdministered(trx, id))
      await identity.inAccount(request, (trx) => endSession(trx, id, sessionId))
      identity.sessions.forget()
      return reply.status(204).send()
    },
  )

  app.get(
    '/units',
    { schema: { summary: '单位 Units', response: { 200: Type.Array(UnitRow) } } },
    (request) => context.inRequest(request, (trx) => listUnits(trx)),
  )

  app.put(
    '/units/:id',
    {
      schema: {
        summary: '登记或修改单位 Enter or change a unit',
        params: Type.Object({ id: Type.String() }),
        body: Type.Omit(UnitRow, ['id']),
      },
      config,
    },
    async (request, reply) => {
      await context.inRequest(request, (trx) => putUnit(trx, { ...request.body, id: request.params.id }))
      return reply.status(204).send()
    },
  )

  app.get(
    '/roles',
    { schema: { summary: '角色与权限 Roles and their rights', response: { 200: Type.Array(RoleRow) } } },
    () => roleNames.map((role) => ({ role, name: roles[role].name, rights: [...rightsOf([role])] })),
  )

  app.get(
    '/publications',
    { schema: { summary: '已公开的内容 What is published', response: { 200: Type.Array(Publication) } } },
    (request) => context.inRequest(request, (trx) => listPublications(trx)),
  )

  app.put(
    '/publications',
    { schema: { summary: '公开 Publish', body: Publication }, config: { right: 'publish' } },
    async (request, reply) => {
      await context.inRequest(request, (trx) => publish(trx, request.body))
      return reply.status(204).send()
    },
  )

  app.delete(
    '/publications/:kind/:id',
    {
      schema: {
        summary: '撤回公开 Withdraw from publication',
        params: Type.Object({ kind: Type.String(), id: Type.String() }),
      },
      config: { right: 'publish' },
    },
    async (request, reply) => {
      const { kind, id } = request.params
      if (kind !== 'campaign') throw notFound('没有这类记录', 'No such kind of record')
      await context.inRequest(request, (trx) => withdraw(trx, kind, id))
      return reply.status(204).send()
    },
  )
}
