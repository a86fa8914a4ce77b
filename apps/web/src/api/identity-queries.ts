import type {
  ApiTokenRow,
  AuditCheck,
  AuditEntry,
  CampaignSummary,
  Person,
  Publication,
  RoleRow,
  SessionRow,
  UnitRow,
} from '@qinglan/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { apiPath, getJson } from './client.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => getJson<Person[]>('people', signal),
})

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => getJson<UnitRow[]>('units', signal),
})

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  staleTime: Infinity,
  queryFn: ({ signal }) => getJson<RoleRow[]>('roles', signal),
})

export const publicationsQuery = queryOptions({
  queryKey: ['publications'],
  queryFn: ({ signal }) => getJson<Publication[]>('publications', signal),
})

export const publishableQuery = queryOptions({
  queryKey: ['publishable'],
  queryFn: ({ signal }) => getJson<CampaignSummary[]>('campaigns', signal),
})

/** One's own sessions, or those of a person one administers. */
export const personSessionsQuery = (personId?: string) =>
  queryOptions({
    queryKey: ['sessions', personId ?? 'own'],
    queryFn: ({ signal }) =>
      getJson<SessionRow[]>(personId === undefined ? 'sessions' : `people/${personId}/sessions`, signal),
  })

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => getJson<ApiTokenRow[]>('tokens', signal),
})

export const auditChecksQuery = queryOptions({
  queryKey: ['audit-checks'],
  queryFn: ({ signal }) => getJson<AuditCheck[]>('audit/checks', signal),
})

export interface AuditAsked {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly table?: string | undefined
  readonly key?: string | undefined
}

const pageSize = 50

/** The newest entries that fit; each further page is older. */
export const auditQuery = (asked: AuditAsked) =>
  infiniteQueryOptions({
    queryKey: ['audit', asked],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      getJson<AuditEntry[]>(apiPath('audit', { ...asked, before: pageParam, limit: pageSize }), signal),
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
  })
