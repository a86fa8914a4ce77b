import { writeXlsx } from 'hucre'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { Language } from '../files/sheet-columns.ts'
import { gapsOn, seesAll } from './gaps.ts'

const words = {
  zh: {
    sheet: '义务缺口',
    heading: [
      '系统',
      '义务规则',
      '名录',
      '行政区',
      '名录数',
      '受约束',
      '已履行',
      '待办',
      '逾期',
      '无法判断',
      '履行率(%)',
    ],
    note: '统计截至',
    population: '名录数与比例的范围',
    whole: '全部登记对象',
    own: '仅限导出人可见的登记对象',
  },
  en: {
    sheet: 'Duty gaps',
    heading: [
      'Row',
      'Rule',
      'Register',
      'Region',
      'On the register',
      'Bound',
      'Fulfilled',
      'Open',
      'Late',
      'Cannot be told',
      'Fulfilled of bound (%)',
    ],
    note: 'As of',
    population: 'What counts and rates are of',
    whole: 'everything registered',
    own: 'what the exporter may see, no more',
  },
} as const

/** Duty gaps of a day as a spreadsheet: a row for each rule, or for each rule and county. */
export async function gapsXlsx(
  db: Db,
  { on, byRegion, lang }: { on: string; byRegion: boolean; lang: Language },
): Promise<Uint8Array> {
  const definitions = await loadDefinitions(db)
  const all = await seesAll(db)
  const regions = await db.selectFrom('regions').select(['id', 'name_zh', 'name_en']).execute()
  const names = new Map(regions.map((r) => [r.id, lang === 'zh' ? r.name_zh : r.name_en]))
  const rows = (await gapsOn(db, { on, byRegion })).map((r) => [
    r.row,
    r.title[lang],
    definitions.kinds.get(r.kind)?.title[lang] ?? r.kind,
    r.regionId === null ? null : (names.get(r.regionId) ?? r.regionId),
    r.population,
    r.bound,
    r.fulfilled,
    r.open,
    r.late,
    r.unknown,
    r.rate,
  ])
  const { sheet, heading, note, population, whole, own } = words[lang]
  const about = [`${note} ${on}`, `${population}: ${all ? whole : own}`]
  return writeXlsx({
    sheets: [{ name: `${sheet} ${on}`, rows: [[...heading], ...rows, [], about], freezePane: { rows: 1 } }],
  })
}
