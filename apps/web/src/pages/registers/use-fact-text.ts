import type { FactColumn, FactValue } from '@qinglan/contract'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'

/** How people read a fact: by the title of its value where it has one; a dash where it is not known. */
export function useFactText(): (
  column: Pick<FactColumn, 'choices'> | undefined,
  value: FactValue | undefined,
) => string {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (column, value) => {
    if (value === null || value === undefined) return '—'
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
    const title = column?.choices?.[String(value)]
    return title ? say(title) : String(value)
  }
}
