import type { ErrorComponentProps } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import { Button, Result, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

/** In place of a page that failed while drawing. */
export function PageError({ error }: ErrorComponentProps) {
  const { t } = useTranslation()
  return (
    <Result
      status="error"
      title={t('error.crash')}
      subTitle={t('error.crashHint')}
      extra={<Button onClick={() => location.reload()}>{t('common.retry')}</Button>}
    >
      <Typography.Text code>{error instanceof Error ? error.message : String(error)}</Typography.Text>
    </Result>
  )
}

/** An address that is no page. */
export function MissingPage() {
  const { t } = useTranslation()
  return (
    <Result status="404" title={t('error.missingPage')} extra={<Link to="/">{t('error.toBoard')}</Link>} />
  )
}
