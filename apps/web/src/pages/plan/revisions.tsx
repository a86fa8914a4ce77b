import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import { revisionsQuery } from '../../api/campaign-queries.ts'
import { chinaMinute } from '../../figures/china-minute.ts'
import { DidTag } from '../../revision/did-tag.tsx'
import { FieldChanges } from '../../revision/field-changes.tsx'

/** The revised plans that the campaign was brought to, and what each changed; nothing where there was none. */
export function Revisions({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation()
  const { data: revisions = [] } = useQuery(revisionsQuery(campaignId))
  if (revisions.length === 0) return null
  return (
    <Card size="small" title={t('revision.history')} data-testid="revisions">
      <Collapse
        ghost
        size="small"
        items={revisions.map(({ id, plan, by, at, items }) => ({
          key: id,
          label: (
            <>
              <span lang="zh-CN">{plan.title}</span>{' '}
              <span className="muted small">
                {plan.fileName} · {t('revision.by', { at: chinaMinute(at), by })}
              </span>
            </>
          ),
          children: (
            <ul className="plan-cards">
              {items.map((item) => (
                <li key={item.id} className="plan-card" data-did={item.did}>
                  <DidTag did={item.did} />{' '}
                  {item.kind === 'target' ? (
                    <Link to="/targets/$" params={{ _splat: item.id }} lang="zh-CN">
                      {item.code} {item.subject}
                    </Link>
                  ) : (
                    <span lang="zh-CN">
                      {item.code} {item.subject}
                    </span>
                  )}
                  {item.reason !== null && <div>{item.reason}</div>}
                  <FieldChanges fields={item.fields} />
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Card>
  )
}
