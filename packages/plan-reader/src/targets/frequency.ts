import { chineseNumber } from '../tokens/chinese-number.ts'
import type { Value, ValueList } from './values.ts'

const PERIODS: Readonly<Record<string, string>> = {
  日: 'per_day',
  天: 'per_day',
  周: 'per_week',
  月: 'per_month',
  季: 'per_quarter',
  季度: 'per_quarter',
  半年: 'per_half_year',
  半月: 'per_half_month',
  半个月: 'per_half_month',
  年: 'per_year',
  年度: 'per_year',
  旬: 'per_ten_days',
  两周: 'per_two_weeks',
  两年: 'per_two_years',
  两个月: 'per_two_months',
  两月: 'per_two_months',
}
const EVERY =
  /每(?:\d{1,2}[-~至到])?(\d{1,2}|[二两三四五六十])?(?:个)?(半个?月|两个月|两周|两月|半年|季度|年度|季|日|天|周|月|年|旬)/

/** Reads 每周…一次 as a value of 1 per week; null when the clause names no period or the value counts no doing. */
export function frequencyOf(
  clause: string,
  list: ValueList,
  before: string,
): { unit: string; norm: string } | null {
  const value = list.values[0]!
  if (value.dimension !== 'count' || !/^(?:次|轮|遍|期|批次|场|批|个轮次)/.test(value.unit ?? '')) return null
  const every = EVERY.exec(before) ?? EVERY.exec(clause)
  if (every === null) return null
  const period = every[2]!
  const many = every[1] ?? ''
  const norm = PERIODS[/^[两二2]$/.test(many) && /^[周月年]$/.test(period) ? `两${period}` : period]!
  const several =
    many === '' || norm.startsWith('per_two')
      ? norm
      : `${norm}_${/\d/.test(many) ? many : (chineseNumber(many) ?? many)}`
  return { unit: `${value.unit}/${many}${period}`, norm: several }
}

export function roundTheClock(value: Value, suffix: ValueList['suffix']): boolean {
  return value.norm === 'h' && value.values[0] === 24 && suffix === null
}
