import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Form, Input, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { EnrolSecondFactor } from '../../session/enrol-second-factor.tsx'

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

/** The second factor: set up, or in use and removable with the password. */
export function SecondFactor({ enrolled }: { enrolled: boolean }) {
  const { t } = useTranslation()
  return (
    <Card
      size="small"
      title={t('account.secondFactor')}
      extra={enrolled && <Tag color="success">{t('account.secondFactorOn')}</Tag>}
    >
      {enrolled ? <RemoveSecondFactor /> : <EnrolSecondFactor />}
    </Card>
  )
}
