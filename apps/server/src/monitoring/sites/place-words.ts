import type { RegionsTable } from '../../region/tables.ts'
import type { SiteKind } from '../tables.ts'

/** What the columns of a table of places may be called; compared without case, blanks and underscores. */
export const names = {
  code: [
    'code',
    'id',
    'sitecode',
    'stationcode',
    '编码',
    '代码',
    '站点编码',
    '点位编码',
    '断面编码',
    '区划代码',
  ],
  zh: ['name', 'namezh', '名称', '站点名称', '点位名称', '断面名称', '站点', '中文名'],
  en: ['nameen', '英文名', '英文名称'],
  kind: ['kind', 'type', '类型', '种类', '类别'],
  region: [
    'region',
    'regionid',
    'parent',
    '区划',
    '所属区划',
    '所属',
    '上级',
    '行政区',
    '区县',
    '城市',
    '上级代码',
  ],
  lon: ['lon', 'lng', 'longitude', '经度'],
  lat: ['lat', 'latitude', '纬度'],
  cityPoint: ['citypoint', '城市点', '城市点位', '参与评价'],
  lake: ['lake', '湖库'],
  targetClass: ['targetclass', '目标类别', '水质目标', '考核目标'],
  levels: ['levels', 'level', '级别', '控制级别', '断面级别'],
  river: ['river', '河流', '水体', '所在河流', '所在水体'],
  aliases: ['aliases', 'alias', '别名', '曾用名'],
} as const
/** A column of a table of places. */
export type Column = keyof typeof names

/** Words for kinds of regions. */
export const regionKinds: Readonly<Record<string, RegionsTable['kind']>> = {
  province: 'province',
  省: 'province',
  自治区: 'province',
  直辖市: 'province',
  city: 'city',
  市: 'city',
  地级市: 'city',
  州: 'city',
  盟: 'city',
  county: 'county',
  县: 'county',
  区: 'county',
  区县: 'county',
  县级市: 'county',
  旗: 'county',
  town: 'town',
  乡镇: 'town',
  镇: 'town',
  乡: 'town',
  街道: 'town',
  park: 'park',
  园区: 'park',
  开发区: 'park',
}

/** Words for kinds of sites. */
export const siteKinds: Readonly<Record<string, SiteKind>> = {
  'air-station': 'air-station',
  air: 'air-station',
  空气: 'air-station',
  空气站: 'air-station',
  大气: 'air-station',
  空气点位: 'air-station',
  'water-section': 'water-section',
  water: 'water-section',
  断面: 'water-section',
  水质断面: 'water-section',
  地表水: 'water-section',
  水站: 'water-section',
  'water-source': 'water-source',
  水源地: 'water-source',
  饮用水源: 'water-source',
  饮用水水源地: 'water-source',
  'source-outlet': 'source-outlet',
  排口: 'source-outlet',
  排放口: 'source-outlet',
  污染源: 'source-outlet',
}

/** Words for levels of control. */
export const levelWords: Readonly<Record<string, string>> = {
  national: 'national',
  国控: 'national',
  国考: 'national',
  国家: 'national',
  provincial: 'provincial',
  省控: 'provincial',
  省考: 'provincial',
  省级: 'provincial',
  city: 'city',
  市控: 'city',
  市考: 'city',
  市级: 'city',
}

/** Ways to write a class of water. */
export const romans: Readonly<Record<string, string>> = {
  '1': 'Ⅰ',
  '2': 'Ⅱ',
  '3': 'Ⅲ',
  '4': 'Ⅳ',
  '5': 'Ⅴ',
  I: 'Ⅰ',
  II: 'Ⅱ',
  III: 'Ⅲ',
  IV: 'Ⅳ',
  V: 'Ⅴ',
}

/** A header or a word in one spelling. */
export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s_-]/g, '')
    .toLowerCase()
/** Words for yes. */
export const yes = new Set(['true', 'yes', 'y', '1', '是', '√', '湖库', '湖', '水库'])
/** Words for no. */
export const no = new Set(['false', 'no', 'n', '0', '否', '×', '河流'])
