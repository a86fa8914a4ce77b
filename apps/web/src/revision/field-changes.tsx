import { comparators, type FieldChange } from '@qinglan/contract'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../locales/use-language.ts'

/** What a revision changed of an item, field by field: what it said before, what it says now. */
export function FieldChanges({ fields }: { fields: readonly FieldChange[] }) {
  const { t } = useTranslation()
  const { list } = useLanguage()
  const text = ({ field }: FieldChange, value: FieldChange['before']): string => {
    const comparator = field === 'comparator' ? comparators.find((known) => known === value) : undefined
    if (comparator) return t(`review.compare.${comparator}`)
    if (value === null || value === '') return t('revision.empty')
    return Array.isArray(value) ? list(value) || t('revision.empty') : String(value)
  }
  if (fields.length === 0) return null
  return (
    <dl className="field-changes small">
      {fields.map((change) => (
        <div key={change.field}>
          <dt className="muted">
            {change.field === 'indicator' ? t('revision.indicator') : t(`review.${change.field}`)}
          </dt>
          <dd lang="zh-CN">
            <del>{text(change, change.before)}</del> → <ins>{text(change, change.after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
