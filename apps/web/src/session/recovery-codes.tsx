import { Alert, Button, Space, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

/** Recovery codes, shown this once: to be copied, saved or written down before going on. */
export function RecoveryCodesShown({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const { t } = useTranslation()
  const text = codes.join('\n')
  return (
    <div data-testid="recovery-codes">
      <Alert type="warning" showIcon title={t('account.codesOnce')} description={t('account.codesHint')} />
      <pre className="recovery-codes">{text}</pre>
      <Space wrap>
        <Typography.Text copyable={{ text }}>{t('account.copyCodes')}</Typography.Text>
        <Button
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="qinglan-recovery-codes.txt"
        >
          {t('account.saveCodes')}
        </Button>
        <Button type="primary" onClick={done}>
          {t('account.keptCodes')}
        </Button>
      </Space>
    </div>
  )
}
