import { unitText, type Comparator } from '@qinglan/contract'
import { badInput } from '../../errors.ts'

/** What a figure is of, as far as it bounds it. */
export interface Measured {
  readonly subject_zh: string
  readonly comparator: Comparator
  readonly unit: string | null
  readonly unit_norm: string | null
  readonly value: number | null
  readonly value_high: number | null
}

/** No city has more of anything than a trillion. */
const most = 1e12
/** A change by more than tenfold is a slip of the pen. */
const mostChange = 1000

/** Words for a change rather than a share: these may fall below nothing and rise above the whole. */
const changes = /增长|增幅|增速|上升|提高|提升|下降|降低|降幅|减少|削减|变化|同比|较.{2,6}年/

/** Units in which a figure may lie below zero. */
const signed = new Set(['degC'])

/** Between which bounds a figure of a target can lie; a promise beyond them widens them. */
export function figureBounds({ subject_zh, comparator, unit_norm, value, value_high }: Measured): {
  readonly low: number
  readonly high: number
} {
  const isChange =
    comparator === 'increase_by>=' || comparator === 'decrease_by>=' || changes.test(subject_zh)
  const own = [value ?? 0, value_high ?? 0]
  const within = (low: number, high: number) => ({ low: Math.min(low, ...own), high: Math.max(high, ...own) })
  if (unit_norm === 'percent' || unit_norm === 'permille') {
    const whole = unit_norm === 'percent' ? 100 : 1000
    return isChange ? within(-mostChange, mostChange) : within(0, whole)
  }
  const maySink = isChange || unit_norm === null || signed.has(unit_norm)
  return within(maySink ? -most : 0, most)
}

/** @throws QinglanError `bad-input` for a figure that the unit of its target cannot have */
export function demandFigure(target: Measured, figure: number | null): void {
  if (figure === null) return
  const { low, high } = figureBounds(target)
  if (figure >= low && figure <= high) return
  const unit = unitText(target.unit, target.unit_norm)
  const [from, to] = [low.toLocaleString('en'), high.toLocaleString('en')]
  throw badInput(
    `数值 ${figure} 应在 ${from} 与 ${to}${unit.zh} 之间`,
    `the figure ${figure} must lie between ${from} and ${to}${unit.en}`,
    [{ in: 'body', field: 'value', expected: { low, high } }],
  )
}
