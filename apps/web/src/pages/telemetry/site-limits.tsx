import type { SiteLimit } from '@qinglan/contract'
import { Alert, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRight } from '../../session/session.ts'
import { LimitForm } from './limit-form.tsx'

interface Bounds {
  readonly low: number | null
  readonly high: number | null
}

const boundsText = ({ low, high }: Bounds, unit: string | null | undefined): string =>
  [low === null ? '' : `≥ ${low}`, high === null ? '' : `≤ ${high}`, unit ?? ''].filter(Boolean).join(' ')

function LimitTag({ limit }: { limit: SiteLimit }) {
  const { t } = useTranslation()
  const { factor, unit, source, inDoubt = false, asSent } = limit
  const isConverted = unit !== null && unit !== undefined && asSent && asSent.unit !== unit
  return (
    <Tag title={source}>
      {factor} {boundsText(limit, unit)}
      {inDoubt && <span className="danger-count"> · {t('siteLimits.inDoubt')}</span>}
      {isConverted && (
        <span className="muted">
          {' '}
          · {t('siteLimits.heldAgainst', { bounds: boundsText(asSent, asSent.unit) })}
        </span>
      )}
    </Tag>
  )
}

/** The limits of a site as they were written, what values are held against, and how they are changed. */
export function SiteLimits({ siteId, limits }: { siteId: string; limits: readonly SiteLimit[] }) {
  const { t } = useTranslation()
  const mayChange = useRight('import')
  const [editing, setEditing] = useState(false)
  return (
    <>
      <div className="limit-tags" data-testid="site-limits">
        {limits.length === 0 && <span className="muted">{t('siteLimits.none')}</span>}
        {limits.map((limit) => (
          <LimitTag key={limit.factor} limit={limit} />
        ))}
        {mayChange && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('siteLimits.edit')}
          </Button>
        )}
      </div>
      {limits.some(({ inDoubt }) => inDoubt) && (
        <Alert type="warning" showIcon title={t('siteLimits.inDoubtHint')} className="form-error" />
      )}
      <Modal
        title={t('siteLimits.title')}
        open={editing}
        footer={null}
        width={860}
        destroyOnHidden
        onCancel={() => setEditing(false)}
      >
        <LimitForm siteId={siteId} limits={limits} done={() => setEditing(false)} />
      </Modal>
    </>
  )
}
