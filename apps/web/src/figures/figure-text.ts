import type { BoardRow } from '@qinglan/contract'
import type { Language } from '../locales/i18n.ts'
import { formatFigure, withUnit } from './format-figure.ts'

type Standing = Pick<BoardRow, 'comparator' | 'value' | 'unitText' | 'decimals'>

/** A promise to complete something, without a number: what is known of it is the part of 1 that is done. */
export const isCompletion = ({ comparator, value }: Pick<Standing, 'comparator' | 'value'>): boolean =>
  comparator === 'none' && value === null

/** One decimal more than the promise was written with, so that a near miss shows. */
export const shownDecimals = ({ decimals }: Pick<Standing, 'decimals'>): number => decimals + 1

/** What the rest of the year may bring, in the unit that it is counted in. */
export function restText(row: Standing & Pick<BoardRow, 'forecast'>, language: Language): string {
  const { rest = null, restText: counted } = row.forecast ?? {}
  return counted ? counted[language] : figureText(row, rest, language)
}

/** A figure of a promise as a person reads it: its value to date, a forecast. */
export function figureText(row: Standing, figure: number | null, language: Language): string {
  if (figure !== null && isCompletion(row)) return `${formatFigure(figure * 100, { decimals: 1 })}%`
  return withUnit(formatFigure(figure, { decimals: shownDecimals(row) }), row.unitText, language)
}
