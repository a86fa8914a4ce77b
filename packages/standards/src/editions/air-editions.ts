import type { StandardEdition } from './edition.ts'

const gb3095 = { standard: 'GB 3095', titleZh: '环境空气质量标准', titleEn: 'Ambient air quality standards' }
const hj633 = {
  standard: 'HJ 633',
  titleZh: '环境空气质量指数（AQI）技术规定',
  titleEn: 'Technical regulation on ambient air quality index',
}
const hj663 = {
  standard: 'HJ 663',
  titleZh: '环境空气质量评价技术规范',
  titleEn: 'Technical regulation for ambient air quality assessment',
}

/** The editions behind the air modules; dates are those of the data, never of the computation. */
export const airEditions: readonly StandardEdition[] = [
  {
    ...gb3095,
    edition: 'GB 3095-2012',
    effectiveFrom: '2016-01-01',
    effectiveTo: '2026-02-28',
    earlyFrom: '2012-02-29', // key regions from 2012, 113 cities 2013, all prefecture cities 2015
    amendments: [{ name: 'GB 3095-2012/XG1-2018', effectiveFrom: '2018-09-01' }],
    confidence: 'secondary',
  },
  {
    ...gb3095,
    edition: 'GB 3095-2026/transition',
    effectiveFrom: '2026-03-01',
    effectiveTo: '2030-12-31',
    confidence: 'primary',
  },
  {
    ...gb3095,
    edition: 'GB 3095-2026/final',
    effectiveFrom: '2031-01-01',
    effectiveTo: null,
    confidence: 'primary',
  },
  {
    ...hj633,
    edition: 'HJ 633-2012',
    effectiveFrom: '2016-01-01',
    effectiveTo: '2026-02-28',
    earlyFrom: '2012-02-29',
    confidence: 'primary',
  },
  { ...hj633, edition: 'HJ 633-2026', effectiveFrom: '2026-03-01', effectiveTo: null, confidence: 'primary' },
  {
    ...hj663,
    edition: 'HJ 663-2013',
    effectiveFrom: '2013-10-01',
    effectiveTo: '2026-02-28',
    confidence: 'unverified',
  },
  {
    ...hj663,
    edition: 'HJ 663-2026',
    effectiveFrom: '2026-03-01',
    effectiveTo: null,
    confidence: 'secondary',
  },
  {
    standard: 'HJ 1221',
    titleZh: '环境空气 降尘的测定 重量法',
    titleEn: 'Ambient air: determination of dustfall, gravimetric method',
    edition: 'HJ 1221-2021',
    effectiveFrom: '2021-12-21',
    effectiveTo: null,
    confidence: 'unverified',
  },
  {
    standard: 'HJ 75',
    titleZh: '固定污染源烟气（SO2、NOX、颗粒物）排放连续监测技术规范',
    titleEn: 'Specifications for continuous emissions monitoring of flue gas',
    edition: 'HJ 75-2017',
    effectiveFrom: '2018-03-01',
    effectiveTo: null,
    confidence: 'unverified',
  },
  {
    standard: 'US EPA AQI',
    titleZh: '美国空气质量指数',
    titleEn: 'US air quality index',
    edition: 'US EPA AQI 2013',
    effectiveFrom: '2013-03-18',
    effectiveTo: '2024-05-05',
    confidence: 'unverified',
  },
  {
    standard: 'US EPA AQI',
    titleZh: '美国空气质量指数',
    titleEn: 'US air quality index',
    edition: 'US EPA AQI 2024',
    effectiveFrom: '2024-05-06',
    effectiveTo: null,
    confidence: 'primary',
  },
  {
    standard: 'WHO AQG',
    titleZh: '世界卫生组织全球空气质量准则',
    titleEn: 'WHO global air quality guidelines',
    edition: 'WHO AQG 2021',
    effectiveFrom: '2021-09-22',
    effectiveTo: null,
    confidence: 'secondary',
  },
]
