import type { ChangeKind, FieldChange, ReviewItem } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Comparison } from './compare-with-campaign.ts'

/** What the history will say of an item. */
export interface Note {
  readonly kind: ReviewItem['kind']
  readonly code: string
  readonly did: ChangeKind
  readonly reason?: string | null
  readonly fields?: readonly FieldChange[]
}

/** Begins a revision, keeping the document that the campaign followed until now. */
export async function openRevision(db: Db, { campaign, review }: Comparison, by: string): Promise<string> {
  const replaced = await db
    .selectFrom('plans')
    .selectAll()
    .where('campaign_id', '=', campaign.id)
    .executeTakeFirst()
  const { id } = await db
    .insertInto('plan_revisions')
    .values({
      campaign_id: campaign.id,
      review_id: review.id,
      title: review.title,
      file_name: review.file_name,
      sha256: review.sha256,
      replaced: replaced ? JSON.stringify(replaced) : null,
      taken_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Makes the revised plan the document of the campaign; places in the former one are places no more, the words stay. */
export async function replacePlan(db: Db, { campaign, review, reading }: Comparison): Promise<void> {
  const document = {
    title: review.title,
    issuer: reading.issuer,
    issued_on: reading.issuedOn,
    file_name: review.file_name,
    sha256: review.sha256,
    text: review.text,
    sections: JSON.stringify(reading.sections),
  }
  await db
    .insertInto('plans')
    .values({ ...document, campaign_id: campaign.id })
    .onConflict((c) => c.column('campaign_id').doUpdateSet(document))
    .execute()
  for (const table of ['targets', 'tasks'] as const)
    await db
      .updateTable(table)
      .set({ source_start: null, source_end: null })
      .where('campaign_id', '=', campaign.id)
      .execute()
}

/** Closes what the campaign follows no longer; what restates it goes with it. */
export async function closeItem(db: Db, id: string, kind: ReviewItem['kind'], reason: string): Promise<void> {
  const closed = { closed_at: sql<Date>`clock_timestamp()`, closed_reason: reason }
  if (kind === 'task') {
    await db.updateTable('tasks').set(closed).where('id', '=', id).execute()
    return
  }
  await db
    .updateTable('targets')
    .set(closed)
    .where((e) => e.or([e('id', '=', id), e('restates', '=', id)]))
    .execute()
}

/** Every code that a campaign has, of closed items too. */
export async function codesOf(db: Db, campaignId: string): Promise<string[]> {
  const of = (table: 'targets' | 'tasks') =>
    db.selectFrom(table).select('code').where('campaign_id', '=', campaignId).execute()
  return [...(await of('targets')), ...(await of('tasks'))].map(({ code }) => code)
}

/** Writes the history of a revision. */
export async function writeNotes(
  db: Db,
  { revisionId, campaignId }: { revisionId: string; campaignId: string },
  notes: readonly Note[],
): Promise<void> {
  if (notes.length === 0) return
  await db
    .insertInto('item_changes')
    .values(
      notes.map(({ kind, code, did, reason = null, fields = [] }) => ({
        revision_id: revisionId,
        target_id: kind === 'target' ? `${campaignId}/${code}` : null,
        task_id: kind === 'task' ? `${campaignId}/${code}` : null,
        did,
        reason,
        fields: JSON.stringify(fields),
      })),
    )
    .execute()
}

/** Whether a campaign was brought to a revised plan. */
export async function isRevised(db: Db, campaignId: string): Promise<boolean> {
  const first = await db
    .selectFrom('plan_revisions')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .limit(1)
    .executeTakeFirst()
  return first !== undefined
}
