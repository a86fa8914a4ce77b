import type { Bilingual, CivilDate, Provenance, SeriesPoint } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'

/** The question an indicator answers: this region, from the first day of `year` to the end of day `at`. */
export interface IndicatorQuestion {
  readonly regionId: string
  readonly year: number
  readonly at: CivilDate
  readonly params: Readonly<Record<string, unknown>>
}

/** What a mean or ratio is taken over, one by one. */
export type PeriodUnit = 'hour' | 'day' | 'month' | 'quarter'

/** How the value to date grows into the year's value, which the forecast needs to know. */
export type Accumulation =
  /** Mean over elements (days, months): `done` of `total` elements are in. */
  | { readonly kind: 'mean'; readonly unit: PeriodUnit; readonly done: number; readonly total: number }
  /** Share of elements that qualify: `good` of `done`, `total` at year's end. */
  | {
      readonly kind: 'ratio'
      readonly unit: PeriodUnit
      readonly good: number
      readonly done: number
      readonly total: number
    }
  /** A sum or count that only grows. */
  | { readonly kind: 'count' }
  /** A state of affairs that is judged anew each time. */
  | { readonly kind: 'latest' }

/** What an indicator says, with all that a reviewer needs to redo it. */
export interface IndicatorAnswer {
  /** Unrounded; null when there is not enough to say, and then `missing` says why. */
  readonly value: number | null
  readonly missing: Bilingual | null
  readonly accumulation: Accumulation
  /** Exact integers behind a ratio, so that 48 of 55 is never compared through a rounded percentage. */
  readonly fraction: { readonly numerator: number; readonly denominator: number } | null
  readonly series: readonly SeriesPoint[]
  /** The same indicator in earlier years, for the projection: value to the same day of the year, and value of the rest of that year. */
  readonly history: readonly {
    readonly year: number
    readonly toDate: number
    readonly rest: number
    readonly whole: number
  }[]
  readonly provenance: readonly Provenance[]
  /** Anything else worth keeping beside the state: lists of sections that fail, sites without data. */
  readonly inputs: Readonly<Record<string, unknown>>
}

/** What a parameter may be set to. */
export interface ParamChoice {
  readonly value: string
  readonly title: Bilingual
}

/** A parameter as it was set, in words; `basis`: the ground it brings with it. */
export interface ParamWords {
  readonly text: Bilingual
  readonly basis?: Bilingual | undefined
}

/** A named, typed function of region and period. */
export interface Indicator {
  readonly key: string
  readonly title: Bilingual
  /** Normalised unit, as in the plan reading contract: ug/m3, percent, count … */
  readonly unit: string
  answer(db: Db, question: IndicatorQuestion): Promise<IndicatorAnswer>
  /** Choices of parameters that are kept in the database, by what they are chosen from. */
  choices?(db: Db): Promise<Readonly<Record<string, readonly ParamChoice[]>>>
  /** Its parameters in words, by their names. */
  describe?(db: Db, params: IndicatorQuestion['params']): Promise<Readonly<Record<string, ParamWords>>>
}
