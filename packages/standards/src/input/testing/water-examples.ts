import type { Example } from './spoil.ts'

const sample = { DO: 6, NH3N: 2.1, TP: { belowDetectionLimit: 0.02 }, CODMn: 'device', PH: 7, WT: 12 }
const judgements = [{ item: 'NH3N', valueMgPerL: 2.1, class: '劣Ⅴ' }]
const shares = { good: { part: 3, whole: 5 }, worseThanV: { part: 1, whole: 5 } }
const month = { goodPercent: 80, worseThanVPercent: 5 }
const intervals = [
  { concentrationMgPerL: 20, flowM3: 100 },
  { concentrationMgPerL: 'device', flowM3: 100 },
]
const rule = { edition: 'HJ 356-2019', leastValid: { part: 1, whole: 2 } }
const seaAreas = { 一类: 60, 二类: 30, 三类: 5, 四类: 3, 劣四类: 2 }
const effluent = { COD: 30, NH3N: { belowDetectionLimit: 0.05 }, TP: 'maintenance' }
const plant = { built: 'new', area: 'key', taihu: false, capacityM3PerDay: 20_000 }

/** What the functions for water take. */
export const waterExamples: Readonly<Record<string, Example>> = {
  classRank: { given: ['Ⅲ'] },
  classOfRank: { given: [2] },
  worstClass: { given: [['Ⅱ', 'Ⅲ']] },
  surfaceWaterLimit: { given: ['TP', 'Ⅲ', 'lake'] },
  classOfItem: { given: ['DO', 4.2, 'river', 60] },
  temperatureChangeHolds: { given: [1] },
  surfaceWaterItem: { given: ['TP'] },
  surfaceWaterItemOfFactor: { given: ['w01001'], free: ['0'] },
  usableReading: { given: ['TP', { belowDetectionLimit: 0.02 }], closed: ['1'] },
  roundForJudging: { given: ['TP', 0.2004] },
  gradeOfClass: { given: ['Ⅲ'] },
  colourOfGrade: { given: ['良好'] },
  exceedances: { given: [judgements, 'Ⅲ', 'river'] },
  mainPollutants: { given: [judgements, 'Ⅲ', 'river'] },
  mainPollutantsText: { given: [[{ zh: '氨氮', multipleShown: null }]], free: ['0.0.zh'] },
  evaluateSection: {
    given: [
      {
        sampleMgPerL: sample,
        water: 'river',
        judging: 'rounded',
        target: 'Ⅲ',
        doSaturationPercent: 60,
        expected: ['DO', 'NH3N'],
      },
    ],
    closed: ['0.sampleMgPerL'],
  },
  classifySections: {
    given: [{ columnsMgPerL: { DO: new Float64Array(2) }, judging: 'rounded', isLake: new Uint8Array(2) }],
    closed: ['0.columnsMgPerL'],
  },
  classShares: { given: [['Ⅱ', 'Ⅲ', 'device'], 1] },
  countedShare: { given: [2, 3, 1] },
  gradeOfShares: { given: [shares] },
  meanPh: { given: [[7, 8]] },
  meanSample: { given: [[sample, sample], 1], closed: ['0.1'] },
  monthlyMean: { given: [[sample]], closed: ['0.0'] },
  quarterlyMean: { given: [[sample, sample]], closed: ['0.0'] },
  annualMean: { given: [[sample], 1], closed: ['0.0'] },
  lakeMean: { given: [[[sample], [sample]], 1], closed: ['0.1.0'] },
  automaticMonthlyMean: { given: [[sample], 1], closed: ['0.0'] },
  monthlySample: { given: [sample, sample], closed: ['0', '1'] },
  evaluateWaters: {
    given: [[{ name: 'a section', sampleMgPerL: sample, water: 'river' }], 'rounded', 1],
    free: ['0.0.name'],
    closed: ['0.0.sampleMgPerL'],
  },
  exceedRates: {
    given: [[{ name: 'a section', evaluation: { evaluated: true, items: judgements } }], 1],
    free: ['0.0.name'],
  },
  compareShares: { given: [month, month] },
  compareGrades: { given: ['优', '良好'] },
  classSteps: { given: ['Ⅱ', 'Ⅳ'] },
  regionalCompensation: { given: [{ TP: { meanMgPerL: 0.3, targetMgPerL: 0.2 } }, 1000] },
  cityWaterIndex: { given: [sample, 'river'], closed: ['0'] },
  combinedCityWaterIndex: {
    given: [
      { index: 4, sections: 3 },
      { index: 5, points: 2 },
    ],
  },
  cityWaterIndexChangePercent: { given: [4, 5] },
  rankByIndex: { given: [[4, 5]] },
  gradeBlackOdorous: {
    given: [
      { sdCentimetres: 30, doMgPerL: 3, nh3nMgPerL: 'device', orpMillivolts: 60, depthCentimetres: 20 },
    ],
    closed: ['0'],
  },
  lakeTrophicIndex: {
    given: [
      {
        chlaMgPerM3: 10,
        tpMgPerL: { belowDetectionLimit: 0.02 },
        tnMgPerL: 1,
        sdMetres: 0.8,
        codMnMgPerL: 'device',
      },
    ],
    closed: ['0.tpMgPerL'],
  },
  trophicGrade: { given: [55] },
  evaluateDrinkingSource: {
    given: [
      {
        basicMgPerL: sample,
        water: 'river',
        zone: 'first',
        judging: 'asGiven',
        otherMgPerL: { SO4: 100, 锰: { belowDetectionLimit: 0.02 } },
      },
    ],
    closed: ['0.basicMgPerL', '0.otherMgPerL'],
  },
  drinkingSourceRates: { given: [[{ passes: true, volumeM3: 100 }], 1] },
  seaItem: { given: ['DIN'] },
  seaClassOfItem: { given: ['DIN', 0.3] },
  evaluateSeaPoint: {
    given: [{ DIN: 0.3, OIL: 'device', COD: { belowDetectionLimit: 0.1 } }, ['DIN', 'OIL']],
    closed: ['0'],
  },
  seaClassOfTemperatureRise: { given: [1, 'summer'] },
  gradeSeaArea: { given: [seaAreas], closed: ['0'] },
  seaGoodShareByArea: { given: [seaAreas, 1], closed: ['0'] },
  seaGoodShareByPoints: { given: [['一类', 'device'], 1] },
  seaAnnualPercent: { given: [[80, 90], 1] },
  seaEutrophication: { given: [{ codMgPerL: 1, dinMgPerL: 0.2, dipMgPerL: 0.01 }] },
  groundwaterItem: { given: ['锰'] },
  evaluateGroundwater: {
    given: [
      {
        mgPerL: { 锰: 0.2 },
        ugPerL: { 苯: { belowDetectionLimit: 0.4 } },
        inTableUnit: { pH: 7 },
        observed: { 嗅和味: 'absent' },
        nuclideAnalysisPassed: true,
      },
      ['锰'],
    ],
    closed: ['0', '0.mgPerL', '0.ugPerL', '0.inTableUnit', '0.observed'],
  },
  groundwaterShares: { given: [['Ⅲ', 'Ⅴ'], 1] },
  judgeEffluent: { given: [effluent, () => '50'], closed: ['0'] },
  gb18918Limit: { given: ['NH3N', { grade: 'A', waterCelsius: 10, builtBefore2006: true }] },
  judgeGb18918: {
    given: [{ grade: 'A', waterCelsius: 10, builtBefore2006: true, dailyMeanMgPerL: effluent }],
    closed: ['0.dailyMeanMgPerL'],
  },
  jiangsuPlantGrade: { given: [plant] },
  db324440BindsFrom: { given: ['new'] },
  isDb324440Winter: { given: ['2026-01-01'] },
  db324440Limit: { given: ['TN', 'A', 'single', true] },
  judgeDb324440: {
    given: [{ grade: 'A', kind: 'single', date: '2026-01-01', valuesMgPerL: effluent }],
    closed: ['0.valuesMgPerL'],
  },
  flowWeightedMean: { given: [intervals] },
  onlineDay: { given: [intervals, rule], free: ['1.edition'] },
  onlineDayUnweighted: { given: [[7, 'device'], rule], free: ['1.edition'] },
  onlineMonth: { given: [[7, 'device'], rule], free: ['1.edition'] },
  completeDischarges: { given: [[{ dischargeKg: 3, checkPassed: true }]] },
  manualSamplingHolds: { given: [[0, 6, 12, 18]] },
  analyserCheckHolds: { given: ['COD', 40, 41] },
}
