import type { TaskList, TaskRow } from '@qinglan/contract'
import { yearEnd } from '@qinglan/periods'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import { dayAsked, findCampaign } from '../campaigns.ts'
import { taskState } from './task-state.ts'

/** The tasks of a campaign with their pace as of a day, the most urgent first. An undated task is due at the end of the plan year. */
export async function listTasks(
  db: Db,
  question: { campaignId: string; at?: string | undefined },
): Promise<TaskList> {
  const campaign = await findCampaign(db, question.campaignId)
  const at = dayAsked(campaign, question.at)
  const tasks = await db
    .selectFrom('tasks')
    .selectAll()
    .where('campaign_id', '=', campaign.id)
    .where('closed_at', 'is', null)
    .orderBy('sort')
    .execute()
  const units = await db
    .selectFrom('task_units')
    .innerJoin('units', 'units.id', 'task_units.unit_id')
    .innerJoin('tasks', 'tasks.id', 'task_units.task_id')
    .select(['task_id', 'unit_id', 'units.name_zh', 'units.name_en'])
    .where('campaign_id', '=', campaign.id)
    .where('role', '<>', 'support')
    .orderBy('unit_id')
    .execute()
  const shares = await db
    .selectFrom('progress_reports')
    .innerJoin('tasks', 'tasks.id', 'progress_reports.task_id')
    .distinctOn('task_id')
    .select(['task_id', 'share'])
    .where('campaign_id', '=', campaign.id)
    .where('as_of', '<=', at)
    .where('share', 'is not', null)
    .orderBy('task_id')
    .orderBy('as_of', 'desc')
    .orderBy('reported_at', 'desc')
    .execute()
  const unitsOf = Map.groupBy(units, (u) => u.task_id)
  const shareOf = new Map(shares.map((s) => [s.task_id, s.share]))
  const rows = tasks.map((task): TaskRow => {
    const deadline = task.deadline ?? yearEnd(campaign.year)
    const share = shareOf.get(task.id) ?? null
    return {
      id: task.id,
      code: task.code,
      theme: task.theme,
      title: { zh: task.title_zh, en: task.title_en },
      deadline,
      deadlineWritten: task.deadline !== null,
      bestEffort: task.best_effort,
      share: share ?? 0,
      ...taskState({ year: campaign.year, starts: task.starts, deadline, share }, at),
      responsible: (unitsOf.get(task.id) ?? []).map((u) => ({
        unitId: u.unit_id,
        name: { zh: u.name_zh, en: u.name_en },
      })),
      source:
        task.source_start === null && task.quote === null
          ? null
          : {
              quote: task.quote ?? '',
              start: task.source_start,
              end: task.source_end,
              sectionPath: task.section_path,
            },
    }
  })
  return {
    campaign,
    at,
    rows: rows.sort((a, b) => urgency[a.state] - urgency[b.state] || a.daysLeft - b.daysLeft),
  }
}

const urgency: Readonly<Record<TaskRow['state'], number>> = {
  late: 0,
  'at-risk': 1,
  'not-started': 2,
  'on-time': 3,
  done: 4,
}
