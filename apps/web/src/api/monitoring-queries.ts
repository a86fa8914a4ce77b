import type {
  AqiCalendar,
  ImportMapping,
  ImportResult,
  Region,
  Resolution,
  SectionRow,
  Site,
  SiteSeries,
} from '@qinglan/contract'
import { queryOptions } from '@tanstack/react-query'
import { apiPath, getJson } from './client.ts'

const segment = encodeURIComponent

/** Borders change once in years: fetched once per visit. */
export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  staleTime: Infinity,
  queryFn: ({ signal }) => getJson<Region[]>(apiPath('regions', { geometry: true }), signal),
})

/** All sites with what they measured last, as of a day where one is given. */
export const sitesQuery = (at?: string) =>
  queryOptions({
    queryKey: ['sites', at],
    queryFn: ({ signal }) => getJson<Site[]>(apiPath('sites', { at }), signal),
  })

export interface SeriesAsked {
  readonly siteId: string
  readonly factor: string
  readonly resolution: Resolution
  readonly from: string
  readonly to: string
}

export const seriesQuery = ({ siteId, ...asked }: SeriesAsked) =>
  queryOptions({
    queryKey: ['series', siteId, asked],
    queryFn: ({ signal }) =>
      getJson<SiteSeries>(apiPath(`sites/${segment(siteId)}/series`, { ...asked }), signal),
  })

export interface CalendarSubject {
  readonly kind: 'site' | 'region'
  readonly id: string
}

export const calendarQuery = ({ kind, id }: CalendarSubject, year: number, at: string | undefined) =>
  queryOptions({
    queryKey: ['calendar', kind, id, year, at],
    queryFn: ({ signal }) =>
      getJson<AqiCalendar>(apiPath(`${kind}s/${segment(id)}/aqi-calendar`, { year, at }), signal),
  })

/** Every section's class in the month of `at` and in the year so far. */
export const sectionsQuery = (at: string | undefined) =>
  queryOptions({
    queryKey: ['sections', at],
    queryFn: ({ signal }) => getJson<SectionRow[]>(apiPath('sections', { at }), signal),
  })

export const mappingsQuery = queryOptions({
  queryKey: ['import-mappings'],
  staleTime: Infinity,
  queryFn: ({ signal }) => getJson<ImportMapping[]>('import-mappings', signal),
})

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => getJson<ImportResult[]>('imports', signal),
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => getJson<ImportResult>(`imports/${segment(id)}`, signal),
  })
