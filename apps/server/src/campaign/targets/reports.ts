import type { NewReport, Report } from '@qinglan/contract'
import { civilDateOf, parseChinaTime } from '@qinglan/periods'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { demandFigure } from './figure-bounds.ts'
import { followedTarget } from './find-target.ts'
import type { ReportRow } from './load-targets.ts'

export const reportOf = (row: ReportRow): Report => ({
  id: row.id,
  asOf: row.as_of,
  value: row.value,
  total: row.total,
  share: row.share,
  note: row.note,
  evidence: row.evidence,
  reportedBy: row.reported_by,
  reportedAt: row.reported_at.toISOString(),
  simulated: row.simulated,
})

/**
 * Adds a figure reported by hand to a target. With `total`, `value` is how many of a list of that size are done.
 *
 * @throws QinglanError `bad-input` when the target is measured by an indicator, the date is none, the unit of the target cannot have the
 * figure, or more is done than the list holds; `conflict` when the target is closed
 */
export async function addReport(
  db: Db,
  targetId: string,
  report: NewReport,
  reportedBy: string,
): Promise<Report> {
  const target = await followedTarget(db, targetId)
  if (target.indicator !== null) {
    throw badInput(
      '该目标由监测指标计算，不接受手工上报',
      'this target is measured by an indicator, not reported by hand',
    )
  }
  const time = parseChinaTime(report.asOf)
  if (time === null || civilDateOf(time) !== report.asOf)
    throw badInput(`“${report.asOf}”不是日期`, `"${report.asOf}" is no date`)
  const total = report.total ?? null
  demandFigure(target, total === null ? report.value : null)
  if (total !== null && report.value !== null && (report.value < 0 || report.value > total)) {
    throw badInput(
      `完成数${report.value}不在0与清单总数${total}之间`,
      `${report.value} done is not between 0 and the list's ${total}`,
    )
  }
  const row = await db
    .insertInto('progress_reports')
    .values({
      target_id: targetId,
      task_id: null,
      allocation_id: null,
      as_of: report.asOf,
      value: report.value,
      total,
      share: null,
      note: report.note,
      evidence: JSON.stringify(report.evidence),
      reported_by: reportedBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(db, { type: 'campaign', campaignId: target.campaign_id })
  return reportOf(row)
}
