import type { IndicatorBinding, IndicatorEntry } from '@qinglan/contract'

/** A choice of the list: an indicator with what it is asked with. */
export interface IndicatorChoice {
  /** Unique in the list. */
  readonly value: string
  readonly binding: IndicatorBinding
  readonly entry: IndicatorEntry
  /** All that a search looks through. */
  readonly words: string
}

export interface ChoiceGroup {
  readonly group: 'suggested' | 'used' | 'all'
  readonly choices: readonly IndicatorChoice[]
}

export const keyOf = ({ indicator, params }: IndicatorBinding): string => {
  const set = Object.entries(params).sort(([a], [b]) => a.localeCompare(b))
  return `${indicator} ${JSON.stringify(set)}`
}

const wordsOf = ({ key, title, definition }: IndicatorEntry): string =>
  [key, title.zh, title.en, definition.zh, definition.en].join(' ').toLowerCase()

/** The indicators in the order in which they are offered: suggested, used by other items, all; each binding once. */
export function choiceGroups(
  catalogue: readonly IndicatorEntry[],
  suggested: readonly IndicatorBinding[],
  used: readonly IndicatorBinding[],
): ChoiceGroup[] {
  const seen = new Set<string>()
  const choicesOf = (bindings: readonly IndicatorBinding[]): IndicatorChoice[] =>
    bindings.flatMap((binding) => {
      const value = keyOf(binding)
      const entry = catalogue.find(({ key }) => key === binding.indicator)
      if (!entry || seen.has(value)) return []
      seen.add(value)
      return [{ value, binding, entry, words: wordsOf(entry) }]
    })
  const groups: ChoiceGroup[] = [
    { group: 'suggested', choices: choicesOf(suggested) },
    { group: 'used', choices: choicesOf(used) },
    { group: 'all', choices: choicesOf(catalogue.map(({ key }) => ({ indicator: key, params: {} }))) },
  ]
  return groups.filter(({ choices }) => choices.length > 0)
}

/** Every word of a search must be found. */
export const fitsSearch = (search: string, words: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word))
