import type { Confidence } from '../editions/edition.ts'
import { editionNamed } from '../editions/standard-for.ts'

/** How a value is held against a limit; `absent` and `notDetected` are limits in words. */
export type LimitBound = 'atMost' | 'atLeast' | 'range' | 'absent' | 'notDetected' | 'afterNuclideAnalysis'

/** One limit of a standard as it can be cited. */
export interface LimitReference {
  /** Number without the year. */
  readonly standard: string
  readonly edition: string
  readonly clause: string
  readonly item: string
  /** Class, grade, zone or use that the limit belongs to. */
  readonly category: string
  readonly bound: LimitBound
  /** As printed; `6–9` for a range, empty for a limit in words. */
  readonly limit: string
  readonly unit: string
  readonly confidence: Confidence
}

/** What rows of one standard share. */
interface LimitSource {
  readonly edition: string
  readonly confidence?: Confidence
}

/** A row without what its standard says anyway. */
type LimitRow = Omit<LimitReference, 'standard' | 'edition' | 'confidence'>

/** Names the standard and edition of a row. @throws StandardsError `unknown-standard` */
export function cite(source: LimitSource, row: LimitRow): LimitReference {
  const { standard, edition, confidence } = editionNamed(source.edition)
  return { standard, edition, confidence: source.confidence ?? confidence, ...row }
}
