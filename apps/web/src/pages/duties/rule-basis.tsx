import { useQuery } from '@tanstack/react-query'
import { Alert, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { limitLibrariesQuery, type Rule } from '../../api/register-queries.ts'
import { useLanguage } from '../../locales/use-language.ts'

/** Where a rule's figures come from: what is assumed, and the limits of its system, with the mark of those nobody compared yet. */
export function RuleBasis({ rule }: { rule: Rule }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const libraries = (useQuery(limitLibrariesQuery).data ?? []).filter((l) => l.row === rule.row)
  const duties = new Map(rule.must.map((d) => [d.duty, say(d.title)]))
  const assumed = [
    ...Object.entries(rule.thresholds ?? {}).flatMap(([name, { assumed: why }]) =>
      why ? [[name, say(why)] as const] : [],
    ),
    ...Object.entries(rule.assumptions ?? {}).map(
      ([name, why]) => [duties.get(name) ?? name, say(why)] as const,
    ),
  ]
  return (
    <>
      {rule.basis && <p className="muted">{say(rule.basis)}</p>}
      {rule.raises && <p className="muted">{t('duties.raises', { title: say(rule.raises.title) })}</p>}
      {assumed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-testid="rule-assumed"
          title={t('duties.assumed')}
          description={assumed.map(([name, why]) => (
            <div key={name}>
              <strong>{name}</strong> {why}
            </div>
          ))}
        />
      )}
      {libraries.length > 0 && (
        <div className="stack" data-testid="rule-limits">
          <strong>{t('duties.unverified')}</strong>
          {libraries.map((l) => (
            <div key={`${l.library} ${l.edition}`}>
              {say(l.title)} {l.edition} {t('duties.validFrom', { from: l.validFrom })}{' '}
              {l.assumed && <Tag color="warning">{say(l.assumed)}</Tag>}
              <div className="muted">
                {l.limits
                  .map(({ of, max, min }) => `${of} ${max === undefined ? `≥ ${min ?? ''}` : `≤ ${max}`}`)
                  .join(' · ')}{' '}
                {l.unit}
              </div>
            </div>
          ))}
        </div>
      )}
    </>
  )
}
