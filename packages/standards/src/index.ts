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
export {
  classOfItem,
  classOfRank,
  classRank,
  surfaceWaterClasses,
  surfaceWaterLimit,
  temperatureChangeHolds,
  worstClass,
  type SurfaceWaterClass,
  type TargetClass,
  type WaterBody,
} from './surface-water/classes.ts'
export {
  judgedItems,
  surfaceWaterItem,
  surfaceWaterItemOfFactor,
  surfaceWaterItems,
  type ClassedItem,
  type JudgedItem,
  type SurfaceWaterItem,
  type SurfaceWaterItemRow,
} from './surface-water/items.ts'
export {
  roundForJudging,
  usableReading,
  type BelowDetection,
  type JudgingMode,
  type MissingItem,
  type SampleMgPerL,
  type WaterReading,
} from './surface-water/sample.ts'
export { colourOfGrade, gradeOfClass, waterGrades, type WaterColour, type WaterGrade } from './surface-water/grade.ts'
export {
  exceedances,
  mainPollutants,
  mainPollutantsText,
  type Exceedance,
  type ItemJudgement,
} from './surface-water/main-pollutants.ts'
export {
  evaluateSection,
  type SectionBasis,
  type SectionEvaluation,
  type SectionInput,
  type SectionNotEvaluated,
  type TargetEvaluation,
} from './surface-water/section.ts'
export { classShares, countedShare, gradeOfShares, type ClassShares, type CountedShare } from './surface-water/shares.ts'
export {
  annualMean,
  fewestValues,
  lakeMean,
  meanPh,
  meanSample,
  monthlyMean,
  quarterlyMean,
  type MeanReading,
  type MeanSample,
} from './surface-water/means.ts'
export {
  evaluateWaters,
  exceedRates,
  sectionsForShares,
  type ItemExceedRate,
  type NamedSection,
  type WatersEvaluation,
  type WatersSection,
} from './surface-water/waters.ts'
export {
  classSteps,
  compareGrades,
  compareShares,
  type PeriodShares,
  type ShareChange,
  type WaterChange,
} from './surface-water/change.ts'
export {
  cityWaterIndex,
  cityWaterIndexChangePercent,
  combinedCityWaterIndex,
  rankByIndex,
  type CityWaterIndex,
} from './surface-water/cwqi.ts'
