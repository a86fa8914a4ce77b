import type { CampaignOfReview, NewCampaignOfReview } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { QinglanError, badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { findCampaign } from '../campaigns.ts'
import type { Binding } from '../plan/bindings.ts'
import { importReading } from '../plan/import-reading.ts'
import { putItems, unitFinder } from '../plan/put-items.ts'
import { lockCampaign } from '../revision/campaign-version.ts'
import { isRevised } from '../revision/record-revision.ts'
import { takenItems } from './play-steps.ts'
import { readingOfItems } from './reading-of-items.ts'
import { findReview, reviewRow } from './reviews.ts'

/** Takes out what the review no longer has; what has figures of its own is not thrown away. */
async function removeAllBut(db: Db, campaignId: string, codes: ReadonlySet<string>): Promise<string[]> {
  const targets = await db
    .selectFrom('targets')
    .select(['id', 'code'])
    .where('campaign_id', '=', campaignId)
    .execute()
  const tasks = await db
    .selectFrom('tasks')
    .select(['id', 'code'])
    .where('campaign_id', '=', campaignId)
    .execute()
  const gone = [...targets, ...tasks].filter(({ code }) => !codes.has(code))
  const ids = gone.map(({ id }) => id)
  if (ids.length === 0) return []
  const reports = await db
    .selectFrom('progress_reports')
    .select(['target_id as a', 'task_id as b'])
    .where((e) => e.or([e('target_id', 'in', ids), e('task_id', 'in', ids)]))
    .execute()
  const numbers = await db
    .selectFrom('target_numbers')
    .select('target_id as a')
    .where('target_id', 'in', ids)
    .execute()
  const shares = await db
    .selectFrom('allocations')
    .select('target_id as a')
    .where('target_id', 'in', ids)
    .execute()
  const used = new Set([
    ...reports.flatMap(({ a, b }) => [a, b]),
    ...numbers.map(({ a }) => a),
    ...shares.map(({ a }) => a),
  ])
  const kept = gone.filter(({ id }) => used.has(id)).map(({ code }) => code)
  if (kept.length > 0)
    throw new QinglanError('conflict', {
      zh: `${kept.join('、')} 已有填报、下达数或分解，不能从攻坚战中去掉`,
      en: `${kept.join(', ')} already have reports, a number or a breakdown and cannot be taken out of the campaign`,
    })
  await db.updateTable('targets').set({ restates: null }).where('restates', 'in', ids).execute()
  await db.deleteFrom('targets').where('id', 'in', ids).execute()
  await db.deleteFrom('tasks').where('id', 'in', ids).execute()
  return gone.map(({ code }) => code).sort()
}

/**
 * Makes the campaign of a review from its accepted and edited items, or brings the one it made up to date.
 *
 * @param fresh id and names of the campaign to make; not needed once it is made
 * @throws QinglanError `bad-input` when nothing is accepted or the campaign has no name yet, `conflict` when the id is taken, an
 * item that would go has figures, or a revised plan was taken over since
 */
export async function applyReview(
  db: Db,
  id: string,
  fresh: NewCampaignOfReview | undefined,
  bindings: readonly Binding[],
): Promise<CampaignOfReview> {
  const row = await reviewRow(db, id)
  const review = await findReview(db, id, bindings)
  const taken = takenItems(review.items)
  if (taken.length === 0) throw badInput('还没有接受任何条目', 'no item has been accepted yet')
  const reading = readingOfItems(row.reading, row.text, review.items, taken)
  const unitNamed = await unitFinder(db, row.region_id)
  const names = new Set(taken.flatMap((item) => [...item.lead, ...item.responsible]))
  const counts = {
    targets: reading.targets.length,
    tasks: reading.tasks.length,
    unknownUnits: [...names].filter((name) => unitNamed(name) === undefined),
  }
  if (row.campaign_id !== null) {
    const campaignId = row.campaign_id
    await lockCampaign(db, campaignId)
    if (await isRevised(db, campaignId))
      throw new QinglanError('conflict', {
        zh: '该攻坚战已按修订稿更新，不能再按本稿覆盖；请选“与另一版比较”，与攻坚战现行目标比较后逐条更新',
        en: 'the campaign was brought to a revised plan and is not overwritten; compare with what it follows now and update item by item',
      })
    const removed = await removeAllBut(db, campaignId, new Set(taken.map((item) => item.id)))
    await putItems(db, { id: campaignId, regionId: row.region_id, reading }, bindings)
    await announce(db, { type: 'campaign', campaignId })
    return { campaign: await findCampaign(db, campaignId), removed, ...counts }
  }
  if (!fresh) throw badInput('请给出新攻坚战的编号和名称', 'give the new campaign an id and names')
  const campaign = await importReading(
    db,
    { ...fresh, regionId: row.region_id, reading, sha256: row.sha256 },
    bindings,
  )
  await db.updateTable('reviews').set({ campaign_id: campaign.id }).where('id', '=', id).execute()
  return { campaign, removed: [], ...counts }
}
