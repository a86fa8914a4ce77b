import type { BoardRow } from '@qinglan/contract'
import type { Language } from '../locales/i18n.ts'
import { formatFigure, withUnit } from './format-figure.ts'

type Promised = Pick<BoardRow, 'comparator' | 'value' | 'valueHigh' | 'unitText' | 'decimals'>

const sign = {
  '>=': '≥',
  '<=': '≤',
  '=': '=',
  '>': '>',
  '<': '<',
  'increase_by>=': '↑ ≥',
  'decrease_by>=': '↓ ≥',
  'complete_count>=': '≥',
  range: '',
  none: '',
} as const satisfies Record<Promised['comparator'], string>

/** What was promised, at the precision written: `≥ 87.3%`, `1 ~ 2 个`. Empty when there is no number. */
export function promiseText(promised: Promised, language: Language): string {
  const { comparator, value, valueHigh, unitText, decimals } = promised
  if (value === null) return ''
  const figure = (v: number) => formatFigure(v, { decimals, fixed: true })
  const body = valueHigh === null ? figure(value) : `${figure(value)} ~ ${figure(valueHigh)}`
  return `${sign[comparator]} ${withUnit(body, unitText, language)}`.trim()
}
