import type { PasswordChange } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../api/client.ts'
import { ErrorNotice } from '../feedback/error-notice.tsx'

/** A new password for one's own account; the server says what it must be like. */
export function ChangePassword({ done }: { done?: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (given: PasswordChange) => sendJson('PUT', 'profile/password', given),
    onSuccess: async () => {
      void message.success(t('session.passwordChanged'))
      done?.()
      await client.invalidateQueries()
    },
  })
  const required = [{ required: true, message: t('common.required') }]
  return (
    <Form<PasswordChange> layout="vertical" onFinish={(given) => change.mutate(given)}>
      <Form.Item name="current" label={t('session.currentPassword')} rules={required}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="next" label={t('session.newPassword')} rules={required}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {change.error && <ErrorNotice error={change.error} small />}
      <Button type="primary" htmlType="submit" block loading={change.isPending}>
        {t('session.changePassword')}
      </Button>
    </Form>
  )
}
