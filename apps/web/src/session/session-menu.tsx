import { UserOutlined } from '@ant-design/icons'
import type { WhoAmI } from '@qinglan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../locales/use-language.ts'
import { ChangePassword } from './change-password.tsx'
import { useSession, useSignOut } from './session.ts'
import { SignInModal } from './sign-in-modal.tsx'

function SignedIn({ person, unit }: { person: NonNullable<WhoAmI['person']>; unit: WhoAmI['unit'] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const [changing, setChanging] = useState(false)
  const signOut = useSignOut()
  const items = [
    ...(unit ? [{ key: 'unit', label: say(unit.name), disabled: true }] : []),
    { key: 'account', label: <Link to="/account">{t('account.title')}</Link> },
    { key: 'password', label: t('session.changePassword'), onClick: () => setChanging(true) },
    { key: 'out', label: t('session.signOut'), onClick: () => signOut.mutate() },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" icon={<UserOutlined />} data-testid="person">
          <span className="session-name">{person.name}</span>
        </Button>
      </Dropdown>
      <Modal
        title={t('session.changePassword')}
        open={changing}
        footer={null}
        width={400}
        destroyOnHidden
        onCancel={() => setChanging(false)}
      >
        <ChangePassword done={() => setChanging(false)} />
      </Modal>
    </>
  )
}

function Visitor() {
  const { t } = useTranslation()
  const [signingIn, setSigningIn] = useState(false)
  return (
    <>
      <Button icon={<UserOutlined />} onClick={() => setSigningIn(true)} data-testid="sign-in-button">
        {t('session.signIn')}
      </Button>
      <SignInModal open={signingIn} close={() => setSigningIn(false)} />
    </>
  )
}

/** Who is signed in, or the way to it. */
export function SessionMenu() {
  const session = useSession()
  if (!session) return null
  return session.person ? <SignedIn person={session.person} unit={session.unit} /> : <Visitor />
}
