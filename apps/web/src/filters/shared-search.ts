import { themes, type Bilingual, type BoardRow, type Theme } from '@qinglan/contract'
import { oneOf, textOf, type Raw } from '../frame/search.ts'

/** The filters that promises and tasks have in common, kept in the address. */
export interface SharedSearch {
  readonly theme?: Theme | undefined
  readonly unit?: string | undefined
  readonly q?: string | undefined
}

export const readSharedSearch = (raw: Raw): SharedSearch => ({
  theme: oneOf(themes, raw['theme']),
  unit: textOf(raw['unit']),
  q: textOf(raw['q']),
})

/** What promises and tasks have in common. */
export type Filtered = Pick<BoardRow, 'code' | 'theme' | 'responsible'>

/** Whether a row passes the filters: every word that was typed stands in its code, its units or its own texts, in either language. */
export function passesShared(
  { code, theme, responsible }: Filtered,
  texts: readonly Bilingual[],
  search: SharedSearch,
): boolean {
  const bilingual = [...texts, ...responsible.map(({ name }) => name)]
  const said = [code, ...bilingual.flatMap(({ zh, en }) => [zh, en])].join('\n').toLowerCase()
  const words = (search.q ?? '').toLowerCase().split(/\s+/)
  return (
    (search.theme === undefined || theme === search.theme) &&
    (search.unit === undefined || responsible.some(({ unitId }) => unitId === search.unit)) &&
    words.every((word) => said.includes(word))
  )
}

/** Every unit that any row names, for the filter. */
export function unitsOf(rows: readonly Filtered[]): Filtered['responsible'] {
  const units = new Map(rows.flatMap((row) => row.responsible).map((unit) => [unit.unitId, unit]))
  return [...units.values()].sort((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN'))
}
