import type { Generated } from 'kysely'

interface DeviceReportsTable {
  mn: string
  site_id: number
  at: Date
  cn: string
  subject: string
  item: string
  value: string
  received_at: Generated<Date>
  unheard: Generated<boolean>
}

declare module '../../database/tables.ts' {
  interface Tables {
    device_reports: DeviceReportsTable
  }
}
