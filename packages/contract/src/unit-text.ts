import type { Bilingual } from './shared.ts'

/** How English writes the normalised form of a unit; others stand as they are. */
const inEnglish: Readonly<Record<string, string>> = {
  percent: '%',
  permille: '‰',
  count: '',
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  'ng/m3': 'ng/m³',
  m2: 'm²',
  m3: 'm³',
  km2: 'km²',
  'm3/d': 'm³/d',
  'm3/a': 'm³/a',
  't/km2': 't/km²',
  't/(km2.d)': 't/(km²·d)',
  't/(km2.month)': 't/(km²·month)',
  degC: '°C',
  min: 'minutes',
  h: 'hours',
  d: 'days',
  working_day: 'working days',
  week: 'weeks',
  month: 'months',
  quarter: 'quarters',
  a: 'years',
  year_old: 'years of age',
  person: 'people',
  household: 'households',
  point: 'points',
  rank: 'ranks',
  times_done: 'times',
  round: 'rounds',
  per_day: 'a day',
  per_week: 'a week',
  per_month: 'a month',
  per_quarter: 'a quarter',
  per_year: 'a year',
  hour_per_day: 'h a day',
  mu_time: 'mu treated',
  water_quality_class: '(class)',
}

/** The normalised form of units as plans commonly write them, for a number whose unit nobody normalised. */
const normOfWritten: Readonly<Record<string, string>> = {
  '%': 'percent',
  '％': 'percent',
  '‰': 'permille',
  '微克/立方米': 'ug/m3',
  '毫克/立方米': 'mg/m3',
  '毫克/升': 'mg/L',
  '吨/平方公里·月': 't/(km2.month)',
  '吨/平方千米·月': 't/(km2.month)',
  '吨/(平方公里·月)': 't/(km2.month)',
  '吨/(平方千米·月)': 't/(km2.month)',
  '吨/月·平方公里': 't/(km2.month)',
  个: 'count',
  家: 'count',
  项: 'count',
  台: 'count',
  套: 'count',
  座: 'count',
  处: 'count',
  条: 'count',
  辆: 'count',
  所: 'count',
  件: 'count',
  户: 'household',
  人: 'person',
  次: 'times_done',
  天: 'd',
  小时: 'h',
  个月: 'month',
  米: 'm',
  公里: 'km',
  平方公里: 'km2',
  平方米: 'm2',
  公顷: 'ha',
  亩: 'mu',
  吨: 't',
  '吨/日': 't/d',
  '吨/天': 't/d',
  '吨/年': 't/a',
  立方米: 'm3',
  千瓦: 'kW',
  千瓦时: 'kWh',
}

const scales: Readonly<Record<string, string>> = {
  万亿: '×10¹²',
  千亿: '×10¹¹',
  百亿: '×10¹⁰',
  亿: '×10⁸',
  千万: '×10⁷',
  百万: '×10⁶',
  十万: '×10⁵',
  万: '×10⁴',
}
const scaleWord = new RegExp(`^(?:${Object.keys(scales).join('|')})`)

/**
 * A unit to stand right behind its number: in Chinese as the plan writes it, in English by its normalised form, where 万 and 亿 stand
 * between number and unit too. Percent stands close, other English units after a blank.
 */
export function unitText(unit: string | null, unitNorm: string | null): Bilingual {
  if (unit === null) return { zh: '', en: '' }
  const [word = ''] = scaleWord.exec(unit) ?? []
  const scale = scales[word] ?? ''
  const norm = unitNorm ?? normOfWritten[unit.slice(word.length)]
  if (norm === undefined) return { zh: unit, en: ` ${unit}` }
  const name = inEnglish[norm] ?? norm
  const close = name === '%' || name === '‰' || name === ''
  return { zh: unit, en: `${scale}${close ? '' : ' '}${name}` }
}
