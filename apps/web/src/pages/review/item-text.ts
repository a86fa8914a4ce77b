import { unitText, type ReviewItem } from '@qinglan/contract'
import { promiseText } from '../../figures/promise-text.ts'
import type { Language } from '../../locales/i18n.ts'
import type { PlanItem } from '../plan/plan-item.ts'

const decimalsOf = (value: number | null): number =>
  value === null ? 0 : (String(value).split('.')[1]?.length ?? 0)

/** The number of an item, as the board writes it. */
export const itemFigure = (item: ReviewItem, language: Language): string =>
  promiseText(
    {
      ...item,
      unitText: unitText(item.unit, null),
      decimals: Math.max(decimalsOf(item.value), decimalsOf(item.valueHigh)),
    },
    language,
  )

/** An item as the text marks it. */
export const markOf = (item: ReviewItem): PlanItem => ({
  id: item.id,
  title: item.subject,
  titleEn: item.subject,
  code: item.id,
  start: item.start,
  end: item.end,
  state: null,
  figure: '',
  doubts: item.doubts,
})
