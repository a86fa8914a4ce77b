/** What a factor belongs to; observations of one family share one layout. */
export type Family = 'air' | 'water'

/** The statistic that a value is. `mean` of an hour or day, `value` of a sample or a state. */
export type Statistic =
  | 'mean'
  | 'value'
  | 'rolling-8h'
  | 'rolling-24h'
  | 'day-max-1h'
  | 'day-max-8h'
  | 'total'

/** Something that is measured, with its names and its unit. */
export interface Factor {
  readonly key: string
  readonly family: Family
  readonly zh: string
  readonly en: string
  readonly unit: string
  /** What an instrument or a laboratory can truthfully report; outside it a value is refused. */
  readonly range: readonly [number, number]
  /** Code of HJ 212 / HJ 524, and other names in files; compared without case, blanks, dots and underscores. */
  readonly names: readonly string[]
}

type Row = readonly [
  key: string,
  zh: string,
  en: string,
  unit: string,
  low: number,
  high: number,
  names: string,
]

// Upper ends are wide on purpose: dust storms brought PM10 above 9 mg/m³, and a real peak must not be refused.
const air: readonly Row[] = [
  ['PM2.5', '细颗粒物', 'fine particles', 'µg/m³', 0, 10000, 'PM25 a34004 PM2.5浓度'],
  ['PM10', '可吸入颗粒物', 'inhalable particles', 'µg/m³', 0, 20000, 'a34002 颗粒物(PM10) PM10浓度'],
  ['SO2', '二氧化硫', 'sulphur dioxide', 'µg/m³', 0, 10000, 'a21026'],
  ['NO2', '二氧化氮', 'nitrogen dioxide', 'µg/m³', 0, 10000, 'a21004'],
  ['CO', '一氧化碳', 'carbon monoxide', 'mg/m³', 0, 200, 'a21005'],
  ['O3', '臭氧', 'ozone', 'µg/m³', 0, 3000, 'a05024 臭氧1小时 ozone O3_1h'],
  ['NO', '一氧化氮', 'nitric oxide', 'µg/m³', 0, 10000, 'a21003'],
  ['NOx', '氮氧化物', 'nitrogen oxides', 'µg/m³', 0, 20000, 'a21002'],
  ['TSP', '总悬浮颗粒物', 'total suspended particles', 'µg/m³', 0, 30000, 'a34001'],
  ['DUSTFALL', '降尘', 'dustfall', 't/(km²·30d)', 0, 300, '降尘量 dust'],
]

const water: readonly Row[] = [
  ['WT', '水温', 'water temperature', '°C', -5, 60, 'w01010 watertemp temperature watertemperature 温度'],
  ['PH', 'pH值', 'pH', '', 0, 14, 'w01001 pH 酸碱度 pH值(无量纲)'],
  ['DO', '溶解氧', 'dissolved oxygen', 'mg/L', 0, 60, 'w01009 dissolvedoxygen'],
  ['CODMn', '高锰酸盐指数', 'permanganate index', 'mg/L', 0, 500, 'w01019 高锰酸钾指数 IMn'],
  ['COD', '化学需氧量', 'chemical oxygen demand', 'mg/L', 0, 50000, 'w01018 CODCr 化学需氧量(CODCr)'],
  ['BOD5', '五日生化需氧量', 'BOD5', 'mg/L', 0, 20000, 'w01017 生化需氧量 BOD'],
  ['NH3N', '氨氮', 'ammonia nitrogen', 'mg/L', 0, 2000, 'w21003 NH3-N NH4N NH3 NH4-N 氨氮(NH3-N)'],
  ['TP', '总磷', 'total phosphorus', 'mg/L', 0, 500, 'w21011'],
  ['TN', '总氮', 'total nitrogen', 'mg/L', 0, 2000, 'w21001'],
  ['CU', '铜', 'copper', 'mg/L', 0, 500, 'w20122'],
  ['ZN', '锌', 'zinc', 'mg/L', 0, 500, 'w20123'],
  ['F', '氟化物', 'fluoride', 'mg/L', 0, 500, 'w21017 fluoride F-'],
  ['SE', '硒', 'selenium', 'mg/L', 0, 50, 'w20128'],
  ['AS', '砷', 'arsenic', 'mg/L', 0, 50, 'w20119'],
  ['HG', '汞', 'mercury', 'mg/L', 0, 10, 'w20111'],
  ['CD', '镉', 'cadmium', 'mg/L', 0, 50, 'w20115'],
  ['CR6', '六价铬', 'hexavalent chromium', 'mg/L', 0, 100, 'w20117 铬(六价) Cr6+ 铬六价'],
  ['PB', '铅', 'lead', 'mg/L', 0, 100, 'w20120'],
  ['CN', '氰化物', 'cyanide', 'mg/L', 0, 100, 'w21016 总氰化物'],
  ['VP', '挥发酚', 'volatile phenols', 'mg/L', 0, 500, 'w23002 挥发性酚 挥发酚类'],
  ['OIL', '石油类', 'petroleum', 'mg/L', 0, 1000, 'w22001'],
  ['LAS', '阴离子表面活性剂', 'anionic surfactants', 'mg/L', 0, 500, 'w19002 阴离子表面活性剂(LAS)'],
  ['S', '硫化物', 'sulphide', 'mg/L', 0, 500, 'w21019'],
  ['FC', '粪大肠菌群', 'faecal coliforms', 'count/L', 0, 1e12, 'w02003'],
  ['EC', '电导率', 'conductivity', 'µS/cm', 0, 200000, 'w01014 conductivity'],
  ['TURB', '浊度', 'turbidity', 'NTU', 0, 50000, 'w01003 turbidity 浑浊度'],
  ['CHLA', '叶绿素a', 'chlorophyll a', 'mg/L', 0, 100, 'w01016 chla chl_a 叶绿素'],
  ['ALGAE', '藻密度', 'algal density', 'cells/L', 0, 1e12, 'w19011 algaldensity'],
  ['SD', '透明度', 'transparency', 'cm', 0, 5000, 'w01012 transparency'],
  ['SO4', '硫酸盐', 'sulphate', 'mg/L', 0, 100000, 'w21038'],
  ['CL', '氯化物', 'chloride', 'mg/L', 0, 200000, 'w21022'],
  ['NO3', '硝酸盐', 'nitrate (as N)', 'mg/L', 0, 5000, 'w21007 硝酸盐氮 NO3-N'],
  ['FE', '铁', 'iron', 'mg/L', 0, 5000, 'w20125'],
  ['MN', '锰', 'manganese', 'mg/L', 0, 5000, 'w20124'],
]

const rows = (family: Family, table: readonly Row[]): readonly Factor[] =>
  table.map(([key, zh, en, unit, low, high, names]) => ({
    key,
    family,
    zh,
    en,
    unit,
    range: [low, high],
    names: [key, zh, ...names.split(' ')],
  }))

/** The factors the platform stores under their own names. HJ 212 codes of the water items are those of packages/standards. */
export const factors: readonly Factor[] = [...rows('air', air), ...rows('water', water)]

const byKey = new Map(factors.map((factor) => [factor.key, factor]))

/** The factor of a key, such as `PM2.5` or `NH3N`. */
export const factorOf = (key: string): Factor | undefined => byKey.get(key)
