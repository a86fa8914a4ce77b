import { writeXlsx } from 'hucre'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import { judgeOn } from './evaluate.ts'
import { gapsOf } from './gaps.ts'

const heading = [
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
]

/** Duty gaps of a day as a spreadsheet: a row for each rule, or for each rule and county. */
export async function gapsXlsx(db: Db, on: string, byRegion: boolean): Promise<Uint8Array> {
  const definitions = await loadDefinitions(db)
  const { entities, obligations } = await judgeOn(db, on)
  const regions = await db.selectFrom('regions').select(['id', 'name_zh']).execute()
  const names = new Map(regions.map((r) => [r.id, r.name_zh]))
  const rows = gapsOf(definitions, entities, obligations, byRegion).map((r) => [
    r.row,
    r.title.zh,
    definitions.kinds.get(r.kind)?.title.zh ?? r.kind,
    r.regionId === null ? null : (names.get(r.regionId) ?? r.regionId),
    r.population,
    r.bound,
    r.fulfilled,
    r.open,
    r.late,
    r.unknown,
    r.rate,
  ])
  return writeXlsx({
    sheets: [{ name: `义务缺口 ${on}`, rows: [heading, ...rows], freezePane: { rows: 1 } }],
  })
}
