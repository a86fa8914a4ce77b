import type { SiteKind } from '@qinglan/contract'
import { inspectPacket } from '@qinglan/hj212'

/** What a device is at, by the system code (ST) of a packet of its; HJ 212-2017 table 5. */
export function kindOfSample(sample: string): SiteKind {
  switch (inspectPacket(new TextEncoder().encode(sample)).packet.st) {
    case '21':
      return 'water-section'
    case '22':
      return 'air-station'
    default:
      return 'source-outlet'
  }
}
