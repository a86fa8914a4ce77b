// Foundations: rounding, absence, comparison, editions
export * from './errors/standards-error.ts'
export { InvalidInputError } from './errors/invalid-input-error.ts'
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
export * from './rounding/mean.ts'
export * from './comparison/compare.ts'
export * from './editions/edition.ts'
export * from './editions/standard-for.ts'

// Air
export * from './air/pollutant.ts'
export * from './air/limits/limits-table.ts'
export * from './air/limits/limits.ts'
export * from './air/limits/reference-state.ts'
export * from './air/limits/validity.ts'
export * from './air/aqi/breakpoints.ts'
export * from './air/aqi/classes.ts'
export { individualAqi } from './air/aqi/iaqi.ts'
export type { DailyConcentrations, HourlyConcentrations } from './air/aqi/inputs.ts'
export * from './air/aqi/aqi.ts'
export * from './air/aqi/sensitive-groups.ts'
export { hj663On, statisticDecimals, type AirStatistic, type Hj663Edition } from './air/assessment/hj663.ts'
export * from './air/assessment/day.ts'
export * from './air/assessment/city.ts'
export { airPercentile, annualPercentiles } from './air/assessment/percentile.ts'
export * from './air/assessment/judge-year.ts'
export * from './air/assessment/judge-moment.ts'
export * from './air/assessment/other-year.ts'
export * from './air/assessment/evaluate-period.ts'
export * from './air/assessment/good-days.ts'
export * from './air/assessment/composite-index.ts'
export * from './air/assessment/sand-dust.ts'
export * from './air/batch/codes.ts'
export * from './air/batch/hourly-aqi-batch.ts'
export * from './air/batch/station-years.ts'
export * from './air/assessment/three-year-mean.ts'
export * from './air/assessment/trend.ts'
export * from './air/alerts/heavy-pollution.ts'
export * from './air/alerts/response.ts'

// Sources, dust and other accounts
export * from './voc/compounds.ts'
export * from './voc/ozone-formation.ts'
export * from './voc/storage-tank.ts'
export * from './cems/formulas.ts'
export * from './cems/limits.ts'
export * from './cems/substitution.ts'
export * from './cems/validity.ts'
export * from './dustfall/dustfall.ts'
export * from './energy/account.ts'
export * from './energy/intensity.ts'
export * from './energy/rate.ts'

// Other worlds
export * from './foreign/us-epa-breakpoints.ts'
export * from './foreign/us-epa-aqi.ts'
export * from './foreign/eu-aqi.ts'
export * from './foreign/who-2021.ts'

// Water, noise, soil, waste and supervision
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
  automaticFirstItems,
  automaticMonthlyMean,
  monthlySample,
  type MonthlySample,
  type MonthlySource,
} from './surface-water/monthly-source.ts'
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
  compensationItems,
  compensationPrices,
  regionalCompensation,
  type CompensationItem,
} from './surface-water/compensation.ts'
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
export {
  judgeEffluent,
  sewageItems,
  type SewageExceedance,
  type SewageItem,
  type SewageLimit,
  type SewageSampleMgPerL,
  type SewageVerdict,
} from './sewage/verdict.ts'
export {
  gb18918Limit,
  judgeGb18918,
  type Gb18918Grade,
  type Gb18918Input,
  type Gb18918Verdict,
} from './sewage/gb18918.ts'
export {
  db324440BindsFrom,
  db324440Limit,
  isDb324440Winter,
  jiangsuPlantGrade,
  judgeDb324440,
  type Db324440Grade,
  type Db324440Input,
  type Db324440Verdict,
  type EffluentKind,
  type JiangsuPlant,
} from './sewage/db32-4440.ts'
export {
  completeDischarges,
  flowWeightedMean,
  hj356Rule2019,
  manualSamplingHolds,
  onlineDay,
  onlineDayUnweighted,
  onlineMonth,
  type CompletedDischarge,
  type DischargeDay,
  type OnlineDay,
  type OnlineInterval,
  type OnlineRule,
} from './sewage/online.ts'
export {
  allowedErrors,
  analyserCheckHolds,
  type AllowedError,
  type CheckedAnalyser,
} from './sewage/analyser-check.ts'
export {
  noiseLimitDb,
  noiseLimitHolds,
  noiseZones,
  suddenNightNoiseHolds,
  type NoisePeriod,
  type NoiseZone,
} from './noise/zones.ts'
export { dayLevel, energyMeanDb, hoursOfPeriod, nightLevel, type EquivalentLevel } from './noise/levels.ts'
export { noiseAttainment, type NoisePointTime, type NoiseRate } from './noise/attainment.ts'
export {
  areaMeanDb,
  cityNoiseGrades,
  cityNoiseWords,
  complaintReductionPercent,
  gradeCityNoise,
  roadMeanDb,
  type CityNoiseGrade,
  type CityNoiseKind,
  type RoadLevel,
} from './noise/city-grade.ts'
export {
  boundaryLimitDb,
  judgeFactoryBoundary,
  structureBorneLimitDb,
  type BoundaryClass,
  type BoundaryInput,
  type BoundaryVerdict,
  type RoomKind,
} from './noise/factory-boundary.ts'
export {
  classifyFarmland,
  farmlandClasses,
  farmlandItems,
  farmlandLimits,
  type FarmlandClass,
  type FarmlandEvaluation,
  type FarmlandInput,
  type FarmlandItem,
  type FarmlandJudgement,
  type FarmlandUse,
} from './soil/farmland.ts'
export {
  buildingLandItems,
  evaluateBuildingLand,
  type BuildingLandClass,
  type BuildingLandEvaluation,
  type BuildingLandExceedance,
  type BuildingLandItem,
  type BuildingLandRisk,
} from './soil/building-land.ts'
export {
  farmlandSafeUseRate,
  plotSafeUseRate,
  type FarmlandParcel,
  type RedevelopedPlot,
  type SafeUseRate,
} from './soil/safe-use.ts'
export {
  wasteGeneratorLevel,
  wasteGeneratorLevels,
  wasteTonnesForLevel,
  type WasteGenerator,
  type WasteGeneratorLevel,
  type WasteTonnage,
} from './waste/generator-level.ts'
export { readManifestNumber, type ManifestNumber } from './waste/manifest-number.ts'
export { readWasteCode, wasteCategories, type WasteCode, type WasteCodeParts } from './waste/waste-code.ts'
export {
  jiangsuCredit,
  jiangsuCreditBands,
  type CreditBand,
  type CreditItem,
  type JiangsuCredit,
} from './credit/jiangsu-credit.ts'
export { inspectionDraws, inspectionDrawsByStaff } from './inspection/double-random.ts'
export { type LimitBound, type LimitReference } from './limit-reference/limit-reference.ts'
export {
  groundwaterLimitReferences,
  seaLimitReferences,
  surfaceWaterLimitReferences,
} from './limit-reference/water-quality-limits.ts'
export {
  noiseLimitReferences,
  sewageLimitReferences,
  soilLimitReferences,
} from './limit-reference/discharge-noise-soil-limits.ts'
