import { oneOf, textOf, type Raw } from '../../frame/search.ts'

/** The register page's choices, kept in the address. */
export interface RegistersSearch {
  readonly kind?: string | undefined
  readonly state?: string | undefined
  readonly status?: 'late' | 'open' | undefined
  readonly region?: string | undefined
  readonly q?: string | undefined
  readonly entity?: string | undefined
  readonly view?: 'map' | 'lists' | undefined
  readonly page?: number | undefined
}

export function readRegistersSearch(raw: Raw): RegistersSearch {
  const page = Number(textOf(raw['page']))
  return {
    kind: textOf(raw['kind']),
    state: textOf(raw['state']),
    status: oneOf(['late', 'open'], raw['status']),
    view: oneOf(['map', 'lists'], raw['view']),
    region: textOf(raw['region']),
    q: textOf(raw['q']),
    entity: textOf(raw['entity']),
    page: Number.isInteger(page) && page > 1 ? page : undefined,
  }
}
