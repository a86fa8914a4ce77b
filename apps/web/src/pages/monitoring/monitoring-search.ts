import type { SiteKind } from '@qinglan/contract'
import { oneOf, textOf, type Raw } from '../../frame/search.ts'

export const siteKinds = [
  'air-station',
  'water-section',
  'water-source',
  'source-outlet',
] as const satisfies readonly SiteKind[]

/** What the monitoring page looks at, kept in the address. */
export interface MonitoringSearch {
  readonly kind?: SiteKind | undefined
  readonly site?: string | undefined
  /** Whose AQI calendar: `region:ID` or `site:ID`. */
  readonly calendar?: string | undefined
}

export function readMonitoringSearch(raw: Raw): MonitoringSearch {
  return { kind: oneOf(siteKinds, raw['kind']), site: textOf(raw['site']), calendar: textOf(raw['calendar']) }
}
