import type {
  Board,
  CampaignRevision,
  CampaignSummary,
  PlanPage,
  TargetDetail,
  TaskList,
} from '@qinglan/contract'
import { queryOptions } from '@tanstack/react-query'
import { apiPath, getJson } from './client.ts'

const segment = encodeURIComponent

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: ({ signal }) => getJson<CampaignSummary[]>('campaigns', signal),
})

/** `at`: a civil date; without it the server takes the campaign's own. */
export const boardQuery = (campaignId: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['board', campaignId, at],
    queryFn: ({ signal }) =>
      getJson<Board>(apiPath(`campaigns/${segment(campaignId)}/board`, { at }), signal),
  })

export const tasksQuery = (campaignId: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['tasks', campaignId, at],
    queryFn: ({ signal }) =>
      getJson<TaskList>(apiPath(`campaigns/${segment(campaignId)}/tasks`, { at }), signal),
  })

export const planQuery = (campaignId: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['plan', campaignId, at],
    queryFn: ({ signal }) =>
      getJson<PlanPage>(apiPath(`campaigns/${segment(campaignId)}/plan`, { at }), signal),
  })

export const revisionsQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ['revisions', campaignId],
    queryFn: ({ signal }) =>
      getJson<CampaignRevision[]>(`campaigns/${segment(campaignId)}/revisions`, signal),
  })

/** The address of a target below /api/v1; its id holds a slash. */
export const targetPath = (targetId: string): string => `targets/${segment(targetId)}`

export const targetQuery = (targetId: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['target', targetId, at],
    queryFn: ({ signal }) => getJson<TargetDetail>(apiPath(targetPath(targetId), { at }), signal),
  })
