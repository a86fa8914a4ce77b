import type { Right } from '@qinglan/contract'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRight, useSession } from './session.ts'

/** What changes something is shown to who may do it; others are told what it takes. */
export function NeedsRight({ right, children }: { right: Right; children: ReactNode }) {
  const { t } = useTranslation()
  const session = useSession()
  const may = useRight(right)
  if (may) return children
  if (!session) return null
  return (
    <Alert type="info" showIcon title={t(session.signedIn ? 'session.noRight' : 'session.signInFirst')} />
  )
}
