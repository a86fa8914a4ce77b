import type { Review, ReviewStep } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { reviewQuery, takeStep } from '../../api/review-queries.ts'

/** Takes steps of a review one after the other, however fast the keys come. */
export function useSteps(id: string) {
  const client = useQueryClient()
  const { queryKey } = reviewQuery(id)
  return useMutation({
    scope: { id: `review ${id}` },
    mutationFn: (step: ReviewStep) => {
      const last = client.getQueryData<Review>(queryKey)?.steps.at(-1)?.number ?? 0
      return takeStep(id, step, last)
    },
    onSuccess: (review) => client.setQueryData(queryKey, review),
    onError: () => client.invalidateQueries({ queryKey }),
  })
}
