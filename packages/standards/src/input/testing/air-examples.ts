import type { Example } from './spoil.ts'

const daily = {
  so2DailyMeanUgPerM3: 8,
  no2DailyMeanUgPerM3: 35,
  pm10DailyMeanUgPerM3: 80,
  pm25DailyMeanUgPerM3: 61,
  coDailyMeanMgPerM3: 0.9,
  o3DailyMax8hUgPerM3: 'line',
  o3DailyMax1hUgPerM3: 130,
}
const hourly = {
  so2HourMeanUgPerM3: 8,
  no2HourMeanUgPerM3: 35,
  pm10HourMeanUgPerM3: 80,
  pm25HourMeanUgPerM3: 61,
  coHourMeanMgPerM3: 0.9,
  o3HourMeanUgPerM3: 'calibration',
  o3Rolling8hUgPerM3: 100,
  pm10Rolling24hUgPerM3: 80,
  pm25Rolling24hUgPerM3: 60,
  so2Rolling24hUgPerM3: 9,
}
const hours = Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 'device' : 40 + hour))
const fewHours = [60, 'device', 61]
const days = [{ date: '2025-03-01', ...daily }]
const evaluation = {
  edition: 'HJ 663-2013',
  limits: 'GB 3095-2012',
  aqiEdition: 'HJ 633-2012',
  areaClass: 'II',
  scope: 'national',
}
const events = [
  { kind: 'sand-dust', from: '2025-03-01', to: '2025-03-02', pollutants: ['PM10'], basis: 'a letter' },
]
const six = { SO2: 8, NO2: 30, PM10: 60, 'PM2.5': 33, CO: 1, O3: 'insufficient' }
const weights = { SO2: 1, NO2: 1, PM10: 1, 'PM2.5': 1, CO: 1, O3: 1 }
const statistic = { mean: 30, percentile: 'insufficient' }
const statistics = {
  SO2: statistic,
  NO2: statistic,
  PM10: statistic,
  'PM2.5': statistic,
  CO: statistic,
  O3: statistic,
}
const empty = new Uint16Array(0)
const codes = {
  so2UgPerM3: empty,
  no2UgPerM3: empty,
  pm10UgPerM3: empty,
  pm25UgPerM3: empty,
  coTenthMgPerM3: empty,
  o3UgPerM3: empty,
}
const { scope: _scope, ...batchEvaluation } = evaluation
const numbers = new Float64Array(6)
const stationYears = {
  valid: new Uint8Array(6),
  validDays: new Uint16Array(6),
  mean: numbers,
  meanJudged: numbers,
  percentile: numbers,
  percentileJudged: numbers,
}
const alertRules = { triggers: [{ level: 'red', any: [[{ above: 200, atLeast: 0, days: 1 }]] }] }

/** What the functions for ambient air take. */
export const airExamples: Readonly<Record<string, Example>> = {
  airLimit: { given: ['CO', '24h', 'II', 'GB 3095-2012'] },
  airLimits: { given: ['I', 'GB 3095-2026/final'] },
  gb3095On: { given: ['2025-01-01', 'national'] },
  referenceStateOn: { given: ['2020-01-01'] },
  gasFrom273To298Kelvin: { given: [50] },
  yearValidity: { given: [[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 'PM2.5'] },
  quarterValidity: { given: [[5, 5, 5]] },
  aqiClassOf: { given: [77] },
  individualAqi: { given: ['CO_24h', 2.2, 'HJ 633-2026'] },
  hj633On: { given: ['2025-01-01', 'early'] },
  dailyAqi: { given: [daily, 'HJ 633-2012', { excused: ['SO2'] }], closed: ['0', '2'] },
  hourlyAqi: { given: [hourly, 'HJ 633-2012', { hourly2012: 'text' }], closed: ['0', '2'] },
  hj663On: { given: ['2025-01-01'] },
  statisticDecimals: { given: ['CO', 'HJ 663-2013'] },
  airDailyMean: { given: [hours, 'CO', 'HJ 663-2013'] },
  ozoneDailyMax8h: { given: [hours, 'HJ 663-2013', 160] },
  ozoneDailyMax1h: { given: [hours, 'HJ 663-2026'] },
  cityMean: { given: [fewHours, 'PM10', 'HJ 663-2026'] },
  cityDay: { given: [[daily, ...days], 'HJ 663-2026'], closed: ['0.1'] },
  cityHour: { given: [[hourly], 'HJ 663-2026'], closed: ['0.0'] },
  airPercentile: { given: [[1, 2, 3], 95] },
  judgeYear: { given: [statistics, 'GB 3095-2012', 'II'], closed: ['0'] },
  overLimitMultiple: { given: [90, 75] },
  complianceRatePercent: { given: [300, 360] },
  judgeDay: { given: [daily, 'GB 3095-2012', 'II'], closed: ['0'] },
  judgeHour: { given: [hourly, 'GB 3095-2012', 'II'], closed: ['0'] },
  evaluateOtherYear: { given: ['Pb', [{ date: '2025-03-01', ugPerM3: 0.2 }], 2025, 'GB 3095-2012', 'II'] },
  evaluateYear: { given: [days, 2025, evaluation], closed: ['0.0', '2'] },
  evaluatePeriod: { given: [days, '2025-03-01', '2025-03-31', evaluation], closed: ['0.0', '3'] },
  goodDayRatio: { given: [fewHours] },
  compositeIndex: { given: [six, 'GB 3095-2012', weights], closed: ['0', '2'] },
  deductEvents: { given: [days, events], free: ['1.0.basis'], closed: ['0.0'] },
  evaluateYearWithEvents: { given: [days, events, 2025, evaluation], free: ['1.0.basis'], closed: ['0.0'] },
  proposeDustStretches: { given: [fewHours, fewHours] },
  airCode: { given: [35, 'CO'] },
  airReading: { given: [35, 'CO'] },
  aqiReading: { given: [35] },
  hourlyAqiBatch: { given: [codes, 'HJ 633-2026'] },
  primaryOf: { given: [5] },
  evaluateStationYears: { given: [codes, 2025, batchEvaluation], closed: ['2'] },
  stationYear: { given: [stationYears, 0, 'CO'] },
  threeYearMean: { given: [[30, 'insufficient', 28], 'PM2.5'] },
  spearmanTrend: { given: [[5, 4, 3, 2, 1], 0.05] },
  alertRulesOn: { given: ['2025-01-01'] },
  alertResponse: { given: ['yellow'] },
  emergencyCuts: { given: ['red', 'NOx', 1000, [100, 200]] },
  alertMayLift: { given: [[120, 'unknown'], alertRules], free: ['1.triggers.0.level'] },
  heavyPollutionAlert: { given: [[210, 'unknown'], alertRules], free: ['1.triggers.0.level'] },
  usEpaSubIndex: { given: ['PM2.5_24h_ugPerM3', 20, 'US EPA AQI 2024'] },
  usEpaAqi: {
    given: [
      {
        o3Max8hPpm: 0.06,
        o3Max1hPpm: 'device',
        pm25DailyMeanUgPerM3: 20,
        pm10DailyMeanUgPerM3: 60,
        coMax8hPpm: 1,
        so2Max1hPpb: 310,
        so2DailyMeanPpb: 100,
        no2Max1hPpb: 20,
      },
      'US EPA AQI 2024',
    ],
    closed: ['0'],
  },
  particleNowCastUgPerM3: { given: [[30, 31, 'device']] },
  euAqi: {
    given: [
      { pm25UgPerM3: 10, pm10UgPerM3: 20, no2UgPerM3: 'device', o3UgPerM3: 80, so2UgPerM3: 4 },
      'EEA EAQI 2025',
    ],
    closed: ['0'],
  },
  compareWithWho: { given: ['PM2.5 year', 30] },
}
