import { useQuery } from '@tanstack/react-query'
import { differenceQuery } from '../../api/review-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { DifferenceList } from './difference-list.tsx'
import { Revise } from './revise.tsx'

/** What this plan says otherwise than an earlier one; against a campaign, what it shall make of it. */
export function DifferenceView({ id, against }: { id: string; against: string }) {
  const query = useQuery(differenceQuery(id, against))
  return (
    <QueryView query={query}>
      {(difference) =>
        difference.version === undefined ? (
          <DifferenceList difference={difference} />
        ) : (
          <Revise key={against} id={id} difference={difference} />
        )
      }
    </QueryView>
  )
}
