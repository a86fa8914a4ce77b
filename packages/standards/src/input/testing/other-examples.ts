import type { Example } from './spoil.ts'

const half = { numerator: 1n, denominator: 2n }
const target = { comparator: '>=', value: 87.3, decimals: 1 }
const gasState = { kelvin: 298.15, kilopascal: 101.325 }
const ductState = { celsius: 120, atmosphericPascal: 101_000, staticPascal: -100 }
const hours = [40, 'device', 'stopped']
const intensity = { amount: { value: 100, unit: 'tce' }, output: { yuan: 1e8, priceYear: 2020 } }
const population = { name: 'enterprises on the list', count: 40 }
const levels = [50, 'device']

/** What the functions that belong to neither air nor water take. */
export const otherExamples: Readonly<Record<string, Example>> = {
  isMeasured: { given: [5] },
  isMissing: { given: ['line'] },
  measuredValues: { given: [hours] },
  toDecimal: { given: [1.5], decimal: ['0'] },
  toFraction: { given: [1.5], decimal: ['0'] },
  roundHalfEven: { given: [1.5, 0], decimal: ['0'] },
  roundSignificantHalfEven: { given: [1.5, 1], decimal: ['0'] },
  roundComputedHalfEven: { given: [1.5, 0] },
  roundFractionHalfEven: { given: [half, 0] },
  exactMean: { given: [[1, 2]] },
  roundMean: { given: [[1, 2], 0] },
  fractionToNumber: { given: [half] },
  compareAtWrittenPrecision: { given: [87.3, target], decimal: ['0'] },
  standardFor: { given: ['HJ 633', '2025-01-01', 'national'] },
  editionNamed: { given: ['HJ 633-2012'] },
  vocCompound: { given: ['71-43-2'], free: ['0'] },
  vocCoverage: { given: [['71-43-2']], free: ['0.0'] },
  litresPerMole: { given: [gasState] },
  ppbvToUgPerM3: { given: [3, 78, gasState] },
  ugPerM3ToPpbv: { given: [3, 78, gasState] },
  storageTankControl: { given: [{ vapourPressureKpa: 30, volumeM3: 80, keyArea: false }] },
  ppbvToPpbc: { given: [3, 6] },
  ozoneFormation: {
    given: [[{ cas: '71-43-2', ppbv: 3 }], 'MIR SAPRC-07', gasState],
    free: ['0.0.cas'],
  },
  toStandardStateMgPerM3: { given: [30, ductState] },
  toDryMgPerM3: { given: [30, 8] },
  ppmToMgPerM3: { given: [30, 'SO2'] },
  noxAsNo2MgPerM3: { given: [30, 5] },
  noxFromPpmAsNo2MgPerM3: { given: [30, 5] },
  atReferenceOxygenMgPerM3: { given: [30, 8, 6] },
  dryStandardFlowM3PerH: { given: [12, 3, ductState, 8] },
  emissionRateKgPerH: { given: [30, 100_000] },
  exceedsFlueGasLimit: { given: [36, 35, 0] },
  substitutionWindow: { given: [12, 95] },
  substituteEmissions: { given: [hours, [30]] },
  cemsHourlyMean: { given: [hours] },
  cemsDailyMean: { given: [hours] },
  cemsMonthlyMean: { given: [hours, 2] },
  captureRatePercent: { given: [hours] },
  dustfall: {
    given: [
      {
        dishWithResidueGrams: 45.1,
        emptyDishGrams: 45,
        blankGrams: 0.001,
        mouthCm2: 176.7,
        exposureDays: 30,
      },
    ],
  },
  dustfallMean: { given: [hours] },
  yearOnYearPercent: { given: [3, 4] },
  rankAscending: { given: [hours] },
  accountTotal: {
    given: [
      [
        {
          name: 'coal',
          activity: 10,
          activityUnit: 't coal',
          factor: 2.6,
          factorUnit: 'tCO2/t coal',
          factorSource: 'a table',
        },
      ],
      'tCO2',
    ],
    free: ['0.0.name', '0.0.activityUnit', '0.0.factorUnit', '0.0.factorSource', '1'],
  },
  balanceGap: { given: [{ inputs: [10], outputs: [4, 'unknown'], stockChange: 1 }] },
  declinePercent: { given: [10, 9] },
  intensityDecline: { given: [intensity, intensity] },
  chainOutput: { given: [{ yuan: 1e8, priceYear: 2020 }, [5, 6]] },
  yearlyDeclinePercent: { given: [18, 5] },
  cumulativeDeclinePercent: { given: [[3, 4]] },
  populationRate: { given: [20, population], free: ['1.name'] },
  roundRate: { given: [{ part: 20, population }, 1], free: ['0.population.name'] },
  noiseLimitDb: { given: ['2类', 'day'] },
  noiseLimitHolds: { given: ['2类', 'day', 60] },
  suddenNightNoiseHolds: { given: ['2类', 60] },
  energyMeanDb: { given: [[50, 60]] },
  dayLevel: { given: [levels, 1] },
  nightLevel: { given: [levels, 1] },
  noiseAttainment: { given: [[{ zone: '2类', dayDb: 55, nightDb: 'device' }], 1] },
  gradeCityNoise: { given: ['area', 'day', 54] },
  roadMeanDb: { given: [[{ leqDb: 68, lengthM: 900 }]] },
  areaMeanDb: { given: [[54, 55]] },
  complaintReductionPercent: { given: [40, 30] },
  boundaryLimitDb: { given: [3, 'night'] },
  structureBorneLimitDb: { given: [3, 'A', 'night'] },
  judgeFactoryBoundary: {
    given: [
      {
        class: 3,
        period: 'night',
        leqDb: 54,
        nightPeak: { kind: 'frequent', highestDb: 60 },
        indoors: false,
      },
    ],
  },
  farmlandLimits: { given: ['CD', 6.2, 'paddy'] },
  classifyFarmland: {
    given: [{ contentMgPerKg: { CD: 0.4, HG: { belowDetectionLimit: 0.1 } }, soilPh: 6.2, use: 'paddy' }],
    closed: ['0.contentMgPerKg'],
  },
  evaluateBuildingLand: { given: [{ 砷: 30, 镉: 'device' }, 1], closed: ['0'] },
  farmlandSafeUseRate: {
    given: [[{ class: '安全利用类', areaHectares: 10, measuresInPlace: true, cropsMeet: true }], 1],
  },
  plotSafeUseRate: { given: [[{ areaHectares: 10, meetsPlannedUse: true }], 1] },
  wasteGeneratorLevel: { given: [{ annualTonnes: 12, ownFacility: false, licence: false }] },
  wasteTonnesForLevel: { given: [{ yearlyTonnes: [12], eiaTonnes: 10, permitTonnes: 11 }] },
  readManifestNumber: { given: ['20263205000123'], free: ['0'] },
  readWasteCode: { given: ['900-249-08'], free: ['0'] },
  jiangsuCredit: { given: [[{ points: -3, from: '2026-03-02', to: '2026-09-02' }], '2026-04-01'] },
  inspectionDraws: { given: [83, 0.25] },
  inspectionDrawsByStaff: { given: [83, 4, 5] },
}
