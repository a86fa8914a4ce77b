import type { CampaignRevision, ItemChange } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { findCampaign } from '../campaigns.ts'

interface OfDocument {
  readonly title: string
  readonly file_name: string
  readonly sha256: string
  readonly taken_by: string
  readonly taken_at: Date
}

const documentOf = (row: OfDocument): Pick<ItemChange, 'plan' | 'by' | 'at'> => ({
  plan: { title: row.title, fileName: row.file_name, sha256: row.sha256 },
  by: row.taken_by,
  at: row.taken_at.toISOString(),
})

/** What revised plans made of a target, newest first. */
export async function historyOf(db: Db, targetId: string): Promise<ItemChange[]> {
  const rows = await db
    .selectFrom('item_changes')
    .innerJoin('plan_revisions', 'plan_revisions.id', 'revision_id')
    .select(['did', 'reason', 'fields', 'title', 'file_name', 'sha256', 'taken_by', 'taken_at'])
    .where('target_id', '=', targetId)
    .orderBy('taken_at', 'desc')
    .execute()
  return rows.map((row) => ({
    did: row.did,
    reason: row.reason,
    fields: row.fields,
    ...documentOf(row),
  }))
}

/**
 * The revised plans that a campaign was brought to, newest first, with what each made of its targets and tasks.
 *
 * @throws QinglanError `not-found`
 */
export async function campaignRevisions(db: Db, campaignId: string): Promise<CampaignRevision[]> {
  await findCampaign(db, campaignId)
  const revisions = await db
    .selectFrom('plan_revisions')
    .select(['id', 'title', 'file_name', 'sha256', 'taken_by', 'taken_at'])
    .where('campaign_id', '=', campaignId)
    .orderBy('taken_at', 'desc')
    .execute()
  const changes = await db
    .selectFrom('item_changes')
    .innerJoin('plan_revisions', 'plan_revisions.id', 'revision_id')
    .leftJoin('targets', 'targets.id', 'target_id')
    .leftJoin('tasks', 'tasks.id', 'task_id')
    .select(['revision_id', 'did', 'reason', 'fields', 'target_id', 'task_id'])
    .select(['targets.code as target_code', 'subject_zh', 'tasks.code as task_code', 'title_zh'])
    .where('plan_revisions.campaign_id', '=', campaignId)
    .orderBy('target_code')
    .orderBy('task_code')
    .execute()
  const ofRevision = Map.groupBy(changes, (change) => change.revision_id)
  return revisions.map((row) => ({
    id: row.id,
    ...documentOf(row),
    items: (ofRevision.get(row.id) ?? []).map((change) => ({
      kind: change.target_id === null ? 'task' : 'target',
      id: change.target_id ?? change.task_id ?? '',
      code: change.target_code ?? change.task_code ?? '',
      subject: change.subject_zh ?? change.title_zh ?? '',
      did: change.did,
      reason: change.reason,
      fields: change.fields,
    })),
  }))
}
