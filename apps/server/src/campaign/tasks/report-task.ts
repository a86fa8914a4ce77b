import type { NewTaskReport, Report } from '@qinglan/contract'
import { civilDateOf, parseChinaTime } from '@qinglan/periods'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { refuseClosed } from '../targets/find-target.ts'
import { reportOf } from '../targets/reports.ts'

/**
 * Adds a report on how far a task is.
 *
 * @throws QinglanError `not-found` for an unknown task, `bad-input` for a date that is none or a share outside 0 to 1,
 * `conflict` for a closed one
 */
export async function reportTask(
  db: Db,
  taskId: string,
  report: NewTaskReport,
  reportedBy: string,
): Promise<Report> {
  const task = await db
    .selectFrom('tasks')
    .select(['campaign_id', 'closed_reason'])
    .where('id', '=', taskId)
    .executeTakeFirst()
  if (!task) throw notFound(`没有任务“${taskId}”`, `no task "${taskId}"`)
  refuseClosed(task.closed_reason)
  const { asOf, share, note, evidence } = report
  const time = parseChinaTime(asOf)
  if (time === null || civilDateOf(time) !== asOf) throw badInput(`“${asOf}”不是日期`, `"${asOf}" is no date`)
  if (!(share >= 0 && share <= 1))
    throw badInput(`完成比例${share}应在0到1之间`, `the share done, ${share}, is between 0 and 1`)
  const row = await db
    .insertInto('progress_reports')
    .values({
      target_id: null,
      task_id: taskId,
      allocation_id: null,
      as_of: asOf,
      value: null,
      total: null,
      share,
      note,
      evidence: JSON.stringify(evidence),
      reported_by: reportedBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(db, { type: 'campaign', campaignId: task.campaign_id })
  return reportOf(row)
}
