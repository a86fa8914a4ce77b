import { Card } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

/** The pages, for whoever may read; for others the way to sign in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const session = useSession()
  if (!session || session.rights.includes('read')) return children
  return (
    <Card title={t('session.signIn')} className="sign-in">
      {session.duty === null ? <SignInForm /> : <p role="alert">{t(`session.duty.${session.duty}`)}</p>}
    </Card>
  )
}
