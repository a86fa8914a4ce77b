import { createHash } from 'node:crypto'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'

/**
 * Keeps others from changing what a campaign follows until the transaction ends; reports and states, which only refer to it, go on.
 *
 * @throws QinglanError `forbidden` for a campaign that is not the person's to change
 */
export async function lockCampaign(db: Db, campaignId: string): Promise<void> {
  const own = await db
    .selectFrom('campaigns')
    .select('id')
    .where('id', '=', campaignId)
    .forNoKeyUpdate()
    .execute()
  if (own.length === 0)
    throw new QinglanError('forbidden', {
      zh: '无权修改该攻坚战',
      en: 'this campaign is not yours to change',
    })
  for (const table of ['targets', 'tasks'] as const)
    await db.selectFrom(table).select('id').where('campaign_id', '=', campaignId).forNoKeyUpdate().execute()
}

/** Another text as soon as anything changes in what a campaign follows or who answers for it, whoever changes it and how. */
export async function campaignVersion(db: Db, campaignId: string): Promise<string> {
  const of = (table: 'targets' | 'tasks') =>
    db.selectFrom(table).selectAll().where('campaign_id', '=', campaignId).orderBy('id').execute()
  const content = [
    await of('targets'),
    await of('tasks'),
    await db
      .selectFrom('target_units')
      .innerJoin('targets', 'targets.id', 'target_id')
      .select(['target_id', 'unit_id', 'role'])
      .where('campaign_id', '=', campaignId)
      .orderBy('target_id')
      .orderBy('unit_id')
      .execute(),
    await db
      .selectFrom('task_units')
      .innerJoin('tasks', 'tasks.id', 'task_id')
      .select(['task_id', 'unit_id', 'role'])
      .where('campaign_id', '=', campaignId)
      .orderBy('task_id')
      .orderBy('unit_id')
      .execute(),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
