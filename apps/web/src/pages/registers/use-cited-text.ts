import type { FactColumn, FactValue } from '@qinglan/contract'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { useFactText } from './use-fact-text.ts'

type Columns = readonly Pick<FactColumn, 'fact' | 'title' | 'unit' | 'choices'>[]

/** The facts that decided, as people read them: by their titles, with units and the titles of choices. */
export function useCitedText(columns: Columns): (cited: Readonly<Record<string, FactValue>>) => string {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const factText = useFactText()
  return (cited) =>
    Object.entries(cited)
      .map(([fact, value]) => {
        const column = columns.find((c) => c.fact === fact)
        const unit = column?.unit && value !== null ? ` ${column.unit}` : ''
        return `${column ? say(column.title) : fact} ${factText(column, value)}${unit}`
      })
      .join(t('registers.factsJoined'))
}

const missing = /^No such key: (\w+)/
const noPlace = /^not known: geometry/

/** Why nobody can tell: which fact is not known, or that the place is not; other reasons in the words of the engine. */
export function useWhyText(columns: Columns): (why: string) => string {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (why) => {
    const fact = missing.exec(why)?.[1]
    if (fact !== undefined) {
      const column = columns.find((c) => c.fact === fact)
      return column
        ? t('registers.factMissing', { fact: say(column.title) })
        : t('registers.noSuchFact', { fact })
    }
    return noPlace.test(why) ? t('registers.placeMissing') : why
  }
}
