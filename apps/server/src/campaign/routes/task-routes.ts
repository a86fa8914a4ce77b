import { NewTaskReport, Report } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { reportTask } from '../tasks/report-task.ts'

const ById = Type.Object({ id: Type.String({ description: 'campaign/code, URL-encoded' }) })

/** Reports on how far a task is. */
export const taskRoutes: RoomRoutes = (app, context) => {
  app.post(
    '/tasks/:id/reports',
    {
      schema: {
        summary: '上报任务进展 Report on a task',
        params: ById,
        body: NewTaskReport,
        response: { 201: Report },
      },
    },
    async (request, reply) => {
      const { login } = principalOf(request)
      const report = await context.inRequest(request, (trx) =>
        reportTask(trx, request.params.id, request.body, login),
      )
      return reply.status(201).send(report)
    },
  )
}
