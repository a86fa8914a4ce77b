import type { Cell } from './blocks.ts'

export type ColumnRole =
  | 'index'
  | 'unit'
  | 'lead'
  | 'support'
  | 'deadline'
  | 'target'
  | 'baseline'
  | 'score'
  | 'indicator'
  | 'task'
  | 'region'
  | 'measure'
  | 'note'

export interface Column {
  role: ColumnRole
  /** The header's words. */
  title: string
  year: number | null
  /** The unit the header gives in brackets: 浓度(微克/立方米). */
  unit: string | null
}

const ROLES: readonly [ColumnRole, RegExp][] = [
  ['index', /^(?:序号|编号|号|项次|No\.?)$/i],
  ['score', /分值|分数|权重|赋分|得分|扣分|评分|满分/],
  ['lead', /牵头|责任(?:单位|部门|主体|人|领导)|负责|实施(?:单位|主体)|落实单位|考核部门|主管|承办/],
  ['support', /配合|参与|协助|协同/],
  ['deadline', /时限|完成时间|时间(?:节点|要求|进度|安排)?$|期限|进度/],
  ['unit', /^(?:计量)?单位$/],
  ['note', /备注|说明|属性|性质|依据|来源|类型|考核方式|评价方法/],
  [
    'region',
    /^(?:各?地区|县\(?市|区县|县区|市县|责任地区|行政区|地市|城市|市\(州\)|断面(?:名称)?|点位(?:名称)?|站点(?:名称)?|水源地(?:名称)?|流域|各县|乡镇|街道|镇\(|辖区|单位名称)/,
  ],
  [
    'task',
    /(?:整改|工作|治理|建设|攻坚|具体)目标|任务|工作(?:内容|要求|措施)?|措施|重点工程|建设内容|要求|考核指标|考核内容|整治内容|内容$/,
  ],
  ['indicator', /指标|项目|名称|类别|内容|领域|事项/],
]
const VALUE = /目标|计划|任务量|指标值|限值|控制数|下达/
const BASE = /现状|基准|基数|实际|完成(?:值|情况|数)|上年|去年|达标情况/
const MEASURE =
  /浓度|比率|比例|率|天数|排放量|总量|用量|数量|面积|里程|长度|指数|PM|个数|座数|类别|水质|强度|能耗|[减削]排量|能力|[\u4e00-\u9fff]{2}[率量](?:\(|$)/
const YEAR = /(20\d\d)年?/
const UNIT = /[(:]([^()]{1,14})\)?$/

const YEAR_ONLY = /^(20\d\d)年?$/

function columnOf(words: string, planYear: number | null): Column {
  const title = words.replace(/^[[(]([^()[\]]+)[\])]\d?$/, '$1')
  const year = YEAR.exec(title)?.[1]
  const unit = UNIT.exec(title)?.[1] ?? null
  const column = (role: ColumnRole): Column => ({
    role,
    title,
    year: year === undefined ? null : Number(year),
    unit,
  })
  if (BASE.test(title) && !VALUE.test(title)) return column('baseline')
  if (year !== undefined && !VALUE.test(title) && planYear !== null && Number(year) < planYear)
    return column('baseline')
  if (year !== undefined && VALUE.test(title)) return column('target')
  if (year !== undefined && !MEASURE.test(title.replace(/目标值?/, ''))) {
    if (VALUE.test(title)) return column('target')
    return column(planYear !== null && Number(year) < planYear ? 'baseline' : 'target')
  }
  if (
    /^(?:年度)?(?:目标|目标值|计划|计划值|指标值|目标要求|考核目标|任务量|年度任务|控制目标|[0-9〇一二三四五]*年?累计|五年累计)$/.test(
      title,
    )
  )
    return column('target')
  for (const [role, pattern] of ROLES)
    if (pattern.test(title) && !(role === 'task' && MEASURE.test(title) && !/任务|考核/.test(title)))
      return column(role)
  return column(MEASURE.test(title) ? 'measure' : 'note')
}

/** How many cells of a row are words of a header. */
function headerWords(row: readonly Cell[]): number {
  return row.filter(
    ({ text }) =>
      text.length <= 24 &&
      (ROLES.some(([, pattern]) => pattern.test(text)) ||
        VALUE.test(text) ||
        YEAR.test(text) ||
        MEASURE.test(text)),
  ).length
}

/** Finds the header among the first rows, for a caption may stand above it; null when the table has none. */
export function readHeader(
  rows: readonly Cell[][],
  planYear: number | null,
): { columns: Column[]; firstRow: number } | null {
  for (let i = 0; i < Math.min(3, rows.length - 1); i++) {
    const columns = columnsOf(rows[i]!, planYear)
    if (columns === null) continue
    const below = rows[i + 1]!
    if (!isSecondHeader(rows[i]!, below)) return { columns, firstRow: i + 1 }
    return { columns: settle(underGroups(rows[i]!, below, planYear)), firstRow: i + 2 }
  }
  return null
}

/** The lower of two header rows: it repeats what spans both, names the parts of what spans columns, and holds no value. */
function isSecondHeader(above: readonly Cell[], below: readonly Cell[]): boolean {
  return (
    above.length === below.length &&
    above.some((cell, i) => cell.text === '' && below[i]!.text !== '') &&
    below.some((cell, i) => cell.text !== '' && cell.text === above[i]!.text) &&
    below.every(({ text }) => text.length <= 30 && !/^[≥≤<>]?\d+(?:\.\d+)?%?$/.test(text))
  )
}

/** Columns under a heading that spans them: 2023年目标 over 浓度 and 优良天数比率 gives year and role, they give the names. */
function underGroups(above: readonly Cell[], below: readonly Cell[], planYear: number | null): Column[] {
  let group = ''
  return below.map(({ text }, i) => {
    const over = above[i]!.text
    if (over !== '') group = over
    if (text === over || text === '') return columnOf(over === '' ? text : over, planYear)
    const named = columnOf(text, planYear)
    const grouped = columnOf(group, planYear)
    const role =
      named.role === 'note' || named.role === 'measure' || named.role === 'indicator'
        ? grouped.role
        : named.role
    return { ...named, role, year: named.year ?? grouped.year }
  })
}

function columnsOf(head: readonly Cell[], planYear: number | null): Column[] | null {
  const filled = head.filter((cell) => cell.text !== '').length
  const words = headerWords(head)
  if (words < 2 || words * 2 < filled) return null
  if (head.some((cell) => /^\d+(?:\.\d+)?%?$/.test(cell.text) && !YEAR.test(cell.text))) return null
  return settle(head.map((cell) => columnOf(cell.text, planYear)))
}

/** Of several naming columns the indicator's own counts (not its class); of bare years the first is where things stand. */
function settle(columns: Column[]): Column[] {
  const named = columns.filter((one) => one.role === 'indicator')
  const best =
    named.find((one) => /指标名称|具体指标|[二三]级指标/.test(one.title)) ??
    named.find((one) => /^(?!一级).*(?:指标|名称)/.test(one.title)) ??
    named.at(-1)
  const years = columns.flatMap((one) =>
    one.role === 'target' && YEAR_ONLY.test(one.title) ? [one.year!] : [],
  )
  // 2016 | 2017 | 2018: year after year has its own aim; of 2020 | 2025 the first is where things stand.
  const yearly = years.length >= 3 && years.every((year, i) => i === 0 || year === years[i - 1]! + 1)
  const first =
    years.length > 1 && !yearly && !columns.some((one) => one.role === 'baseline') ? Math.min(...years) : null
  const tasks = columns.filter((one) => one.role === 'task')
  const asks = tasks.some((one) => /要求|任务|措施/.test(one.title))
  // Beside a column of targets a measure without a year tells where things stand.
  const aimed = columns.some((one) => one.role === 'target')
  const end = Math.max(...columns.map((one) => (one.role === 'target' ? (one.year ?? 0) : 0)))
  return columns.map((one): Column => {
    // What is added up over the years is due with the last of them.
    if (one.role === 'target' && one.year === null && end > 0 && /累计/.test(one.title))
      return { ...one, year: end }
    // 项目内容 beside 工作要求 names what the work is about.
    if (
      tasks.length > 1 &&
      asks &&
      one.role === 'task' &&
      /^(?:项目|事项|类别|领域)(?:内容|名称)?$/.test(one.title)
    )
      return { ...one, role: 'indicator' }
    if (aimed && one.role === 'measure') return { ...one, role: 'baseline' }
    if (one.role === 'indicator' && one !== best) return { ...one, role: 'note' }
    return one.role === 'target' && first !== null && one.year === first && YEAR_ONLY.test(one.title)
      ? { ...one, role: 'baseline' }
      : one
  })
}
