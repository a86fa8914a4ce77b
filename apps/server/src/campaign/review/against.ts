import type { ReviewDifference } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { Binding } from '../plan/bindings.ts'
import { compareWithCampaign } from '../revision/compare-with-campaign.ts'
import { difference, type Difference } from './difference.ts'
import { countedItems } from './play-steps.ts'
import { findReview } from './reviews.ts'

const ofCampaign = /^campaign:(.+)$/

const told = ({ added, removed, changed, same }: Difference): Omit<ReviewDifference, 'against'> => ({
  added,
  removed,
  changed,
  unchanged: same.length,
})

/**
 * What the plan of a review changes against that of another review, or against a campaign (`campaign:` and its id). Rejected items
 * count on neither side; with a campaign units are not compared.
 *
 * @throws QinglanError `not-found` when either is not there
 */
export async function reviewDifference(
  db: Db,
  id: string,
  againstId: string,
  bindings: readonly Binding[],
): Promise<ReviewDifference> {
  if (id === againstId) throw badInput('不能与自身比较', 'a review cannot be compared with itself')
  const campaignId = ofCampaign.exec(againstId)?.[1]
  if (campaignId !== undefined) {
    const { campaign, version, difference: found } = await compareWithCampaign(db, id, campaignId, bindings)
    return { against: { id: againstId, title: campaign.name.zh }, ...told(found), version }
  }
  const [now, before] = [await findReview(db, id, bindings), await findReview(db, againstId, bindings)]
  return {
    against: { id: before.id, title: before.title },
    ...told(difference(countedItems(before.items), countedItems(now.items))),
  }
}
