import type { Bilingual } from '@qinglan/contract'
import type { Language } from '../locales/i18n.ts'

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

/** A figure with its unit; percent stands close, Chinese units after a space as English ones do. */
export function withUnit(figure: string, unit: Bilingual, language: Language): string {
  if (figure === dash) return figure
  if (language === 'en') return figure + unit.en
  const blank = unit.zh === '' || unit.en === '%' || unit.en === '‰' ? '' : ' '
  return `${figure}${blank}${unit.zh === '％' ? '%' : unit.zh}`
}
