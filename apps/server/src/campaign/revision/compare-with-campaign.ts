import type { CampaignSummary, IndicatorBinding, ReviewItem } from '@qinglan/contract'
import { yearEnd } from '@qinglan/periods'
import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { findCampaign } from '../campaigns.ts'
import type { Binding } from '../plan/bindings.ts'
import { bindingOf } from '../plan/put-items.ts'
import type { ReadTarget, ReadingToImport } from '../plan/reading.ts'
import { targetRow } from '../plan/target-row.ts'
import { difference, type Difference, type Pair } from '../review/difference.ts'
import { itemsOfCampaign } from '../review/items-of-campaign.ts'
import { countedItems } from '../review/play-steps.ts'
import { readingOfItems } from '../review/reading-of-items.ts'
import { findReview, reviewRow } from '../review/reviews.ts'
import type { ReviewsTable } from '../tables.ts'
import { campaignVersion } from './campaign-version.ts'

/** A revised plan beside the campaign that it may change. */
export interface Comparison {
  readonly campaign: CampaignSummary
  readonly review: Selectable<ReviewsTable>
  /** What the plan amounts to; its items have the ids of the review's. */
  readonly reading: ReadingToImport
  readonly difference: Difference
  /** Of campaign and review. */
  readonly version: string
}

/** Plans name units in many ways, and a campaign may have given them otherwise. */
const units = new Set(['lead', 'responsible'] as const)

/** By what a promise that goes on is measured: as its campaign does, unless a person bound it anew at the desk. */
export const bindingAfter = ({ before, after }: Pair): IndicatorBinding | null =>
  after.binding ?? before.binding

/** What the table of targets will hold of a promise. */
export const rowOf = (read: ReadTarget, binding: IndicatorBinding | null, bindings: readonly Binding[]) =>
  targetRow(read, bindingOf(bindings, { ...read, binding }))

/**
 * Lays the items of a review, rejected ones left out, beside what a campaign follows: numbers as the campaign would hold them, an open
 * date as the end of its year. What restates another promise is that promise.
 *
 * @throws QinglanError `not-found` when either is not there
 */
export async function compareWithCampaign(
  db: Db,
  reviewId: string,
  campaignId: string,
  bindings: readonly Binding[],
): Promise<Comparison> {
  const campaign = await findCampaign(db, campaignId)
  const review = await reviewRow(db, reviewId)
  const { items, steps } = await findReview(db, reviewId, bindings)
  const counted = countedItems(items)
  const reading = readingOfItems(review.reading, review.text, items, counted)
  const targets = new Map(reading.targets.map((target) => [target.id, target]))
  const dated = (item: ReviewItem): ReviewItem => ({
    ...item,
    deadline: item.deadline ?? yearEnd(campaign.year),
  })
  const followed = (item: ReviewItem, binding: IndicatorBinding | null): ReviewItem => {
    const read = targets.get(item.id)
    if (!read) return item
    const row = rowOf(read, binding, bindings)
    return {
      ...item,
      comparator: row.comparator,
      value: row.value,
      valueHigh: row.value_high,
      unit: row.unit,
    }
  }
  const now = counted
    .filter((item) => (targets.get(item.id)?.restates ?? null) === null)
    .map((item) => dated(followed(item, item.binding ?? item.suggestion)))
  return {
    campaign,
    review,
    reading,
    version: `${await campaignVersion(db, campaignId)}.${steps.at(-1)?.number ?? 0}`,
    difference: difference((await itemsOfCampaign(db, campaignId)).map(dated), now, {
      ignored: units,
      beside: (pair) => {
        const { before, after } = pair
        const item = followed(after, bindingAfter(pair))
        // the way a number binds may have come with the number that another document gave
        const given = before.delegatedTo !== null && item.value === null && item.comparator === 'none'
        return given ? { ...item, comparator: before.comparator } : item
      },
    }),
  }
}
