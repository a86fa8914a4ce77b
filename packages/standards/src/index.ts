// Foundations: rounding, absence, comparison, editions
export { StandardsError, type StandardsErrorCode } from './errors/standards-error.ts'
export {
  isMeasured,
  isMissing,
  measuredValues,
  missingReasons,
  type Missing,
  type Reading,
} from './missing/reading.ts'
export { toDecimal, toFraction, type Decimal, type Fraction } from './rounding/decimal.ts'
export { roundFractionHalfEven, roundHalfEven, roundSignificantHalfEven } from './rounding/round.ts'
export { exactMean, fractionToNumber, roundMean } from './rounding/mean.ts'
export {
  compareAtWrittenPrecision,
  type Comparator,
  type CountedRate,
  type WrittenComparison,
  type WrittenTarget,
} from './comparison/compare.ts'
export type { CivilDate, Confidence, StandardEdition } from './editions/edition.ts'
export {
  editionNamed,
  standardEditions,
  standardFor,
  StandardNotInForceError,
} from './editions/standard-for.ts'

// Air

// Water, noise, soil
