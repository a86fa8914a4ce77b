import { textOf, type Raw } from '../../frame/search.ts'

/** The duty page's choices, kept in the address. */
export interface DutiesSearch {
  readonly byRegion?: boolean | undefined
  readonly rule?: string | undefined
  readonly q?: string | undefined
}

export function readDutiesSearch(raw: Raw): DutiesSearch {
  return {
    byRegion: raw['byRegion'] === true || raw['byRegion'] === 'true' ? true : undefined,
    rule: textOf(raw['rule']),
    q: textOf(raw['q']),
  }
}
