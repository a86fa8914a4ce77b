import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { CommandState } from '@qinglan/contract'
import type { RefusalReason } from './packet-row.ts'

export interface DevicesTable {
  mn: string
  site_id: number
  /** The way in to `device_secrets`; reads null. */
  password: ColumnType<null, string, string>
  password_set_at: Generated<Date | null>
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
  reason: RefusalReason
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

export interface DeviceCommandsTable {
  id: Generated<string>
  mn: string
  cn: string
  parameters: JSONColumnType<Record<string, string>>
  factors: string[]
  state: Generated<CommandState>
  code: number | null
  qn: string | null
  answers: JSONColumnType<readonly Record<string, string>[], never>
  records: Generated<number>
  asked_by: string
  asked_at: Generated<Date>
  ended_at: Date | null
}

interface DeviceSecretsTable {
  mn: string
  password: string
  changed_at: Generated<Date>
}

interface ObservedDaysTable {
  site_id: number
  day: string
}

interface UpstreamsTable {
  id: Generated<number>
  name: string
  host: string
  port: number
  /** The way in to `upstream_secrets`; reads null. */
  password: ColumnType<null, string | null | undefined, string | null>
  enabled: Generated<boolean>
  answers: Generated<boolean>
  delivered: Generated<number>
  last_delivered_at: Date | null
  last_error: string | null
}

interface UpstreamSecretsTable {
  upstream_id: number
  password: string
  changed_at: Generated<Date>
}

interface UpstreamQueueTable {
  id: Generated<number>
  upstream_id: number
  mn: Generated<string>
  received_at: Generated<Date>
  packet: Buffer
  attempts: Generated<number>
  refusal: string | null
  refused_since: Date | null
  set_aside_at: Date | null
}

interface UpstreamDevicesTable {
  upstream_id: number
  mn: string
  delivered: number
  last_delivered_at: Date
  day: string
  delivered_of_day: number
}

declare module '../../database/tables.ts' {
  interface Tables {
    devices: DevicesTable
    quarantine: QuarantineTable
    raw_packets: RawPacketsTable
    device_commands: DeviceCommandsTable
    device_secrets: DeviceSecretsTable
    observed_days: ObservedDaysTable
    upstreams: UpstreamsTable
    upstream_secrets: UpstreamSecretsTable
    upstream_queue: UpstreamQueueTable
    upstream_devices: UpstreamDevicesTable
  }
}
