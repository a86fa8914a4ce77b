import type { ReviewDifference, ReviewItem } from '@qinglan/contract'
import { yearEnd } from '@qinglan/periods'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { Binding } from '../plan/bindings.ts'
import { findCampaign } from '../campaigns.ts'
import { difference } from './difference.ts'
import { itemsOfCampaign } from './items-of-campaign.ts'
import { findReview } from './reviews.ts'

const counted = ({ state }: ReviewItem): boolean =>
  state !== 'split' && state !== 'merged' && state !== 'rejected'

const ofCampaign = /^campaign:(.+)$/

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
    const campaign = await findCampaign(db, campaignId)
    // a promise without a date is due at the end of the plan's year
    const dated = (item: ReviewItem): ReviewItem => ({
      ...item,
      deadline: item.deadline ?? yearEnd(campaign.year),
    })
    const now = (await findReview(db, id, bindings)).items.filter(counted).map(dated)
    const strange = new Set(['lead', 'responsible'] as const)
    return {
      against: { id: againstId, title: campaign.name.zh },
      ...difference((await itemsOfCampaign(db, campaignId)).map(dated), now, strange),
    }
  }
  const [now, before] = [await findReview(db, id, bindings), await findReview(db, againstId, bindings)]
  return {
    against: { id: before.id, title: before.title },
    ...difference(before.items.filter(counted), now.items.filter(counted)),
  }
}
