import type { EntityDetail, EntityList, GapRow, Kind, RulePreview } from '@qinglan/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiPath, getJson, sendJson } from './client.ts'

export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  queryFn: ({ signal }) => getJson<Kind[]>('kinds', signal),
})

/** What narrows a page of a register. */
export interface EntitiesAsked {
  readonly kind: string
  readonly regionId?: string | undefined
  readonly state?: string | undefined
  readonly text?: string | undefined
  readonly status?: 'late' | 'open' | undefined
  readonly limit: number
  readonly offset: number
}

export const entitiesQuery = (asked: EntitiesAsked) =>
  queryOptions({
    queryKey: ['entities', asked],
    queryFn: ({ signal }) => getJson<EntityList>(apiPath('entities', { ...asked }), signal),
    placeholderData: keepPreviousData,
  })

export const entityQuery = (id: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['entity', id, at],
    queryFn: ({ signal }) =>
      getJson<EntityDetail>(apiPath(`entities/${encodeURIComponent(id)}`, { at }), signal),
  })

export const gapsQuery = (at: string | undefined, byRegion: boolean) =>
  queryOptions({
    queryKey: ['gaps', at, byRegion],
    queryFn: ({ signal }) => getJson<GapRow[]>(apiPath('gaps', { at, byRegion }), signal),
    placeholderData: keepPreviousData,
  })

/** A rule as the server holds it; the editor changes its condition and thresholds. */
export interface Rule {
  readonly rule: string
  readonly row: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly kind: string
  readonly edition: string
  readonly validFrom: string
  readonly when: string
  readonly thresholds?: Readonly<
    Record<string, { readonly value: number; readonly unit: string; readonly boundary: string }>
  >
}

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => getJson<Rule[]>('rules', signal),
})

export const previewRule = (rule: Rule, at: string | undefined): Promise<RulePreview> =>
  sendJson('POST', apiPath('rules/preview', { at }), rule)

export const saveRule = (rule: Rule): Promise<Rule> => sendJson('PUT', 'rules', rule)
