import type { TargetDetail } from '@qinglan/contract'
import { Link } from '@tanstack/react-router'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'

/** The clause of the plan that carries the promise, with the way to it. */
export function SourceCard({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const { source, row, campaign } = detail
  const link = (
    <Link to="/plan" search={(old) => ({ ...old, campaign: campaign.id, target: row.targetId })}>
      {t('target.openPlan')}
    </Link>
  )
  return (
    <Card size="small" title={t('target.source')} extra={typeof source?.start === 'number' && link}>
      {source ? (
        <>
          {source.sectionPath.length > 0 && (
            <div className="muted small">{source.sectionPath.join(' › ')}</div>
          )}
          {source.quote && (
            <blockquote lang="zh-CN" className="quote">
              {source.quote}
            </blockquote>
          )}
          {!source.quote && source.start !== null && (
            <div className="muted">
              {t('target.noQuote', { start: source.start, end: source.end ?? source.start })}
            </div>
          )}
          {source.start === null && <div className="muted small">{t('revision.oldPlan')}</div>}
        </>
      ) : (
        <span className="muted">{t('target.noSource')}</span>
      )}
    </Card>
  )
}
