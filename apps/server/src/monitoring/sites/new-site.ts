import type { SiteKind } from '@qinglan/contract'

/** What is known of a site of which nothing but its kind was said: an air station counts for its city. */
export const attributesOfNew: Readonly<Record<SiteKind, Readonly<Record<string, unknown>>>> = {
  'air-station': { cityPoint: true },
  'water-section': {},
  'water-source': {},
  'source-outlet': {},
}
