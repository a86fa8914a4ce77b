/** A calendar date of China Standard Time, `YYYY-MM-DD`. */
export type CivilDate = string

/** How sure a number of this library is: read in the primary text, in other documents, or unverified. */
export type Confidence = 'primary' | 'secondary' | 'unverified'

/** One edition (or phase) of a standard and the days whose data it governs. */
export interface StandardEdition {
  /** Number without the year: `HJ 633`. */
  readonly standard: string
  /** Number with the year, and the phase where limits come in phases: `GB 3095-2026/transition`. */
  readonly edition: string
  readonly titleZh: string
  readonly titleEn: string
  /** First day of data it governs. */
  readonly effectiveFrom: CivilDate
  /** Last day of data it governs; null while no end is set. */
  readonly effectiveTo: CivilDate | null
  /** First day for places that applied it ahead of the country. */
  readonly earlyFrom?: CivilDate
  readonly amendments?: readonly { readonly name: string; readonly effectiveFrom: CivilDate }[]
  readonly confidence: Confidence
}
