import type { Generated, JSONColumnType } from 'kysely'

/** What was computed for a site or region and a period, by an edition of a standard; `starts` is the first civil day. */
export interface EvaluationsTable {
  subject_kind: 'site' | 'region'
  subject_id: string
  standard: string
  edition: string
  period: 'hour' | 'day' | 'month' | 'quarter' | 'year'
  starts: string
  result: JSONColumnType<Record<string, unknown>>
  inputs: number
  valid: number
  simulated: boolean
  computed_at: Generated<Date>
}

/** Days of sites whose data changed since they were assessed. */
export interface AssessmentDirtyTable {
  site_id: number
  day: string
  noted_at: Generated<Date>
}

/** Sites all of whose former days are to be assessed anew. */
export interface AssessmentAnewTable {
  id: Generated<number>
  site_id: number
}

declare module '../database/tables.ts' {
  interface Tables {
    evaluations: EvaluationsTable
    assessment_dirty: AssessmentDirtyTable
    assessment_anew: AssessmentAnewTable
  }
}
