import type { Generated } from 'kysely'

interface SiteUnitsTable {
  site_id: number
  factor: string
  unit: string | null
  noted_by: string
  noted_at: Generated<Date>
}

declare module '../../database/tables.ts' {
  interface Tables {
    site_units: SiteUnitsTable
  }
}
