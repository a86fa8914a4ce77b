import type { AlarmState } from '@qinglan/contract'
import type { Generated, JSONColumnType } from 'kysely'

interface SignalPendingTable {
  id: Generated<number>
  site_id: number
  resolution: string
  from_at: Date
  imported: Generated<boolean>
}

interface SignalStatesTable {
  site_id: number
  rule: string
  up_to: Date
  state: JSONColumnType<Record<string, unknown>>
}

interface SiteLimitsTable {
  site_id: number
  factor: string
  low: number | null
  high: number | null
  range_low: number | null
  range_high: number | null
  source: Generated<string>
  unit: string | null
}

interface ExceedancesTable {
  site_id: number
  factor: string
  resolution: string
  at: Date
  value: number
  low: number | null
  high: number | null
}

interface AlarmsTable {
  id: Generated<string>
  site_id: number
  rule: string
  subject: Generated<string>
  severity: number
  state: Generated<AlarmState>
  name_zh: string
  name_en: string
  detail: JSONColumnType<Record<string, unknown>>
  repeats: Generated<number>
  began_at: Date
  raised_at: Date
  last_at: Date
  ended_at: Date | null
  acknowledged_by: string | null
  acknowledged_at: Date | null
  closed_by: string | null
  closed_at: Date | null
  note: Generated<string>
  assigned_to: Generated<string>
  late: Generated<boolean>
}

interface AlarmEpisodesTable {
  site_id: number
  rule: string
  subject: Generated<string>
  began_at: Date
  raised_at: Date
  ended_at: Date | null
  severity: number
  detail: JSONColumnType<Record<string, unknown>>
  late: Generated<boolean>
}

interface SiteStopsTable {
  id: Generated<string>
  site_id: number
  from_at: Date
  to_at: Date
  reason: Generated<string>
  noted_by: string
  noted_at: Generated<Date>
}

interface SiteEventsTable {
  site_id: number
  kind: string
  key: string
  at: Date
  facts: JSONColumnType<Record<string, unknown>>
  received_at: Generated<Date>
}

declare module '../../database/tables.ts' {
  interface Tables {
    signal_pending: SignalPendingTable
    signal_states: SignalStatesTable
    site_limits: SiteLimitsTable
    exceedances: ExceedancesTable
    alarms: AlarmsTable
    alarm_episodes: AlarmEpisodesTable
    site_events: SiteEventsTable
    site_stops: SiteStopsTable
  }
}
