import type { SiteKind } from '@qinglan/contract'
import { inspectPacket } from '@qinglan/hj212'

const kinds: ReadonlyMap<string, SiteKind> = new Map([
  ['21', 'water-section'],
  ['22', 'air-station'],
])

/** What a device is at, by the system code (ST) of a packet of its; HJ 212-2017 table 5. */
export const kindOfSample = (sample: string): SiteKind =>
  kinds.get(inspectPacket(new TextEncoder().encode(sample)).packet.st ?? '') ?? 'source-outlet'
