import type { RecoveryCodes } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Divider, Form, Input, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { EnrolSecondFactor } from '../../session/enrol-second-factor.tsx'
import { RecoveryCodesShown } from '../../session/recovery-codes.tsx'

function RemoveSecondFactor() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: (given: { password: string }) => sendJson<void>('DELETE', 'profile/second-factor', given),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <Form<{ password: string }> layout="vertical" onFinish={(given) => remove.mutate(given)}>
      <Form.Item
        name="password"
        label={t('session.currentPassword')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {remove.error && <ErrorNotice error={remove.error} small />}
      <Button danger htmlType="submit" loading={remove.isPending}>
        {t('account.remove')}
      </Button>
    </Form>
  )
}

/** Few codes are a reason to make new ones. */
const fewCodes = 3

function RecoveryCodesCard({ left }: { left: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: (given: { password: string }) =>
      sendJson<RecoveryCodes>('POST', 'profile/recovery-codes', given),
  })
  if (make.data) {
    const done = () => {
      make.reset()
      void client.invalidateQueries()
    }
    return <RecoveryCodesShown codes={make.data.codes} done={done} />
  }
  return (
    <Form<{ password: string }>
      layout="vertical"
      onFinish={(given) => make.mutate(given)}
      data-testid="new-codes"
    >
      <Alert
        type={left <= fewCodes ? 'warning' : 'info'}
        showIcon
        title={t('account.codesLeft', { count: left })}
        description={t('account.codesAbout')}
      />
      <Form.Item
        name="password"
        label={t('session.currentPassword')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.Password id="codes-password" autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {make.error && <ErrorNotice error={make.error} small />}
      <Button htmlType="submit" loading={make.isPending}>
        {t('account.newCodes')}
      </Button>
    </Form>
  )
}

/** The second factor: set up, or in use and removable with the password. */
export function SecondFactor({ enrolled, codesLeft }: { enrolled: boolean; codesLeft: number }) {
  const { t } = useTranslation()
  return (
    <Card
      size="small"
      title={t('account.secondFactor')}
      extra={enrolled && <Tag color="success">{t('account.secondFactorOn')}</Tag>}
    >
      {enrolled ? (
        <>
          <RecoveryCodesCard left={codesLeft} />
          <Divider />
          <RemoveSecondFactor />
        </>
      ) : (
        <EnrolSecondFactor />
      )}
    </Card>
  )
}
