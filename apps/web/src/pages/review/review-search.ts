import { textOf, type Raw } from '../../frame/search.ts'

/** Which review lies on the desk, and the earlier one it is compared with. */
export interface ReviewSearch {
  readonly review?: string | undefined
  readonly against?: string | undefined
}

export const readReviewSearch = (raw: Raw): ReviewSearch => ({
  review: textOf(raw['review']),
  against: textOf(raw['against']),
})
