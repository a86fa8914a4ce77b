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
export {
  roundComputedHalfEven,
  roundFractionHalfEven,
  roundHalfEven,
  roundSignificantHalfEven,
} from './rounding/round.ts'
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
export { airDecimals, airPollutants, airUnits, type AirPollutant, type AirUnit } from './air/pollutant.ts'
export {
  limitRows,
  referenceLimits,
  type Gb3095Edition,
  type LimitedPollutant,
  type LimitPeriod,
  type LimitRow,
  type ReferenceLimit,
} from './air/limits/limits-table.ts'
export { airLimit, airLimits, gb3095On, type AirLimit, type AreaClass } from './air/limits/limits.ts'
export { gasFrom273To298Kelvin, referenceStateOn, type ReferenceState } from './air/limits/reference-state.ts'
export { airValidity, quarterValidity, yearValidity, type YearValidity } from './air/limits/validity.ts'
export {
  breakpoints,
  columnPollutant,
  iaqiSteps,
  type Hj633Edition,
  type IaqiColumn,
} from './air/aqi/breakpoints.ts'
export { aqiClasses, aqiClassOf, type AqiClass } from './air/aqi/classes.ts'
export { individualAqi } from './air/aqi/iaqi.ts'
export type { DailyConcentrations, HourlyConcentrations } from './air/aqi/inputs.ts'
export {
  dailyAqi,
  hj633On,
  hourlyAqi,
  type AqiOptions,
  type AqiResult,
  type SubIndex,
} from './air/aqi/aqi.ts'
export { hj663On, statisticDecimals, type AirStatistic, type Hj663Edition } from './air/assessment/hj663.ts'
export { airDailyMean, ozoneDailyMax1h, ozoneDailyMax8h, type OzoneDailyMax8h } from './air/assessment/day.ts'
export { cityDay, cityMean } from './air/assessment/city.ts'
export { airPercentile, annualPercentiles } from './air/assessment/percentile.ts'
export {
  complianceRatePercent,
  judgeYear,
  overLimitMultiple,
  type AnnualStatistics,
  type JudgedPollutant,
  type JudgedStatistic,
  type JudgedYear,
} from './air/assessment/judge-year.ts'
export {
  evaluatePeriod,
  evaluateYear,
  type DatedConcentrations,
  type EvaluationOptions,
  type PeriodEvaluation,
  type PollutantPeriod,
} from './air/assessment/evaluate-period.ts'
export { goodDayRatio, type GoodDayRatio } from './air/assessment/good-days.ts'
export {
  compositeIndex,
  equalWeights,
  weights322,
  type CompositeIndex,
  type IndexWeights,
} from './air/assessment/composite-index.ts'
export {
  deductEvents,
  proposeDustStretches,
  type DustStretch,
  type ExceptionalEvent,
} from './air/assessment/sand-dust.ts'
export { airCode, airReading, aqiReading, insufficientCode, missingCodesFrom } from './air/batch/codes.ts'
export { hourlyAqiBatch, primaryOf, type AqiCodes, type HourlyCodes } from './air/batch/hourly-aqi-batch.ts'
export {
  evaluateStationYears,
  stationYear,
  type StationYears,
  type StationYearsOptions,
} from './air/batch/station-years.ts'
export { spearmanTrend, type SpearmanTrend } from './air/assessment/trend.ts'

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
export {
  colourOfGrade,
  gradeOfClass,
  waterGrades,
  type WaterColour,
  type WaterGrade,
} from './surface-water/grade.ts'
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
export {
  classifySections,
  noClassRank,
  type SectionClasses,
  type SectionColumns,
} from './surface-water/batch.ts'
export {
  classShares,
  countedShare,
  gradeOfShares,
  type ClassShares,
  type CountedShare,
} from './surface-water/shares.ts'
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
export {
  blackOdorousGrades,
  gradeBlackOdorous,
  type BlackOdorousEvaluation,
  type BlackOdorousGrade,
  type BlackOdorousInput,
  type BlackOdorousItem,
} from './surface-water/black-odorous.ts'
export {
  lakeTrophicIndex,
  trophicGrade,
  type TrophicGrade,
  type TrophicIndex,
  type TrophicInput,
  type TrophicNotEvaluated,
  type TrophicPart,
} from './lake/trophic.ts'
export {
  drinkingSourceLimits,
  drinkingSourceRates,
  evaluateDrinkingSource,
  type CountedSource,
  type DrinkingSourceEvaluation,
  type DrinkingSourceInput,
  type ProtectionZone,
  type SourceExceedance,
  type SourceLimit,
  type SourceRates,
} from './drinking-water/source.ts'
export { seaItem, seaItems, seaPhRanges, type SeaItem, type SeaItemRow } from './sea/items.ts'
export {
  commonSeaItems,
  evaluateSeaPoint,
  seaClasses,
  seaClassOfItem,
  seaClassOfTemperatureRise,
  type SeaBasis,
  type SeaClass,
  type SeaPointEvaluation,
  type SeaPointNotEvaluated,
  type SeaSampleMgPerL,
} from './sea/point.ts'
export {
  gradeSeaArea,
  seaAnnualPercent,
  seaGoodShareByArea,
  seaGoodShareByPoints,
  seaGrades,
  type SeaGoodShare,
  type SeaGoodShareByPoints,
  type SeaGrade,
  type SeaPercents,
} from './sea/area.ts'
export {
  seaEutrophication,
  type SeaEutrophication,
  type SeaEutrophicationInput,
} from './sea/eutrophication.ts'
export {
  groundwaterItem,
  groundwaterItems,
  groundwaterPhRanges,
  type GroundwaterItem,
  type GroundwaterLimit,
  type GroundwaterUnit,
} from './groundwater/items.ts'
export {
  evaluateGroundwater,
  groundwaterClasses,
  groundwaterShares,
  type GroundwaterClass,
  type GroundwaterEvaluation,
  type GroundwaterJudgement,
  type GroundwaterSample,
} from './groundwater/point.ts'
