import type { Right } from '@qinglan/contract'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from './session.ts'
import { SignInModal } from './sign-in-modal.tsx'

/** What changes something is shown to who may do it; others are told what it takes. */
export function NeedsRight({ right, children }: { right: Right; children: ReactNode }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const session = useSession()
  if (!session) return null
  if (session.rights.includes(right)) return children
  const signIn = (
    <Button size="small" type="primary" onClick={() => setOpen(true)}>
      {t('session.signIn')}
    </Button>
  )
  return (
    <>
      <Alert
        type="info"
        showIcon
        className="needs-right"
        title={t(session.signedIn ? 'session.noRight' : 'session.signInFirst')}
        action={!session.signedIn && signIn}
      />
      <SignInModal open={open} close={() => setOpen(false)} />
    </>
  )
}
