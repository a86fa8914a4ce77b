import type { CampaignSummary } from '@qinglan/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { campaignsQuery } from '../api/campaign-queries.ts'

/** The campaign of the address, else the first; and the date it is looked at. */
export function useCampaign(): {
  query: UseQueryResult<CampaignSummary[]>
  campaign: CampaignSummary | undefined
  /** As the address says it: undefined means the campaign's own date. */
  at: string | undefined
} {
  const search = useSearch({ from: '__root__' })
  const query = useQuery(campaignsQuery)
  const campaign = query.data?.find(({ id }) => id === search.campaign) ?? query.data?.[0]
  return { query, campaign, at: search.at }
}
