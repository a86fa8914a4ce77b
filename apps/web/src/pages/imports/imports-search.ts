import { textOf, type Raw } from '../../frame/search.ts'

/** The import whose result is shown. */
export interface ImportsSearch {
  readonly import?: string | undefined
}

export const readImportsSearch = (raw: Raw): ImportsSearch => ({ import: textOf(raw['import']) })
