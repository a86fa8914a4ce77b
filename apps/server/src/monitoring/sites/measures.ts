import type { Family } from '../factors/factors.ts'
import type { SiteKind } from '../tables.ts'

/** Whether a site of this kind can have factors of a family; an outlet has both. */
export const measures = (kind: SiteKind, family: Family): boolean =>
  kind === 'source-outlet' || (kind === 'air-station') === (family === 'air')
