import type { Bilingual } from '@qinglan/contract'
import type { PeriodUnit } from '../../assessment/indicators/indicator.ts'

const inChinese: Readonly<Record<PeriodUnit, string>> = {
  hour: '小时',
  day: '天',
  month: '个月',
  quarter: '个季度',
}

/** So many periods in words: 3 天, 1 个季度; 3 days, 1 quarter. */
export const periodText = (count: number, unit: PeriodUnit): Bilingual => ({
  zh: `${count}${inChinese[unit]}`,
  en: `${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`,
})
