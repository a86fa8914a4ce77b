import type { BoardRow } from '@qinglan/contract'
import { formatFigure, withUnit } from './format-figure.ts'

type Promised = Pick<BoardRow, 'comparator' | 'value' | 'valueHigh' | 'unit' | 'decimals'>

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
export function promiseText({ comparator, value, valueHigh, unit, decimals }: Promised): string {
  if (value === null) return ''
  const figure = (v: number) => formatFigure(v, { decimals, fixed: true })
  const body = valueHigh === null ? figure(value) : `${figure(value)} ~ ${figure(valueHigh)}`
  return `${sign[comparator]} ${withUnit(body, unit)}`.trim()
}
