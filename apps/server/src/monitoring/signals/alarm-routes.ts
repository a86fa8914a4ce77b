import { Alarm, AlarmAction, AlarmState, SiteEventInput, SiteLimit } from '@qinglan/contract'
import Type from 'typebox'
import { QinglanError } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { siteById } from '../sites/list-sites.ts'
import { actOnAlarm, listAlarms } from './alarms.ts'
import { bundledRules } from './compile-rules.ts'
import { keepEvent, lookAtEvent } from './events.ts'
import { listLimits, saveLimits } from './site-limits.ts'

const ById = Type.Object({ id: Type.String() })
const Filter = Type.Object({ siteId: Type.Optional(Type.String()), state: Type.Optional(AlarmState) })
const Limits = Type.Array(SiteLimit, { maxItems: 500 })

/** What is wrong at sites: alarms, the limits they are held against, and events that cameras report. */
export const alarmRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/alarms',
    { schema: { summary: '报警 Alarms', querystring: Filter, response: { 200: Type.Array(Alarm) } } },
    (request) =>
      context.inRequest(request, async (trx) => {
        if (request.query.siteId !== undefined) await siteById(trx, request.query.siteId)
        return listAlarms(trx, request.query)
      }),
  )

  app.post(
    '/alarms/:id/actions',
    {
      schema: {
        summary: '处理报警 Act on an alarm',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        body: AlarmAction,
        response: { 200: Alarm },
      },
      // county, park and inspectors take alarms as well as engineers: the table's policy says whose; a token may only read
      config: { right: 'read' },
    },
    (request) => {
      const { kind, login } = principalOf(request)
      if (kind !== 'session') {
        throw new QinglanError('forbidden', {
          zh: '报警须由本人登录后处理',
          en: 'alarms are handled by a person who is signed in',
        })
      }
      return context.inRequest(request, (trx) => actOnAlarm(trx, request.params.id, request.body, login))
    },
  )

  app.get(
    '/sites/:id/limits',
    { schema: { summary: '点位限值 Limits of a site', params: ById, response: { 200: Limits } } },
    (request) => context.inRequest(request, (trx) => listLimits(trx, request.params.id)),
  )

  app.put(
    '/sites/:id/limits',
    {
      schema: {
        summary: '修改点位限值 Change the limits of a site',
        params: ById,
        body: Limits,
        response: { 200: Limits },
      },
      config: { right: 'import' },
    },
    (request) => context.inRequest(request, (trx) => saveLimits(trx, request.params.id, request.body)),
  )

  app.post(
    '/sites/:id/events',
    {
      schema: {
        summary: '上报点位事件 Report an event at a site',
        params: ById,
        body: SiteEventInput,
        response: { 200: Type.Object({ isNew: Type.Boolean() }) },
      },
      config: { right: 'import' },
    },
    async (request) => {
      const rules = await bundledRules()
      const { at, ...event } = request.body
      // who asks keeps the event, as far as they may for this site; the rules are the system's
      const [isNew, taken] = await context.inRequest(request, async (trx) => {
        const site = await siteById(trx, request.params.id)
        const found = { ...event, siteId: site.id, at: Date.parse(at) }
        return [await keepEvent(trx, found), found] as const
      })
      await context.db.transaction().execute((trx) => lookAtEvent(trx, rules, taken))
      return { isNew }
    },
  )
}
