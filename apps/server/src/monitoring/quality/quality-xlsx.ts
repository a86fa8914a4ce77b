import type { QualityRow } from '@qinglan/contract'
import { writeXlsx } from 'hucre/xlsx'

type Column = readonly [
  zh: string,
  en: string,
  width: number,
  value: (row: QualityRow, lang: 'zh' | 'en') => string | number | null,
]

const percent = (rate: number | null): number | null =>
  rate === null ? null : Math.round(rate * 10_000) / 100

const inDoubt = { zh: '单位待确认,限值不计', en: 'unit in doubt, not counted' }

const columns: readonly Column[] = [
  ['点位', 'Site', 28, (r, lang) => r.site[lang]],
  ['因子', 'Factor', 10, (r) => r.factor],
  ['名称', 'Name', 20, (r, lang) => r.name[lang]],
  ['月份', 'Month', 10, (r) => r.month],
  ['应收小时', 'Expected', 10, (r) => r.expectedHours],
  ['实收小时', 'Received', 10, (r) => r.receivedHours],
  ['缺失小时', 'Missing', 10, (r) => r.missingHours],
  ['有效小时', 'Valid', 10, (r) => r.validHours],
  ['传输率%', 'Transmission %', 12, (r) => percent(r.transmissionRate)],
  ['有效率%', 'Valid %', 12, (r) => percent(r.validRate)],
  ['有效捕集率%', 'Capture %', 12, (r) => percent(r.captureRate)],
  ['停产小时', 'Stopped', 10, (r) => r.stoppedHours],
  ['应有天数', 'Days', 10, (r) => r.expectedDays],
  ['有效天数', 'Valid days', 10, (r) => r.validDays],
  ['超量程', 'Out of range', 10, (r) => (r.limitInDoubt ? null : r.outOfRangeHours)],
  ['恒值', 'Constant', 10, (r) => r.constantHours],
  ['突变', 'Jumps', 10, (r) => r.jumps],
  ['超标小时', 'Over limit', 10, (r) => (r.limitInDoubt ? null : r.exceededHours)],
  ['限值', 'Limit', 20, (r, lang) => (r.limitInDoubt ? inDoubt[lang] : null)],
  ['数据', 'Data', 12, (r, lang) => (r.simulated ? { zh: '模拟数据', en: 'simulated' }[lang] : null)],
]

/** The quality table as a spreadsheet. */
export async function qualityXlsx(rows: readonly QualityRow[], lang: 'zh' | 'en'): Promise<Uint8Array> {
  const heads = columns.map(([zh, en]) => (lang === 'zh' ? zh : en))
  return writeXlsx({
    sheets: [
      {
        name: lang === 'zh' ? '数据质量' : 'Data quality',
        columns: columns.map(([, , width]) => ({ width })),
        rows: [heads, ...rows.map((row) => columns.map(([, , , value]) => value(row, lang)))],
        freezePane: { rows: 1, columns: 1 },
      },
    ],
  })
}
