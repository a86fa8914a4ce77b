import type { ReviewDifference, ReviewItem } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { Binding } from '../plan/bindings.ts'
import { difference } from './difference.ts'
import { findReview } from './reviews.ts'

const counted = ({ state }: ReviewItem): boolean =>
  state !== 'split' && state !== 'merged' && state !== 'rejected'

/**
 * What the plan of a review changes against that of an earlier one. Rejected items count on neither side.
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
  const [now, before] = [await findReview(db, id, bindings), await findReview(db, againstId, bindings)]
  return {
    against: { id: before.id, title: before.title },
    ...difference(before.items.filter(counted), now.items.filter(counted)),
  }
}
