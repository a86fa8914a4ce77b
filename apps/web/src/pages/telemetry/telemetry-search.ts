import { oneOf, textOf, type Raw } from '../../frame/search.ts'

export const telemetryTabs = [
  'sources',
  'alarms',
  'quality',
  'quarantine',
  'commands',
  'upstream',
  'platforms',
  'inspector',
] as const

export interface TelemetrySearch {
  readonly tab?: (typeof telemetryTabs)[number] | undefined
  /** The data logger whose panel is open. */
  readonly mn?: string | undefined
}

export const readTelemetrySearch = (raw: Raw): TelemetrySearch => ({
  tab: oneOf(telemetryTabs, raw['tab']),
  mn: textOf(raw['mn']),
})
