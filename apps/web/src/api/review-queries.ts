import type {
  CampaignOfReview,
  IndicatorEntry,
  LedgerImport,
  NewCampaignOfReview,
  NewRevision,
  Review,
  ReviewDifference,
  ReviewStep,
  ReviewSummary,
  RevisionResult,
} from '@qinglan/contract'
import { queryOptions } from '@tanstack/react-query'
import { apiHref, apiPath, getJson, sendFile, sendJson } from './client.ts'

const path = (id: string, rest = ''): string => `reviews/${encodeURIComponent(id)}${rest}`

export const reviewsQuery = queryOptions({
  queryKey: ['reviews'],
  queryFn: ({ signal }) => getJson<ReviewSummary[]>('reviews', signal),
})

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['review', id],
    queryFn: ({ signal }) => getJson<Review>(path(id), signal),
  })

/** Indicators change with the packs alone. */
export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: ({ signal }) => getJson<IndicatorEntry[]>('indicators', signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export const differenceQuery = (id: string, against: string) =>
  queryOptions({
    queryKey: ['review', id, 'diff', against],
    queryFn: ({ signal }) => getJson<ReviewDifference>(apiPath(path(id, '/diff'), { against }), signal),
  })

export const openReview = (file: File, regionId: string | undefined): Promise<Review> =>
  sendFile('reviews', file, regionId === undefined ? {} : { regionId })

/** `after`: the last step seen, so that two people at one desk do not undo each other. */
export const takeStep = (id: string, step: ReviewStep, after: number): Promise<Review> =>
  sendJson('POST', path(id, '/steps'), { step, after })

export const applyReview = (id: string, campaign?: NewCampaignOfReview): Promise<CampaignOfReview> =>
  sendJson('POST', path(id, '/campaign'), campaign ? { campaign } : {})

/** Brings a campaign to the revised plan of a review, item by item. */
export const reviseCampaign = (id: string, revision: NewRevision): Promise<RevisionResult> =>
  sendJson('POST', path(id, '/revision'), revision)

export const importLedger = (id: string, file: File): Promise<LedgerImport> =>
  sendFile(path(id, '/ledger'), file)

export const ledgerHref = (id: string, format: 'xlsx' | 'docx'): string =>
  apiHref(path(id, `/ledger.${format}`))
