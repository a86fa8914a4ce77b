import type { Language } from '../locales/i18n.ts'

/** Units as Chinese plans write them, and as an English reader knows them; others stay as written. */
const english: Readonly<Record<string, string>> = {
  '微克/立方米': 'µg/m³',
  '毫克/立方米': 'mg/m³',
  '毫克/升': 'mg/L',
  '吨/平方公里·月': 't/(km²·month)',
  '吨/平方千米·月': 't/(km²·month)',
  '吨/(平方千米·月)': 't/(km²·month)',
  '吨/月·平方公里': 't/(km²·month)',
  个: '',
  家: '',
  项: '',
  台: '',
  座: '',
  处: '',
  条: '',
  辆: '',
  次: 'times',
  天: 'days',
  公里: 'km',
  平方公里: 'km²',
  平方米: 'm²',
  亩: 'mu',
  万亩: '10,000 mu',
  吨: 't',
  万吨: '10,000 t',
  '吨/日': 't/d',
  '吨/年': 't/a',
  '万吨/日': '10,000 t/d',
  '万吨/年': '10,000 t/a',
  立方米: 'm³',
  千瓦: 'kW',
  万千瓦: '10,000 kW',
}

/** The unit of a figure in the language of the page. */
export const unitText = (unit: string | null, language: Language): string | null =>
  unit === null || language === 'zh' ? unit : (english[unit] ?? unit)
