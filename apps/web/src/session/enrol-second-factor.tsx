import type { RecoveryCodes, SecondFactorCode, SecondFactorOffer } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, QRCode, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../api/client.ts'
import { ErrorNotice } from '../feedback/error-notice.tsx'
import { RecoveryCodesShown } from './recovery-codes.tsx'

function Confirm({ offer }: { offer: SecondFactorOffer }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const confirm = useMutation({
    mutationFn: (given: SecondFactorCode) => sendJson<RecoveryCodes>('PUT', 'profile/second-factor', given),
    onSuccess: () => void message.success(t('session.enrolled')),
  })
  // the codes are shown before anything else moves on, for they are shown this once
  if (confirm.data)
    return <RecoveryCodesShown codes={confirm.data.codes} done={() => void client.invalidateQueries()} />
  return (
    <Form<SecondFactorCode> layout="vertical" onFinish={(given) => confirm.mutate(given)}>
      <p>{t('session.scan')}</p>
      <QRCode value={offer.uri} type="svg" />
      <p>
        <Typography.Text copyable code>
          {offer.secret}
        </Typography.Text>
      </p>
      <Form.Item
        name="password"
        label={t('session.password')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('session.firstCode')}
        rules={[{ required: true, pattern: /^\d{6}$/, message: t('session.firstCode') }]}
      >
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
      </Form.Item>
      {confirm.error && <ErrorNotice error={confirm.error} small />}
      <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
        {t('session.enrol')}
      </Button>
    </Form>
  )
}

/** Sets up the codes of an authenticator: a secret shown once, then the first code as proof. */
export function EnrolSecondFactor() {
  const { t } = useTranslation()
  const offer = useMutation({
    mutationFn: () => sendJson<SecondFactorOffer>('POST', 'profile/second-factor', {}),
  })
  if (offer.data) return <Confirm offer={offer.data} />
  return (
    <>
      {offer.error && <ErrorNotice error={offer.error} small />}
      <Button type="primary" block loading={offer.isPending} onClick={() => offer.mutate()}>
        {t('session.beginEnrolment')}
      </Button>
    </>
  )
}
