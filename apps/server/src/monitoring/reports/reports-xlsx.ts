import type { DeviceReport } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { writeXlsx } from 'hucre/xlsx'

type Column = readonly [
  zh: string,
  en: string,
  width: number,
  value: (row: DeviceReport, lang: 'zh' | 'en') => string,
]

const columns: readonly Column[] = [
  ['时间', 'Time', 20, (r) => formatChinaTime(Date.parse(r.at))],
  ['命令', 'Command', 10, (r) => r.cn],
  ['因子', 'Factor', 10, (r) => r.subject],
  ['因子名称', 'Name', 20, (r, lang) => r.subjectName?.[lang] ?? ''],
  ['内容', 'What', 14, (r) => r.item],
  ['内容名称', 'Name', 28, (r, lang) => r.name[lang]],
  ['值', 'Value', 40, (r) => r.value],
  ['含义', 'Meaning', 16, (r) => r.meaning ?? ''],
  ['接收时间', 'Received', 20, (r) => formatChinaTime(Date.parse(r.receivedAt))],
]

/** What a logger reported as a spreadsheet. */
export async function reportsXlsx(rows: readonly DeviceReport[], lang: 'zh' | 'en'): Promise<Uint8Array> {
  const heads = columns.map(([zh, en]) => (lang === 'zh' ? zh : en))
  return writeXlsx({
    sheets: [
      {
        name: lang === 'zh' ? '现场机信息' : 'Reports',
        columns: columns.map(([, , width]) => ({ width })),
        rows: [heads, ...rows.map((row) => columns.map(([, , , value]) => value(row, lang)))],
        freezePane: { rows: 1, columns: 1 },
      },
    ],
  })
}
