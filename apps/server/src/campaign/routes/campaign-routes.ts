import { Board, CampaignGaps, CampaignSummary, CivilDate, PlanPage, TaskList } from '@qinglan/contract'
import Type from 'typebox'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { boardXlsx, tasksXlsx } from '../board/board-xlsx.ts'
import { board } from '../board/board.ts'
import { listCampaigns } from '../campaigns.ts'
import { campaignGaps } from '../gaps.ts'
import { planPage } from '../plan/plan-page.ts'
import { listTasks } from '../tasks/list-tasks.ts'

const ById = Type.Object({ id: Type.String() })
const AsOf = Type.Object({ at: Type.Optional(CivilDate) })
const Sheet = Type.Object({
  at: Type.Optional(CivilDate),
  lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
})

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const attachment = (name: string): string => `attachment; filename="${encodeURIComponent(name)}"`

/** Campaigns: board, tasks, plan, what is missing. */
export const campaignReadingRoutes =
  (indicators: readonly Indicator[]): RoomRoutes =>
  (app, context) => {
    app.get(
      '/campaigns',
      { schema: { summary: '攻坚行动 Campaigns', response: { 200: Type.Array(CampaignSummary) } } },
      (request) => context.inRequest(request, listCampaigns),
    )

    app.get(
      '/campaigns/:id/board',
      {
        schema: {
          summary: '目标看板 The board of a campaign',
          params: ById,
          querystring: AsOf,
          response: { 200: Board },
        },
      },
      (request) =>
        context.inRequest(request, (trx) =>
          board(trx, indicators, { campaignId: request.params.id, at: request.query.at }),
        ),
    )

    app.get(
      '/campaigns/:id/board.xlsx',
      { schema: { summary: '导出目标看板 Export the board', params: ById, querystring: Sheet } },
      async (request, reply) => {
        const { at, lang = 'zh' } = request.query
        const rows = await context.inRequest(request, (trx) =>
          board(trx, indicators, { campaignId: request.params.id, at }),
        )
        reply
          .type(spreadsheet)
          .header('content-disposition', attachment(`board-${rows.campaign.id}-${rows.at}.xlsx`))
        return reply.send(Buffer.from(await boardXlsx(rows, lang)))
      },
    )

    app.get(
      '/campaigns/:id/tasks',
      {
        schema: {
          summary: '任务清单 Tasks of a campaign',
          params: ById,
          querystring: AsOf,
          response: { 200: TaskList },
        },
      },
      (request) =>
        context.inRequest(request, (trx) =>
          listTasks(trx, { campaignId: request.params.id, at: request.query.at }),
        ),
    )

    app.get(
      '/campaigns/:id/tasks.xlsx',
      { schema: { summary: '导出任务清单 Export the tasks', params: ById, querystring: Sheet } },
      async (request, reply) => {
        const { at, lang = 'zh' } = request.query
        const tasks = await context.inRequest(request, (trx) =>
          listTasks(trx, { campaignId: request.params.id, at }),
        )
        reply
          .type(spreadsheet)
          .header('content-disposition', attachment(`tasks-${tasks.campaign.id}-${tasks.at}.xlsx`))
        return reply.send(Buffer.from(await tasksXlsx(tasks, lang)))
      },
    )

    app.get(
      '/campaigns/:id/plan',
      {
        schema: {
          summary: '计划原文与目标 The plan and what was read from it',
          params: ById,
          querystring: AsOf,
          response: { 200: PlanPage },
        },
      },
      (request) =>
        context.inRequest(request, (trx) =>
          planPage(trx, indicators, { campaignId: request.params.id, at: request.query.at }),
        ),
    )

    app.get(
      '/campaigns/:id/gaps',
      {
        schema: { summary: '计划缺项 What a campaign lacks', params: ById, response: { 200: CampaignGaps } },
      },
      (request) => context.inRequest(request, (trx) => campaignGaps(trx, request.params.id)),
    )
  }
