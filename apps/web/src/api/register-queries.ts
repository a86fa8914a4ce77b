import type {
  Bilingual,
  EntityDetail,
  EntityFile,
  EntityList,
  FactValue,
  GapRow,
  Kind,
  ListBatch,
  RulePreview,
} from '@qinglan/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiPath, getJson, sendJson } from './client.ts'

export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  queryFn: ({ signal }) => getJson<Kind[]>('kinds', signal),
})

/** What narrows a page of a register. */
export interface EntitiesAsked {
  readonly kind: string
  readonly at?: string | undefined
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

export const entityFileQuery = (id: string, at: string) =>
  queryOptions({
    queryKey: ['entity-file', id, at],
    queryFn: ({ signal }) =>
      getJson<EntityFile>(apiPath(`entities/${encodeURIComponent(id)}/file`, { at }), signal),
  })

export const gapsQuery = (at: string | undefined, byRegion: boolean) =>
  queryOptions({
    queryKey: ['gaps', at, byRegion],
    queryFn: ({ signal }) => getJson<GapRow[]>(apiPath('gaps', { at, byRegion }), signal),
    placeholderData: keepPreviousData,
  })

/** A duty of a rule, as far as evidence for it is entered. */
export interface RuleDuty {
  readonly duty: string
  readonly type: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly alternatives?: readonly string[]
}

/** A rule as the server holds it; the editor changes its condition and thresholds. */
export interface Rule {
  readonly rule: string
  readonly row: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly kind: string
  readonly edition: string
  readonly validFrom: string
  readonly supersedes?: string
  readonly when: string
  readonly must: readonly RuleDuty[]
  readonly by?: string
  readonly basis?: Bilingual
  readonly thresholds?: Readonly<
    Record<
      string,
      {
        readonly value: number
        readonly unit: string
        readonly boundary: string
        readonly assumed?: Bilingual
      }
    >
  >
  readonly settings?: Readonly<Record<string, string | number | boolean>>
  /** What was assumed where nobody said, by the name of a setting or a duty. */
  readonly assumptions?: Readonly<Record<string, Bilingual>>
  readonly raises?: { readonly title: Bilingual }
}

/** A library of limits in one edition, such as a standard with its year. */
export interface LimitLibrary {
  readonly library: string
  readonly row: string
  readonly title: Bilingual
  readonly edition: string
  readonly validFrom: string
  readonly unit: string
  readonly assumed?: Bilingual
  readonly limits: readonly { readonly of: string; readonly max?: number; readonly min?: number }[]
}

export const limitLibrariesQuery = queryOptions({
  queryKey: ['limit-libraries'],
  queryFn: ({ signal }) => getJson<LimitLibrary[]>('limit-libraries', signal),
})

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => getJson<Rule[]>('rules', signal),
})

/** Whose duties would change; of `most` entities drawn by lot, or of the whole register. */
export const previewQuery = (rule: Rule, at: string | undefined, most?: number) => {
  const { edition: _edition, ...what } = rule
  return queryOptions({
    queryKey: ['rule-preview', what, at, most],
    queryFn: ({ signal }) =>
      sendJson<RulePreview>('POST', apiPath('rules/preview', { at, most }), rule, signal),
    retry: false,
    gcTime: 60_000,
  })
}

export const saveRule = (rule: Rule): Promise<Rule> => sendJson('PUT', 'rules', rule)

/** What a form says of an entity. */
export interface EntityEntered {
  readonly kind: string
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state?: string | null
  readonly regionId?: string | null
  readonly geometry?: unknown
  readonly effectiveOn: string
  readonly reason: string
}

export const saveEntity = (entered: EntityEntered): Promise<{ id: string; outcome: string }> =>
  sendJson('POST', 'entities', entered)

export interface EvidenceEntered {
  readonly type: string
  readonly duty: string
  readonly on: string
  readonly lastDataOn?: string
  readonly data: Readonly<Record<string, FactValue>>
}

export const addEvidence = (entityId: string, evidence: EvidenceEntered): Promise<{ id: string }> =>
  sendJson('POST', `entities/${encodeURIComponent(entityId)}/evidence`, evidence)

export const listsQuery = queryOptions({
  queryKey: ['lists'],
  queryFn: ({ signal }) => getJson<ListBatch[]>('lists', signal),
})

export const differenceQuery = (list: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['lists', list, from, to],
    queryFn: ({ signal }) =>
      getJson<{ entered: string[]; left: string[] }>(
        apiPath(`lists/${encodeURIComponent(list)}/difference`, { from, to }),
        signal,
      ),
  })

export interface BatchEntered {
  readonly list: string
  readonly title: string
  readonly publishedOn: string
  readonly entityIds: readonly string[]
  readonly publicFacts: readonly string[]
  readonly reason: string
}

export const publishBatch = ({ list, ...batch }: BatchEntered): Promise<{ batch: number; sha256: string }> =>
  sendJson('POST', `lists/${encodeURIComponent(list)}/batches`, batch)
