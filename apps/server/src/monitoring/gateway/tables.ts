import type { Generated } from 'kysely'

export interface DevicesTable {
  mn: string
  site_id: number
  password: string
  check_password: Generated<boolean>
  accept_modbus_crc: Generated<boolean>
  time_label: Generated<'start' | 'end'>
  enabled: Generated<boolean>
  dialect: string | null
  last_seen_at: Date | null
  last_data_at: Date | null
  clock_skew_seconds: number | null
  registered_by: string
  registered_at: Generated<Date>
}

export interface QuarantineTable {
  mn: string
  reason: 'unknown-mn' | 'wrong-password' | 'disabled' | 'no-time'
  remote: string
  first_seen_at: Generated<Date>
  last_seen_at: Generated<Date>
  packets: Generated<number>
  sample: Buffer
}

export interface RawPacketsTable {
  id: Generated<number>
  received_from: Date
  received_to: Date
  packets: number
  mns: string[]
  body: Buffer
}

declare module '../../database/tables.ts' {
  interface Tables {
    devices: DevicesTable
    quarantine: QuarantineTable
    raw_packets: RawPacketsTable
  }
}
