import type { Board, BoardRow, TaskList } from '@qinglan/contract'
import { writeXlsx } from 'hucre/xlsx'
import { comparatorText, stateNames, taskStateNames, themeNames, type Language } from './words.ts'

type Column<R> = readonly [zh: string, en: string, width: number, value: (row: R) => string | number | null]

async function sheet<R>(
  title: string,
  columns: readonly Column<R>[],
  rows: readonly R[],
  lang: Language,
  note: string,
): Promise<Uint8Array> {
  const heads = columns.map(([zh, en]) => (lang === 'zh' ? zh : en))
  return writeXlsx({
    sheets: [
      {
        name: title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
        columns: columns.map(([, , width]) => ({ width })),
        rows: [[note], heads, ...rows.map((row) => columns.map(([, , , value]) => value(row)))],
        freezePane: { rows: 2, columns: 2 },
      },
    ],
  })
}

const units = (row: { responsible: BoardRow['responsible'] }, lang: Language): string =>
  row.responsible.map((u) => u.name[lang]).join(lang === 'zh' ? '、' : ', ')

/** The board as a spreadsheet: a note of what it is, headings, one row per promise. */
export async function boardXlsx(board: Board, lang: Language): Promise<Uint8Array> {
  const columns: readonly Column<BoardRow>[] = [
    ['编号', 'Code', 8, (r) => r.code],
    ['目标', 'Promise', 34, (r) => r.subject[lang]],
    ['领域', 'Theme', 12, (r) => themeNames[r.theme][lang]],
    [
      '层级',
      'Tier',
      10,
      (r) => (r.tier === 'binding' ? { zh: '约束', en: 'binding' } : { zh: '奋斗', en: 'stretch' })[lang],
    ],
    ['要求', 'Comparison', 12, (r) => comparatorText(r.comparator)[lang]],
    ['目标值', 'Target', 10, (r) => r.value],
    ['单位', 'Unit', 12, (r) => r.unit],
    ['现值', 'Now', 12, (r) => r.current],
    ['状态', 'State', 12, (r) => stateNames[r.state][lang]],
    ['理由', 'Reason', 60, (r) => r.reason[lang]],
    ['余下', 'Rest', 44, (r) => r.forecast?.restMeaning[lang] ?? null],
    ['期限', 'Due', 12, (r) => r.deadline ?? `${board.campaign.year}-12-31`],
    ['责任单位', 'Responsible', 30, (r) => units(r, lang)],
    ['数据', 'Data', 12, (r) => (r.simulated ? { zh: '模拟数据', en: 'simulated' }[lang] : null)],
  ]
  const note = `${board.campaign.name[lang]} ${board.at}${board.rows.some((r) => r.simulated) ? { zh: ' 含模拟数据', en: ' contains simulated data' }[lang] : ''}`
  return sheet(lang === 'zh' ? '目标看板' : 'Targets', columns, board.rows, lang, note)
}

/** The tasks as a spreadsheet. */
export async function tasksXlsx({ campaign, at, rows }: TaskList, lang: Language): Promise<Uint8Array> {
  const columns: readonly Column<TaskList['rows'][number]>[] = [
    ['编号', 'Code', 8, (r) => r.code],
    ['任务', 'Task', 40, (r) => r.title[lang]],
    ['领域', 'Theme', 12, (r) => themeNames[r.theme][lang]],
    ['期限', 'Due', 12, (r) => r.deadline],
    [
      '期限出处',
      'Date from',
      16,
      (r) =>
        (r.deadlineWritten ? { zh: '计划写明', en: 'the plan' } : { zh: '年底', en: 'end of year' })[lang],
    ],
    ['力争', 'Best effort', 8, (r) => (r.bestEffort ? { zh: '是', en: 'yes' }[lang] : null)],
    ['完成', 'Done', 8, (r) => r.share],
    ['剩余天数', 'Days left', 10, (r) => r.daysLeft],
    ['状态', 'State', 12, (r) => taskStateNames[r.state][lang]],
    ['责任单位', 'Responsible', 30, (r) => units(r, lang)],
  ]
  return sheet(lang === 'zh' ? '任务' : 'Tasks', columns, rows, lang, `${campaign.name[lang]} ${at}`)
}
