import type { Generated, JSONColumnType } from 'kysely'

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

export interface AssessmentDirtyTable {
  site_id: number
  day: string
  noted_at: Generated<Date>
}

declare module '../database/tables.ts' {
  interface Tables {
    evaluations: EvaluationsTable
    assessment_dirty: AssessmentDirtyTable
  }
}
