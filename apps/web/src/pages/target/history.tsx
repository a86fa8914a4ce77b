import type { TargetDetail } from '@qinglan/contract'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { chinaMinute } from '../../figures/china-minute.ts'
import { DidTag } from '../../revision/did-tag.tsx'
import { FieldChanges } from '../../revision/field-changes.tsx'

/** What revised plans made of the promise: when, by whom, by which document, from what to what. */
export function History({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const { history } = detail
  return (
    <Card size="small" title={t('revision.history')} data-testid="history">
      {history.length === 0 && <span className="muted">{t('revision.none')}</span>}
      <ol className="history">
        {history.map(({ at, by, did, fields, plan, reason }) => (
          <li key={at} data-did={did}>
            <DidTag did={did} />{' '}
            <span className="muted small">{t('revision.by', { at: chinaMinute(at), by })}</span>
            <div lang="zh-CN" title={plan.sha256}>
              {plan.title} <span className="muted small">({plan.fileName})</span>
            </div>
            {reason !== null && <div>{reason}</div>}
            {did === 'kept' && fields.length > 0 && (
              <div className="muted small">{t('revision.saysOtherwise')}</div>
            )}
            <FieldChanges fields={fields} />
          </li>
        ))}
      </ol>
    </Card>
  )
}
