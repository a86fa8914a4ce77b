const THEMES: readonly [string, RegExp][] = [
  ['noise', /噪声|声环境/],
  ['carbon', /碳达峰|碳排放|温室气体|低碳|碳市场|碳中和|减污降碳/],
  [
    'air',
    /大气|空气|蓝天|VOC|挥发性|臭氧|扬尘|烟气|锅炉|机动车|柴油|油品|PM2|PM10|餐饮|油烟|烟花|秸秆焚烧|重污染天气|氮氧化物|二氧化硫|散煤|优良天数|颗粒物|一氧化碳|空气质量/,
  ],
  ['solid_waste', /固体废物|固废|危险废物|危废|垃圾|废物|塑料|无废/],
  ['soil', /土壤|净土|耕地|地块|农用地/],
  [
    'water',
    /水环境|碧水|水质|污水|断面|饮用水|水源|河道|河湖|黑臭|排污口|近岸海域|海湾|河长|流域|地下水|水功能|尾水|湖长|用水|化学需氧量|高锰酸盐|氨氮|总磷|总氮|(?<![A-Za-z])COD|优良水体|劣[ⅤV]类/,
  ],
  ['agriculture', /农业|农村|化肥|农药|畜禽|养殖|农膜|秸秆/],
  ['ecology', /生态保护|生态修复|湿地|造林|森林|自然保护|红线|生物多样性|绿化|国土空间/],
  ['energy', /能源|煤炭|光伏|风电|电力|节能/],
  ['transport', /运输|港口|船舶|铁路|公交|车辆/],
  ['industry', /产业|产能|工业|园区|清洁生产|准入/],
  ['monitoring', /监测|监控|在线/],
  ['risk', /风险|应急|隐患|核与辐射/],
  ['enforcement', /执法|督察|查处|违法/],
  ['governance', /考核|责任|宣传|培训|资金|保障|组织领导|制度|机制|公众|信用/],
]

/** The theme of a task: its own words first, then its headings from the innermost out. */
export function themeOf(action: string, sectionPath: readonly string[]): string {
  for (const text of [action, ...[...sectionPath].reverse()]) {
    for (const [theme, pattern] of THEMES) if (pattern.test(text)) return theme
  }
  return 'general'
}
