import type { Dimension } from './token.ts'

/** A unit as it was found: its length in the text, its normalised name, and what to multiply the written number by. */
export interface UnitReading {
  length: number
  norm: string | null
  factor: number
  dimension: Dimension
  repaired: boolean
}

type Row = [words: string, norm: string, dimension: Dimension, factor?: number]

const BASE: readonly Row[] = [
  ['吨标准煤 吨标煤 tce', 'tce', 'mass'],
  ['千克标准煤 公斤标准煤 kgce', 'kgce', 'mass'],
  ['克标准煤 gce', 'gce', 'mass'],
  ['蒸吨', 'steam_t/h', 'flow'],
  ['吨 t', 't', 'mass'],
  ['公斤 千克 kg', 'kg', 'mass'],
  ['毫克 mg', 'mg', 'mass'],
  ['微克 μg ug', 'ug', 'mass'],
  ['克 g', 'g', 'mass'],
  ['平方公里 平方千米 km2 km²', 'km2', 'area'],
  ['平方米 平米 ㎡ m2 m²', 'm2', 'area'],
  ['公顷 hm2 hm² ha', 'ha', 'area'],
  ['亩(次) 亩次', 'mu_time', 'area'],
  ['总吨', 'gross_tonnage', 'mass'],
  ['亩', 'mu', 'area'],
  ['公里 千米 km', 'km', 'length'],
  ['厘米 cm', 'cm', 'length'],
  ['毫米 mm', 'mm', 'length'],
  ['米 m', 'm', 'length'],
  ['标准立方米 标立方米 立方米 立方 Nm3 Nm³ m3 m³ 方', 'm3', 'volume'],
  ['毫升 mL ml', 'mL', 'volume'],
  ['升 L l', 'L', 'volume'],
  ['千瓦时 kWh 度电', 'kWh', 'energy'],
  ['千瓦 kW', 'kW', 'power'],
  ['兆瓦 MW', 'kW', 'power', 1000],
  ['吉瓦 GW', 'kW', 'power', 1_000_000],
  ['元', 'yuan', 'money'],
  ['分贝 dB(A) dB', 'dB(A)', 'other'],
  ['℃ 摄氏度', 'degC', 'other'],
  ['个小时 小时 h', 'h', 'time'],
  ['分钟', 'min', 'time'],
  ['个工作日 工作日', 'working_day', 'time'],
  ['个自然日 天 日 d', 'd', 'time'],
  ['周 个星期 星期', 'week', 'time'],
  ['个月 月', 'month', 'time'],
  ['个季度 季度 季', 'quarter', 'time'],
  ['周年 年 a', 'a', 'time'],
  ['倍', 'times', 'other'],
  ['户', 'household', 'count'],
  ['人次', 'person_time', 'count'],
  ['人 名', 'person', 'count'],
  ['岁', 'year_old', 'other'],
  ['轮次 轮', 'round', 'count'],
  ['次 遍', 'times_done', 'count'],
  ['分', 'point', 'score'],
  [
    '条(段) 台(套) 台套 个(次) 家次 家(次) 艘次 辆次 批次 点次 个 家 座 台 套 辆 艘 条 段 处 所 项 件 种 类 宗 起 批 场 期 支 只 头 尾 羽 株 棵 份 篇 部 片 块 口 眼 例 间 栋 幢 组 对 册 门 根 路 村 块次 班 届 款 笔 环 颗 级 级次 块段 面 张 盏 枚 桶 根 台次 户次 点位',
    'count',
    'count',
  ],
]

const COMPOUND_NORMS: Readonly<Record<string, [norm: string, dimension: Dimension]>> = {
  'ug/m3': ['ug/m3', 'concentration'],
  'mg/m3': ['mg/m3', 'concentration'],
  'mg/L': ['mg/L', 'concentration'],
  't/(month.km2)': ['t/(km2.month)', 'concentration'],
  't/(km2.month)': ['t/(km2.month)', 'concentration'],
  't/(km2.d)': ['t/(km2.d)', 'concentration'],
  't/km2': ['t/km2', 'concentration'],
  'times_done/week': ['per_week', 'count'],
  'times_done/month': ['per_month', 'count'],
  'times_done/quarter': ['per_quarter', 'count'],
  'times_done/a': ['per_year', 'count'],
  'times_done/d': ['per_day', 'count'],
  'steam_t/h/h': ['steam_t/h', 'flow'],
}

const MULTIPLIERS: Readonly<Record<string, number>> = {
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万: 1e4,
  千: 1e3,
  百: 1e2,
}

const byFirst = new Map<string, { word: string; row: Row }[]>()
for (const row of BASE) {
  for (const word of row[0].split(' ')) {
    const list = byFirst.get(word[0]!) ?? []
    list.push({ word, row })
    list.sort((a, b) => b.word.length - a.word.length)
    byFirst.set(word[0]!, list)
  }
}

interface Base {
  length: number
  norm: string
  dimension: Dimension
  factor: number
}

function base(text: string, at: number): Base | null {
  const found = (byFirst.get(text[at] ?? '') ?? []).find(({ word }) => text.startsWith(word, at))
  if (found === undefined) return null
  const after = text[at + found.word.length] ?? ''
  // A Latin unit ends where its letters end: the t of "tcb" is none.
  if (found.word === '面' && /[积临向源]/.test(after)) return null
  if (found.word === '方' && /[面式案向位针法]/.test(after)) return null
  if (/[A-Za-zμ]$/.test(found.word) && /[A-Za-z]/.test(after)) return null
  return { length: found.word.length, norm: found.row[1], dimension: found.row[2], factor: found.row[3] ?? 1 }
}

/** 万, 亿 and the like right after a number. */
export function readMultiplier(text: string, at: number): { length: number; factor: number } {
  for (const length of [2, 1]) {
    const factor = MULTIPLIERS[text.slice(at, at + length)]
    if (factor !== undefined) return { length, factor }
  }
  return { length: 0, factor: 1 }
}

// After the solidus: another unit, or what the quantity is counted per.
const PER_WORDS: readonly [string, string][] = [
  ['万元', '10k_yuan'],
  ['亿元', '100m_yuan'],
  ['万人', '10k_person'],
  ['人', 'person'],
  ['标准立方米', 'm3'],
  ['百公里', '100km'],
  ['辆', 'count'],
  ['车', 'count'],
]

function denominator(text: string, at: number): { length: number; norm: string } | null {
  for (const [word, norm] of PER_WORDS) if (text.startsWith(word, at)) return { length: word.length, norm }
  const unit = base(text, at)
  return unit === null ? null : { length: unit.length, norm: unit.norm }
}

/** Compound units that lost their solidus in copying: 44μgm3, 0.1mgL, 35微克立方米. */
const WORN: readonly [pattern: RegExp, norm: string][] = [
  [/(?:[μu]g|微克)N?(?:m3|m³|立方米)/y, 'ug/m3'],
  [/(?:mg|毫克)N?(?:m3|m³|立方米)/y, 'mg/m3'],
  [/(?:mg|毫克)(?:L|升)/y, 'mg/L'],
]

function wornUnit(text: string, at: number): UnitReading | null {
  for (const [pattern, norm] of WORN) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null && !/[A-Za-z]/.test(text[at + found[0].length] ?? ''))
      return { length: found[0].length, norm, factor: 1, dimension: 'concentration', repaired: true }
  }
  return null
}

/** Reads the unit that starts at `at`, compound ones too (吨/(月·平方千米)); null when there is none. */
export function readUnit(text: string, at: number): UnitReading | null {
  for (const [word, norm] of [
    ['个百分点', 'percentage_point'],
    ['百分点', 'percentage_point'],
    ['%', 'percent'],
    ['‰', 'permille'],
  ] as const) {
    if (text.startsWith(word, at))
      return { length: word.length, norm, factor: 1, dimension: 'ratio', repaired: false }
  }
  // 9成以上: tenths.
  if (/^成(?=及?以[上下]|左右|以内|[^\u4e00-\u9fff]|$)/.test(text.slice(at, at + 4)))
    return { length: 1, norm: 'percent', factor: 10, dimension: 'ratio', repaired: false }
  const worn = wornUnit(text, at)
  if (worn !== null) return worn
  const first = base(text, at)
  if (first === null) return null
  let length = first.length
  let norm = first.norm
  let repaired = false
  let compound = false
  for (let parts = 0; parts < 3; parts++) {
    const joint = /^(?:\/\(|\/|每|[·.*×?•])/.exec(text.slice(at + length, at + length + 2))
    if (joint === null) break
    const bracket = joint[0] === '/('
    const mends = joint[0] === '?'
    const next = denominator(text, at + length + joint[0].length)
    if (next === null) break
    if (!compound && !/^[/每]/.test(joint[0])) break
    if (joint[0] === '每' && next.norm === 'd' && first.dimension === 'count') break
    length += joint[0].length + next.length
    norm =
      compound && !joint[0].startsWith('/')
        ? norm.replace(/\/\(?(.*?)\)?$/, `/($1.${next.norm})`)
        : `${norm}/${next.norm}`
    repaired ||= mends
    compound = true
    if (bracket) {
      const rest = /^(?:[·.*×?]([^)\s]{1,4}))?\)/.exec(text.slice(at + length, at + length + 8))
      if (rest !== null) {
        const second = rest[1] === undefined ? null : denominator(rest[1], 0)
        if (second !== null) norm = norm.replace(/\/(.*)$/, `/($1.${second.norm})`)
        length += rest[0].length
      }
      break
    }
  }
  const twin =
    first.dimension === 'count' ? /^\([\u4e00-\u9fff]\)/.exec(text.slice(at + length, at + length + 3)) : null
  if (!compound && twin !== null) length += twin[0].length
  if (!compound)
    return {
      length,
      norm: first.norm === 'times_done' ? 'count' : norm,
      factor: first.factor,
      dimension: first.dimension,
      repaired,
    }
  const known = COMPOUND_NORMS[norm]
  if (known !== undefined) return { length, norm: known[0], factor: 1, dimension: known[1], repaired }
  return {
    length,
    norm,
    factor: first.factor,
    dimension: /\/\(?(?:m2|m3|km2|L)/.test(norm)
      ? 'concentration'
      : norm.includes('/')
        ? 'flow'
        : first.dimension,
    repaired,
  }
}
