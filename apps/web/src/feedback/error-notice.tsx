import { Alert, Button, Result, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import { useLanguage } from '../locales/use-language.ts'

interface Props {
  readonly error: Error
  readonly retry?: () => void
  /** Beside a form: a line instead of a page. */
  readonly small?: boolean
}

/** What the server said, in the language of the page with the other below it, and the id to quote. */
export function ErrorNotice({ error, retry, small = false }: Props) {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const words = error instanceof ApiError ? error.bilingual : { zh: error.message, en: error.message }
  const other = language === 'zh' ? words.en : words.zh
  const id = error instanceof ApiError ? error.requestId : null
  if (small) {
    const quoted = id === null ? undefined : `${t('error.requestId')}: ${id}`
    return <Alert type="error" showIcon title={say(words)} description={quoted} className="form-error" />
  }
  return (
    <div role="alert">
      <Result
        status="warning"
        title={t('error.title')}
        subTitle={
          <>
            <div>{say(words)}</div>
            {other !== say(words) && <div lang={language === 'zh' ? 'en' : 'zh-CN'}>{other}</div>}
          </>
        }
        extra={retry && <Button onClick={retry}>{t('common.retry')}</Button>}
      >
        {id !== null && (
          <Typography.Text type="secondary">
            {t('error.requestId')}: <Typography.Text copyable>{id}</Typography.Text>
          </Typography.Text>
        )}
      </Result>
    </div>
  )
}
