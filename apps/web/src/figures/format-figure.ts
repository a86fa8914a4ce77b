import type { Language } from '../locales/i18n.ts'
import { unitText } from './unit-text.ts'

/** Text in place of a figure that is not there. */
const dash = '—'

/**
 * A figure as a person reads it: at most `decimals` decimals (default 2), no trailing zeros unless `fixed`, thousands apart
 * from five digits on. Display only: what counts is compared by the server at the precision written in the plan.
 */
export function formatFigure(value: number | null, { decimals = 2, fixed = false } = {}): string {
  if (value === null || !Number.isFinite(value)) return dash
  return value.toLocaleString('en-US', {
    minimumFractionDigits: fixed ? decimals : 0,
    maximumFractionDigits: decimals,
    useGrouping: Math.abs(value) >= 10_000,
  })
}

/** A figure with its unit; percent stands close, others after a space. */
export function withUnit(figure: string, unit: string | null, language: Language): string {
  const text = unitText(unit, language)
  if (figure === dash || text === null || text === '') return figure
  return text === '%' || text === '％' ? `${figure}%` : `${figure} ${text}`
}
