import type { Generated } from 'kysely'

interface CorrectionsTable {
  id: Generated<string>
  site_id: number
  resolution: string
  at: Date
  factor: string
  statistic: string
  value: number | null
  reason: string
  corrected_by: string
  corrected_at: Generated<Date>
  former: number | null
  former_flag: string | null
  applied_at: Date | null
}

declare module '../../database/tables.ts' {
  interface Tables {
    corrections: CorrectionsTable
  }
}
