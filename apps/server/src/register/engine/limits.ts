import type { Bilingual } from '@qinglan/contract'
import type { LimitLibrary } from '../definitions/limit-library.ts'

/** A limit with where it comes from. */
export interface Limit {
  readonly max: number | null
  readonly min: number | null
  readonly unit: string
  readonly edition: string
  readonly clause: string | null
  /** Says that the figure was not compared with the standard itself. */
  readonly assumed: Bilingual | null
}

/** Why there is no limit: the library, an edition for the day, or the category is missing. */
export type NoLimit = 'no-library' | 'no-edition' | 'no-category'

/** All editions of all libraries. */
export class LimitShelf {
  readonly libraries: readonly LimitLibrary[]
  readonly #editions = new Map<string, LimitLibrary[]>()

  constructor(libraries: readonly LimitLibrary[]) {
    this.libraries = libraries
    for (const library of libraries) {
      const list = this.#editions.get(library.library)
      if (list) list.push(library)
      else this.#editions.set(library.library, [library])
    }
    for (const list of this.#editions.values()) list.sort((a, b) => b.validFrom.localeCompare(a.validFrom))
  }

  /** The limit of a category on a day, from the edition that came into force last. */
  limitOn(library: string, of: string, on: string): Limit | NoLimit {
    const editions = this.#editions.get(library)
    if (!editions) return 'no-library'
    const edition = editions.find((e) => e.validFrom <= on && (e.validTo === undefined || on <= e.validTo))
    if (!edition) return 'no-edition'
    const entry = edition.limits.find((l) => l.of === of)
    if (!entry) return 'no-category'
    const { max = null, min = null, clause = null } = entry
    return {
      max,
      min,
      unit: edition.unit,
      edition: edition.edition,
      clause,
      assumed: edition.assumed ?? null,
    }
  }
}
