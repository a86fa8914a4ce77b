import type { Generated, JSONColumnType } from 'kysely'

/** What is measured at a site; an outlet may have air and water. */
export type SiteKind = 'air-station' | 'water-section' | 'water-source' | 'source-outlet'

/** Where is measured; WGS 84 degrees. */
export interface SitesTable {
  id: Generated<number>
  code: string
  kind: SiteKind
  name_zh: string
  name_en: string
  region_id: string | null
  unit_id: string | null
  lon: number | null
  lat: number | null
  attributes: JSONColumnType<Record<string, unknown>>
  simulated: Generated<boolean>
}

/** Other names of sites. */
export interface SiteAliasesTable {
  alias: string
  site_id: number
}

/** What stands at each position of `observations.values`. */
export interface LayoutsTable {
  id: Generated<number>
  key: string
  channels: JSONColumnType<readonly { factor: string; statistic: string; unit: string }[]>
}

/** Files that were taken in or refused, and by whom. */
export interface ImportsTable {
  id: string
  file_name: string
  sha256: string | null
  mapping: string
  mode: 'all-or-nothing' | 'skip-and-report'
  status: 'running' | 'done' | 'refused' | 'failed'
  rows: Generated<number>
  accepted: Generated<number>
  rejected: Generated<number>
  inserted: Generated<number>
  changed: Generated<number>
  unchanged: Generated<number>
  simulated: boolean
  unused: Generated<string[]>
  started_at: Generated<Date>
  finished_at: Date | null
  person_id: string | null
  unit_id: string | null
  region_id: string | null
}

/** What was wrong with a file, cell by cell. */
export interface ImportProblemsTable {
  import_id: string
  line: number
  column_name: string
  value: string
  reason_zh: string
  reason_en: string
}

/** Measurements: one row a site, resolution and time (UTC), with a flag letter a value. */
export interface ObservationsTable {
  site_id: number
  resolution: string
  at: Date
  layout_id: number
  values: (number | null)[]
  flags: string | null
  simulated: boolean
  source: string | null
  received_at: Generated<Date>
}

/** What observations said before they were replaced. */
export interface ObservationRevisionsTable {
  site_id: number
  resolution: string
  at: Date
  layout_id: number
  values: (number | null)[]
  flags: string | null
  source: string | null
  received_at: Date
  replaced_at: Generated<Date>
}

declare module '../database/tables.ts' {
  interface Tables {
    sites: SitesTable
    site_aliases: SiteAliasesTable
    layouts: LayoutsTable
    imports: ImportsTable
    import_problems: ImportProblemsTable
    observations: ObservationsTable
    observation_revisions: ObservationRevisionsTable
  }
}
