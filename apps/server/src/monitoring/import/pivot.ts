import type { ColumnPlan } from '../mappings/column-plan.ts'

/** Lays out records whose columns are sites as long records: the shared cells, the site, the value. */
export class Pivot {
  readonly #shared: readonly number[]
  readonly #sites: readonly (readonly [index: number, site: string])[]

  constructor({ shared, sites }: NonNullable<ColumnPlan['pivot']>, header: readonly string[]) {
    this.#shared = shared
    this.#sites = sites.map((index) => [index, header[index] ?? ''])
  }

  /** Blank cells are no values and make no record. */
  longOf(cells: readonly string[]): readonly string[][] {
    const shared = this.#shared.map((index) => cells[index] ?? '')
    return this.#sites.flatMap(([index, site]) => {
      const value = cells[index]?.trim() ?? ''
      return value === '' ? [] : [[...shared, site, value]]
    })
  }
}
