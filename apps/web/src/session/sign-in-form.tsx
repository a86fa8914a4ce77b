import type { Login } from '@qinglan/contract'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../feedback/error-notice.tsx'
import { useSession, useSignIn } from './session.ts'

/** Six digits of an authenticator, or a recovery code of four groups. */
const aCode = /^(\d{6}|[a-z2-7]{4}([ -]?[a-z2-7]{4}){3})$/i

/** Login, password and, where the account has one, the code of the second factor. */
export function SignInForm({ done }: { done?: () => void }) {
  const { t } = useTranslation()
  const session = useSession()
  const signIn = useSignIn()
  const required = [{ required: true, message: t('common.required') }]
  const send = ({ code, ...rest }: Login) =>
    signIn.mutate(code ? { ...rest, code } : rest, done ? { onSuccess: done } : {})
  return (
    <Form<Login> layout="vertical" onFinish={send} data-testid="sign-in">
      {session?.demo === true && <Alert type="info" title={t('session.demoHint')} className="sign-in-hint" />}
      <Form.Item name="login" label={t('session.login')} rules={required}>
        <Input autoComplete="username" maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label={t('session.password')} rules={required}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('session.code')}
        rules={[{ pattern: aCode, message: t('session.codeHint') }]}
      >
        <Input autoComplete="one-time-code" maxLength={19} placeholder={t('session.codeHint')} />
      </Form.Item>
      {signIn.error && <ErrorNotice error={signIn.error} small />}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {t('session.signIn')}
      </Button>
      {session?.singleSignOn === true && (
        <Button block href="/api/v1/session/single-sign-on" className="single-sign-on">
          {t('session.singleSignOn')}
        </Button>
      )}
    </Form>
  )
}
