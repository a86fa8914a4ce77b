import type { SessionDuty } from '@qinglan/contract'
import { Card } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ChangePassword } from './change-password.tsx'
import { EnrolSecondFactor } from './enrol-second-factor.tsx'
import { useSession } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

const duties: Readonly<Record<SessionDuty, ReactNode>> = {
  'change-password': <ChangePassword />,
  'enrol-second-factor': <EnrolSecondFactor />,
}

/** The pages, for whoever may read; for others what must be done first. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const session = useSession()
  if (session?.duty) {
    return (
      <Card title={t(`session.duty.${session.duty}`)} className="sign-in">
        {duties[session.duty]}
      </Card>
    )
  }
  if (!session || session.rights.includes('read')) return children
  return (
    <Card title={t('session.signIn')} className="sign-in">
      <SignInForm />
    </Card>
  )
}
